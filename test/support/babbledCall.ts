import type { SentenceToTime, SoundToTime } from '../../electron/core/recordings/timing/index.ts';
import { babble, wordsFor } from './babble.ts';
import { createRandom } from './timedCalls/random.ts';
import { add, atLevel, gainOf, line, recordedLate, scaled, silence, whiteNoise, type Signal } from './timedCalls/signals.ts';

export interface BabbledTurn {
  readonly speaker: 'robot' | 'customer';
  readonly startMs: number;
  readonly endMs: number;
}

/** What both recordings are made of; what is left out is as simple as it can be. */
export interface Babbled {
  readonly turns: readonly BabbledTurn[];
  readonly totalMs?: number;
  readonly given?: 'all' | 'none';
  readonly gainDb?: number;
  readonly lateMs?: number;
  readonly ppm?: number;
  /** The robot in the customer's recording. */
  readonly echoDb?: number;
  readonly noiseDb?: number;
  /** What is heard beside the robot on its side, and is none of its sentences. */
  readonly extra?: readonly { readonly sound: Signal; readonly atMs: number }[];
}

export interface BabbledCall {
  readonly composite: Signal;
  readonly customer: Signal;
  /** Each side alone. */
  readonly robot: Signal;
  readonly sentences: readonly SentenceToTime[];
}

/** A call whose sentences are babble, with both recordings at 8 kHz. */
export function aBabbledCall({ turns, totalMs = Math.max(...turns.map(({ endMs }) => endMs)) + 800, given = 'all', gainDb = 0, lateMs = 0, ppm = 0, echoDb, noiseDb = -65, extra = [] }: Babbled): BabbledCall {
  const robot = silence(totalMs);
  const person = silence(totalMs);
  for (const [index, { speaker, startMs, endMs }] of turns.entries()) {
    const voice = speaker === 'robot' ? { pitch: 120, seed: index } : { pitch: 190, seed: 1000 + index };
    add(speaker === 'robot' ? robot : person, atLevel(babble(endMs - startMs, voice), -20), startMs);
  }
  for (const { sound, atMs } of extra) add(robot, sound, atMs);
  const random = createRandom(7);
  const composite = whiteNoise(totalMs, noiseDb, random);
  add(composite, robot, 0);
  add(composite, person, 0);
  const own = person.slice();
  if (echoDb !== undefined) add(own, line(robot, 300, 3000), 4, gainOf(echoDb));
  const customer = scaled(recordedLate(own, lateMs, ppm), gainOf(gainDb));
  add(customer, whiteNoise(totalMs, noiseDb, random), 0);
  const sentences = turns.map(({ speaker, startMs, endMs }): SentenceToTime => {
    const isGiven = speaker === 'customer' && given === 'all';
    return { speaker, text: wordsFor(endMs - startMs), startMs: isGiven ? startMs : null, endMs: isGiven ? endMs : null };
  });
  return { composite, customer, robot, sentences };
}

/** A sound as a decoder hands it out, piece by piece; one signal for each channel. */
export function soundOf(channels: readonly Signal[], sampleRate = 8000): SoundToTime {
  return {
    decode: async (sink) => {
      sink.begin({ sampleRate, channels: channels.length });
      const length = channels[0]?.length ?? 0;
      for (let from = 0; from < length; from += 5000) {
        const count = Math.min(5000, length - from);
        sink.push(channels.map((channel) => Int16Array.from(channel.subarray(from, from + count), (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))))), count);
      }
    },
  };
}
