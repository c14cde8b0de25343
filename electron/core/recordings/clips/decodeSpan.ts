import { systemCodeOf } from '#shared/errors.ts';
import { CannotWriteError } from '../sound/keepFile.ts';
import type { SampleSink, Sound } from '../sound/samples.ts';

/** A stretch of a sound, ms from its beginning. `endMs` may lie beyond the end, at Infinity too. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The sound is too long for the form that it is to be written in. */
export class TooLongError extends Error {}
/** Thrown through a decoder, which knows no other way to end early. */
class EnoughError extends Error {}

/**
 * Decodes a sound and hands on the samples within `span`, whose edges are rounded to the nearest sample. Returns how many
 * of each channel that were: fewer than asked for where the sound ends or breaks off before, 0 where it holds none.
 */
export async function decodeSpan(decode: NonNullable<Sound['decode']>, { startMs, endMs }: Span, sink: SampleSink): Promise<number> {
  let first = 0;
  let end = 0;
  let at = 0;
  let taken = 0;
  const cutting: SampleSink = {
    begin(format) {
      first = Math.round((startMs * format.sampleRate) / 1000);
      end = Math.round((endMs * format.sampleRate) / 1000);
      sink.begin(format);
    },
    push(channels, count) {
      const from = Math.max(0, first - at);
      const to = Math.min(count, end - at);
      at += count;
      if (to > from) {
        sink.push(from === 0 ? channels : channels.map((channel) => channel.subarray(from, to)), to - from);
        taken += to - from;
      }
      if (at >= end) throw new EnoughError();
    },
  };
  try {
    await decode(cutting, 'heard');
  } catch (error) {
    // What breaks off in its midst counts for as far as it goes.
    if (error instanceof CannotWriteError || error instanceof TooLongError || systemCodeOf(error) !== null) throw error;
  }
  return taken;
}
