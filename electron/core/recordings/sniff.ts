/** A kind of sound that can be told by its first bytes. */
export interface SoundFormat {
  readonly contentType: string;
  /** With the dot. */
  readonly extension: string;
}

/** How many bytes `sniffSound` wants to see. */
export const bytesToSniff = 4096;

const wav = { contentType: 'audio/wav', extension: '.wav' };
const mp3 = { contentType: 'audio/mpeg', extension: '.mp3' };
const ogg = { contentType: 'audio/ogg', extension: '.ogg' };
const m4a = { contentType: 'audio/mp4', extension: '.m4a' };

export const soundFormats: readonly SoundFormat[] = [wav, mp3, ogg, m4a];

/** What kind of sound begins with `head`, or null; neither the URL nor the server's word for it counts. */
export function sniffSound(head: Buffer): SoundFormat | null {
  const at = (start: number, end: number): string => head.toString('latin1', start, end);
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WAVE') return wav;
  if (at(0, 4) === 'OggS') return ogg;
  if (at(4, 8) === 'ftyp') return m4a;
  if (at(0, 3) === 'ID3' || startsWithFrames(head)) return mp3;
  return null;
}

const kbitsOfLayer3 = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const mpeg1Rates = [44_100, 48_000, 32_000];

/** Whether a frame of MPEG audio layer III begins at byte 0 and another follows where it ends (as far as `head` reaches). */
function startsWithFrames(head: Buffer): boolean {
  const length = frameLength(head, 0);
  if (length === null) return false;
  return length + 4 > head.length || frameLength(head, length) !== null;
}

function frameLength(bytes: Buffer, at: number): number | null {
  if (bytes.length < at + 4 || bytes.readUInt16BE(at) >> 5 !== 0x7ff) return null;
  const second = bytes.readUInt8(at + 1);
  const third = bytes.readUInt8(at + 2);
  const version = (second >> 3) & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
  const isLayer3 = ((second >> 1) & 3) === 1;
  const kbits = (version === 3 ? kbitsOfLayer3.mpeg1 : kbitsOfLayer3.mpeg2)[third >> 4];
  const rate = mpeg1Rates[(third >> 2) & 3];
  if (version === 1 || !isLayer3 || !kbits || !rate) return null;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  const padding = (third >> 1) & 1;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kbits) / (rate / divisor)) + padding;
}
