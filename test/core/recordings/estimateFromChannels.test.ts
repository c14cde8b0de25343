import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { estimateFromChannels } from '../../../electron/core/recordings/estimateFromChannels.ts';
import { openSound } from '../../../electron/core/recordings/sound/index.ts';
import { estimateTimes } from '../../../electron/core/recordings/timing/index.ts';
import type { EstimatedTimes, SentenceToTime, SoundToTime } from '../../../electron/core/recordings/timing/index.ts';

const folder = join(import.meta.dirname, '../../../samples/answered-en');

interface Samples {
  readonly sampleRate: number;
  readonly samples: Int16Array;
}

async function samplesOf(file: string): Promise<Samples> {
  const pieces: Int16Array[] = [];
  let rate = 0;
  const sound = await openSound(join(folder, file));
  await sound?.decode?.({ begin: ({ sampleRate }) => void (rate = sampleRate), push: ([first], count) => void pieces.push(first!.slice(0, count)) });
  const samples = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { sampleRate: rate, samples };
}

const soundOf = (sampleRate: number, ...channels: readonly Int16Array[]): SoundToTime => ({
  async decode(sink) {
    sink.begin({ sampleRate, channels: channels.length });
    for (let from = 0; from < channels[0]!.length; from += 4096) sink.push(channels.map((channel) => channel.subarray(from, from + 4096)), Math.min(4096, channels[0]!.length - from));
  },
});

let sentences: readonly SentenceToTime[];
let mixed: EstimatedTimes;
let customer: Samples;
/** What is heard in the composite while the robot speaks, by what both recordings tell. */
let robot: Int16Array;
beforeAll(async () => {
  sentences = parsePushedCall(JSON.parse(readFileSync(join(folder, 'push.json'), 'utf8')), { timeZone: '+08:00' }).utterances;
  customer = await samplesOf('user.wav');
  const composite = await samplesOf('ai_user.wav');
  mixed = await estimateTimes({ composite: soundOf(composite.sampleRate, composite.samples), customer: soundOf(customer.sampleRate, customer.samples), sentences });
  const spans = mixed.sentences.filter((_, at) => sentences[at]?.speaker === 'robot');
  robot = composite.samples.map((sample, at) => (spans.some(({ startMs, endMs }) => at >= ((startMs ?? 0) * composite.sampleRate) / 1000 && at < ((endMs ?? 0) * composite.sampleRate) / 1000) ? sample : 0));
}, 60_000);

describe('a composite with a voice on each channel, without the customer’s own recording', () => {
  it.each(['left', 'right'] as const)('tells when the robot spoke, on the %s', async (side) => {
    expect(mixed.verdict.state).toBe('solved');
    const times = await estimateFromChannels({ composite: soundOf(customer.sampleRate, ...(side === 'left' ? [robot, customer.samples] : [customer.samples, robot])), sentences });
    expect(times).toMatchObject({ verdict: { state: 'solved' }, measured: { composite: `robot-${side}` } });
    const offMs = times.sentences.map(({ startMs }, at) => Math.abs((startMs ?? Infinity) - (mixed.sentences[at]?.startMs ?? 0)));
    expect(Math.max(...offMs)).toBeLessThan(250);
  });

  it('tells nothing where the platform says nothing of when the customer spoke', async () => {
    const bare = sentences.map((sentence) => ({ ...sentence, startMs: null, endMs: null }));
    const times = await estimateFromChannels({ composite: soundOf(customer.sampleRate, robot, customer.samples), sentences: bare });
    expect(times.verdict.state).toBe('unknown');
    expect(times.sentences.filter(({ timing }) => timing !== 'unknown')).toEqual([]);
  });

  it.each([
    ['both channels are one', () => soundOf(customer.sampleRate, customer.samples, customer.samples)],
    ['there is one channel', () => soundOf(customer.sampleRate, customer.samples)],
    ['neither has the customer', () => soundOf(customer.sampleRate, robot, robot.toReversed())],
    ['nothing is to be heard', () => soundOf(customer.sampleRate, new Int16Array(80_000), new Int16Array(80_000))],
    ['nobody can decode it', () => ({ decode: null })],
  ])('tells nothing where %s', async (_what, composite) => {
    const times = await estimateFromChannels({ composite: composite(), sentences });
    expect(times.verdict.state).toBe('unknown');
    expect(times.sentences.filter(({ timing }) => timing === 'estimated')).toEqual([]);
  });
});
