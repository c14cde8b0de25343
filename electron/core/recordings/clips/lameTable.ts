import { readMp3Header } from '../sound/mp3Frames.ts';
import type { Mp3Form } from './mp3Encoder.ts';

/** Samples of silence that LAME puts before a sound; what a decoder adds of its own, it leaves out by itself. */
const encoderDelay = 576;
const tableBytes = 120;
const lameBytes = 36;

/** Bytes of a frame without padding. */
export function mp3FrameBytes({ sampleRate, kbits }: Mp3Form): number {
  return Math.floor(((sampleRate >= 32_000 ? 144_000 : 72_000) * kbits) / sampleRate);
}

export interface EncodedMp3 {
  readonly form: Mp3Form;
  /** The header of its first frame: four bytes. */
  readonly header: Buffer;
  /** Of its frames, without the one of the table. */
  readonly bytes: number;
  /** `mp3Crc` of them. */
  readonly crc: number;
  /** Of the sound, at the rate of the MP3. */
  readonly samples: number;
}

/**
 * The silent frame that stands before an MP3 of one bit rate and tells players how long it is, where its places are, and how
 * many samples of silence the encoder put before and behind, so that they are left out.
 * See http://gabriel.mp3-tech.org/mp3infotag.html.
 */
export function lameTable({ form, header, bytes, crc, samples }: EncodedMp3): Buffer {
  const frame = Buffer.alloc(mp3FrameBytes(form));
  header.copy(frame);
  // Without padding: the frame has the length that was left for it.
  frame.writeUInt8(header.readUInt8(2) & ~2, 2);
  const samplesOfFrame = readMp3Header(frame, 0)?.samples ?? 576;
  const frames = Math.round((bytes * 8 * form.sampleRate) / (form.kbits * 1000 * samplesOfFrame));
  const padding = Math.min(4095, Math.max(0, frames * samplesOfFrame - encoderDelay - samples));
  const all = bytes + frame.length;

  const start = 4 + sideBytes(form);
  frame.write('Info', start, 'latin1');
  frame.writeUInt32BE(0b1111, start + 4);
  frame.writeUInt32BE(frames, start + 8);
  frame.writeUInt32BE(all, start + 12);
  for (let percent = 0; percent < 100; percent++) frame.writeUInt8(Math.floor((percent * 256) / 100), start + 16 + percent);
  frame.writeUInt32BE(50, start + 116);

  const lame = start + tableBytes;
  frame.write('LAME3.100', lame, 'latin1');
  // One bit rate.
  frame.writeUInt8(1, lame + 9);
  frame.writeUInt8(Math.min(255, form.kbits), lame + 20);
  frame.writeUIntBE((encoderDelay << 12) | padding, lame + 21, 3);
  frame.writeUInt32BE(all, lame + 28);
  frame.writeUInt16BE(crc, lame + 32);
  frame.writeUInt16BE(mp3Crc(frame.subarray(0, lame + lameBytes - 2)), lame + 34);
  return frame;
}

/** Between a frame's header and its sound. */
function sideBytes({ sampleRate, channels }: Mp3Form): number {
  if (sampleRate >= 32_000) return channels === 1 ? 17 : 32;
  return channels === 1 ? 9 : 17;
}

/** CRC-16 as LAME reckons it (ARC), going on from `before`. */
export function mp3Crc(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
