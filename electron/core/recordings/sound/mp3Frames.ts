/** The four bytes that each frame of MPEG audio layer III begins with. */
export interface Mp3Header {
  /** 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1. */
  readonly version: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** 0: free format, whose frames have a length of their own. */
  readonly kbits: number;
  readonly samples: number;
  /** Of the whole frame; null in free format. */
  readonly bytes: number | null;
}

const kbitsOfLayer3 = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const mpeg1Rates = [44_100, 48_000, 32_000];
const mono = 3;

/** The header at `at`; null where none is. */
export function readMp3Header(bytes: Buffer, at: number): Mp3Header | null {
  if (bytes.length < at + 4 || bytes.readUInt16BE(at) >> 5 !== 0x7ff) return null;
  const second = bytes.readUInt8(at + 1);
  const third = bytes.readUInt8(at + 2);
  const version = (second >> 3) & 3;
  const isLayer3 = ((second >> 1) & 3) === 1;
  const kbits = (version === 3 ? kbitsOfLayer3.mpeg1 : kbitsOfLayer3.mpeg2)[third >> 4];
  const rate = mpeg1Rates[(third >> 2) & 3];
  if (version === 1 || !isLayer3 || kbits === undefined || rate === undefined) return null;
  const sampleRate = rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (third >> 1) & 1;
  return {
    version, sampleRate, kbits,
    channels: bytes.readUInt8(at + 3) >> 6 === mono ? 1 : 2,
    samples: version === 3 ? 1152 : 576,
    bytes: kbits === 0 ? null : Math.floor(((version === 3 ? 144_000 : 72_000) * kbits) / sampleRate) + padding,
  };
}

/** Whether a frame like `other` can follow it: in one stream version and rate stay. */
export function isAlike(header: Mp3Header | null, other: Mp3Header): boolean {
  return header !== null && header.version === other.version && header.sampleRate === other.sampleRate && (header.kbits === 0) === (other.kbits === 0);
}

/**
 * The length without padding of the free-format frame at `at`: up to where such a frame begins again, and once more after
 * that. Null where none does.
 */
export function freeFrameBytes(bytes: Buffer, at: number): number | null {
  const first = readMp3Header(bytes, at);
  if (first === null || first.kbits !== 0) return null;
  const isFrame = (position: number): boolean => isAlike(readMp3Header(bytes, position), first);
  const isPadded = (position: number): number => (bytes.readUInt8(position + 2) >> 1) & 1;
  for (let second = at + 24; second + 4 <= bytes.length; second++) {
    if (!isFrame(second)) continue;
    const length = second - at - isPadded(at);
    const third = second + length + isPadded(second);
    if (third + 4 > bytes.length ? second > at + 100 : isFrame(third)) return length;
  }
  return null;
}

/** Bytes of an ID3v2 tag that begins at `at`; 0 where none does. */
export function id3Bytes(bytes: Buffer, at: number): number {
  if (bytes.length < at + 10 || bytes.toString('latin1', at, at + 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, offset) => (sum << 7) | ((bytes[at + offset] ?? 0) & 0x7f), 0);
  const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0;
  return 10 + size + (hasFooter ? 10 : 0);
}
