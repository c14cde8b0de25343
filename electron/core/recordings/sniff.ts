import { freeFrameBytes, isAlike, readMp3Header } from './sound/index.ts';

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
const flac = { contentType: 'audio/flac', extension: '.flac' };

export const soundFormats: readonly SoundFormat[] = [wav, mp3, ogg, m4a, flac];

/** What kind of sound begins with `head`, or null; neither the URL nor the server's word for it counts. */
export function sniffSound(head: Buffer): SoundFormat | null {
  const at = (start: number, end: number): string => head.toString('latin1', start, end);
  if ((at(0, 4) === 'RIFF' || at(0, 4) === 'RF64') && at(8, 12) === 'WAVE') return wav;
  if (at(0, 4) === 'OggS') return ogg;
  if (at(0, 4) === 'fLaC') return flac;
  if (at(4, 8) === 'ftyp') return m4a;
  if (at(0, 3) === 'ID3' || startsWithFrames(head)) return mp3;
  return null;
}

/** Whether a frame of MPEG audio layer III begins at byte 0 and another follows where it ends (as far as `head` reaches). */
function startsWithFrames(head: Buffer): boolean {
  const first = readMp3Header(head, 0);
  if (first === null) return false;
  if (first.bytes === null) return freeFrameBytes(head, 0) !== null;
  return first.bytes + 4 > head.length || isAlike(readMp3Header(head, first.bytes), first);
}
