import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openSound } from '../../../electron/core/recordings/sound/openSound.ts';
import { estimateTimes, type SentenceToTime } from '../../../electron/core/recordings/timing/index.ts';
import { makeCall } from '../../support/timedCalls/make.ts';
import { recipesOf } from '../../support/timedCalls/recipes.ts';
import { aWav } from '../../support/wav.ts';
import { findSamples } from './samples.ts';

const hourMs = 3_600_000;
const headerBytes = 44;
const call = z.object({ composite: z.string(), customer: z.string(), sentences: z.string() });
const measuredSchema = z.object({ ms: z.number(), aboveIdle: z.number(), state: z.string(), estimated: z.number(), robot: z.number() });

export type MeasuredHour = z.infer<typeof measuredSchema>;

/** Estimates a call of an hour, a made one again and again, in a process of its own. */
export async function measureHour(dir: string): Promise<MeasuredHour> {
  const child = fork(import.meta.filename, [JSON.stringify(makeHour(dir))]);
  const [answer] = await once(child, 'message');
  child.kill();
  return measuredSchema.parse(answer);
}

function makeHour(dir: string): z.infer<typeof call> {
  const recipe = recipesOf(1).find(({ name }) => name.startsWith('mulaw-'));
  if (recipe === undefined) throw new Error('There is no such recipe.');
  const folder = join(dir, 'hour');
  mkdirSync(folder);
  makeCall(folder, { ...recipe, ppm: 0 });
  const [sample] = findSamples(folder);
  if (sample === undefined) throw new Error('The call was not made.');
  const samples = readFileSync(sample.composite).length - headerBytes;
  const durationMs = samples / 8;
  const times = Math.floor(hourMs / durationMs);
  for (const path of [sample.composite, sample.customer]) {
    const sound = readFileSync(path).subarray(headerBytes, headerBytes + samples);
    const file = openSync(path, 'w');
    writeSync(file, aWav({ tag: 7, bits: 8, data: Buffer.alloc(0), claimedDataBytes: samples * times }));
    for (let time = 0; time < times; time++) writeSync(file, sound);
    closeSync(file);
  }
  const sentences = Array.from({ length: times }, (_, time) =>
    sample.utterances.map(({ speaker, text, startMs, endMs }): SentenceToTime => ({
      speaker, text, startMs: startMs === null ? null : Math.round(startMs + time * durationMs), endMs: endMs === null ? null : Math.round(endMs + time * durationMs),
    })),
  ).flat();
  const file = join(folder, 'sentences.json');
  writeFileSync(file, JSON.stringify(sentences));
  return { composite: sample.composite, customer: sample.customer, sentences: file };
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) await serve(call.parse(JSON.parse(process.argv[2] ?? '')));

async function serve(paths: z.infer<typeof call>): Promise<void> {
  const sentences = JSON.parse(readFileSync(paths.sentences, 'utf8')) as SentenceToTime[];
  const composite = await openSound(paths.composite);
  const customer = await openSound(paths.customer);
  if (composite === null || customer === null) throw new Error('The hour cannot be read.');
  await sleep(300);
  const idle = process.memoryUsage.rss();
  const startMs = performance.now();
  const { verdict, sentences: times } = await estimateTimes({ composite, customer, sentences });
  const ms = performance.now() - startMs;
  const estimated = times.filter(({ timing }) => timing === 'estimated').length;
  const robot = sentences.filter((sentence) => sentence.startMs === null).length;
  process.send?.({ ms, aboveIdle: process.resourceUsage().maxRSS * 1024 - idle, state: verdict.state, estimated, robot } satisfies MeasuredHour);
}
