import { readSync } from 'node:fs';
import { freeFrameBytes, id3Bytes, isAlike, readMp3Header, type Mp3Header } from './mp3Frames.ts';
import { withFile, withFileAsync } from './reading.ts';
import { createFloatFeed, type SampleSink, type Sound } from './samples.ts';

/** A part of a file, in bytes. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where Chromium takes a sound for this much longer or shorter than it is, its places are wrong too. */
const tolerableMs = 250;
/** What is decoded at a time becomes a hundred times as much. */
const bufferBytes = 32 * 1024;

/** The MP3 at `path`, or within another file's `coat`, which says how long it is; null where there are no two frames of it. */
export function openMp3(path: string, coat?: Range & { readonly durationMs: number }): Sound | null {
  return withFile(path, (fd, bytes) => {
    const range = coat ?? { from: 0, to: bytes };
    const found = survey(fd, range);
    if (found === null) return openFreeFormat(fd, range);
    const { first, frames, strayBytes } = found;
    const announcedMs = coat ? coat.durationMs : announcedLength(found, range.to);
    const offMs = Math.max(Math.abs((announcedMs ?? Number.POSITIVE_INFINITY) - inMs(frames, first)), (strayBytes * 8) / first.kbits);
    return {
      codec: 'mp3', channels: first.channels, sampleRate: first.sampleRate, durationMs: null,
      chromium: offMs <= tolerableMs ? 'plays' : 'misreads',
      decode: (sink) => decode(path, range, sink),
    };
  });
}

/** As Chromium reckons: by the first frame's table, else by its bit rate, which then has to be that of all; ms. */
function announcedLength({ first, firstAt, isConstant, framesByTable }: Survey, to: number): number | null {
  if (framesByTable !== null) return inMs(framesByTable, first);
  return isConstant ? ((to - firstAt) * 8) / first.kbits : null;
}

function inMs(frames: number, { samples, sampleRate }: Mp3Header): number {
  return ((frames * samples) / sampleRate) * 1000;
}

async function decode(path: string, range: Range, sink: SampleSink): Promise<void> {
  // Only who has an MP3 pays for its decoder.
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    await withFileAsync(path, async (fd) => {
      const feed = createFloatFeed(sink);
      walk(fd, range, (frames, { first }) => {
        const { channelData, samplesDecoded, sampleRate } = decoder.decode(frames);
        // The decoder gives two channels always.
        feed(first.channels === 1 ? channelData.slice(0, 1) : channelData, samplesDecoded, sampleRate);
      });
    });
  } finally {
    decoder.free();
  }
}

interface Survey {
  readonly first: Mp3Header;
  readonly firstAt: number;
  /** Of sound: without one that holds a table only. */
  readonly frames: number;
  /** Whether all have the bit rate of the first. */
  readonly isConstant: boolean;
  /** As LAME, Xing or Fraunhofer wrote into a first frame without sound. */
  readonly framesByTable: number | null;
  /** Between the first frame and the last: no sound, but Chromium counts them. */
  readonly strayBytes: number;
}

function survey(fd: number, range: Range): Survey | null {
  const starts: Pick<Survey, 'first' | 'firstAt' | 'framesByTable'>[] = [];
  let frames = 0;
  let isConstant = true;
  let end = 0;
  let strayBytes = 0;
  walk(fd, range, (bytes, { first, at: firstAt }) => {
    strayBytes += end === 0 ? 0 : firstAt - end;
    end = firstAt + bytes.length;
    if (starts.length === 0) starts.push({ first, firstAt, framesByTable: readTable(bytes, first) });
    for (let at = 0, header = readMp3Header(bytes, 0); header?.bytes; at += header.bytes, header = readMp3Header(bytes, at)) {
      isConstant &&= header.kbits === first.kbits;
      frames += 1;
    }
  });
  const [start] = starts;
  return start ? { ...start, frames: start.framesByTable === null ? frames : frames - 1, isConstant, strayBytes } : null;
}

function readTable(frame: Buffer, { version, channels }: Mp3Header): number | null {
  const at = 4 + (version === 3 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17);
  const name = frame.toString('latin1', at, at + 4);
  if ((name === 'Xing' || name === 'Info') && frame.length >= at + 12 && (frame.readUInt32BE(at + 4) & 1) === 1) return frame.readUInt32BE(at + 8);
  return frame.toString('latin1', 36, 40) === 'VBRI' && frame.length >= 54 ? frame.readUInt32BE(50) : null;
}

/** A stretch of whole frames, one behind the other. */
interface Run {
  /** The first frame of all. */
  readonly first: Mp3Header;
  /** Where in the file the stretch begins. */
  readonly at: number;
}

/**
 * Hands all whole frames of `range` to `onRun`, in stretches that are its own only for as long as it runs. A first frame
 * counts where another follows it or the range ends with it; tags, and whatever else lies between, are left out.
 */
function walk(fd: number, { from, to }: Range, onRun: (frames: Buffer, run: Run) => void): void {
  const buffer = Buffer.alloc(bufferBytes);
  let start = from;
  let filled = 0;
  let first: Mp3Header | null = null;
  /** Where the frames begin that are not handed on yet; null between stretches. */
  let runAt: number | null = null;

  const handOn = (end: number): void => {
    if (runAt !== null && first !== null && end > runAt) {
      onRun(buffer.subarray(runAt - start, end - start), { first, at: runAt });
      runAt = end;
    }
  };
  /** Whether `count` bytes are there at `at`, which is where the buffer begins if it has to be filled for them. */
  const has = (at: number, count: number): boolean => {
    if (at + count > start + filled && start + filled < to) {
      handOn(at);
      start = at;
      filled = readSync(fd, buffer, 0, Math.max(0, Math.min(buffer.length, to - at)), at);
    }
    return at + count <= start + filled;
  };
  const frameAt = (at: number): Mp3Header | null => {
    const header = readMp3Header(buffer.subarray(0, filled), at - start);
    return header?.bytes && (first === null || isAlike(header, first)) ? header : null;
  };

  let at = from;
  while (has(at, 4)) {
    const header = frameAt(at);
    const bytes = header?.bytes ?? 0;
    const isWhole = header !== null && has(at, bytes);
    if (isWhole && (runAt !== null || at + bytes === to || (has(at, bytes + 4) && frameAt(at + bytes) !== null))) {
      first ??= header;
      runAt ??= at;
      at += bytes;
      continue;
    }
    handOn(at);
    runAt = null;
    const tag = has(at, 10) ? id3Bytes(buffer.subarray(0, filled), at - start) : 0;
    at += tag > 0 && at + tag < to ? tag : 1;
  }
  handOn(Math.min(at, start + filled));
}

/** Frames of a length of their own, which neither Chromium nor a decoder that is fed in pieces reads. */
function openFreeFormat(fd: number, { from, to }: Range): Sound | null {
  const buffer = Buffer.alloc(bufferBytes);
  const fill = (at: number): Buffer => buffer.subarray(0, readSync(fd, buffer, 0, Math.max(0, Math.min(buffer.length, to - at)), at));
  const tag = id3Bytes(fill(from), 0);
  const start = from + tag;
  const bytes = fill(start);
  const header = readMp3Header(bytes, 0);
  const length = freeFrameBytes(bytes, 0);
  if (header === null || length === null) return null;
  const durationMs = Math.round(inMs(Math.floor((to - start) / length), header));
  return { codec: 'mp3-free-format', channels: header.channels, sampleRate: header.sampleRate, durationMs, chromium: 'refuses', decode: null };
}
