/*
 * npm run bench:peaks [-- rounds]: how long the thread that looks at sounds takes for one hour, and how much memory, beside
 * the least that it can take: for a WAV a plain loop that reads the file and takes the lowest and highest of each step, for
 * an MP3 the decoder alone over the same bytes. Each is a process of its own, warmed up, and they run in turns. Ends with 1
 * where a target is missed.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { parsePeaks } from '#shared/model/peaks.ts';
import { createSoundThread } from '../../electron/core/recordings/soundThread.ts';
import { decodeOnly, takeMinAndMax, takeMinAndMaxOfMulaw } from './peaks/floors.ts';
import { hourSeconds, makeHours, type Hour } from './peaks/hours.ts';
import { median, rounded, table } from './receiver/figures.ts';
import { machineLine } from './receiver/machine.ts';

interface Measured {
  readonly ms: number;
  /** Of the process, above what it took before it began; bytes. */
  readonly aboveIdle: number;
  readonly points: number;
}
const measuredSchema = z.object({ ms: z.number(), aboveIdle: z.number(), points: z.number() });

if (process.send === undefined) await compare();
else serve();

async function compare(): Promise<void> {
  const rounds = Math.max(3, Number(process.argv[2] ?? 9));
  console.log(`${machineLine()}\n`);
  const dir = mkdtempSync(join(tmpdir(), 'earshot-bench-peaks-'));
  try {
    const results: Result[] = [];
    for (const hour of makeHours(dir)) results.push(await measure(hour, hour.target === null ? 3 : rounds));
    console.log(table(['one hour of', 'Earshot, ms', 'first time, ms', 'floor, ms', 'ratio', 'times as fast as it plays', 'MB above idle'], results.map(rowOf)));
    const missed = results.flatMap(missesOf);
    for (const miss of missed) console.error(`\nMissed: ${miss}`);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

interface Result {
  readonly hour: Hour;
  readonly firstMs: number;
  readonly ms: number;
  /** Null without a floor. */
  readonly floorMs: number | null;
  /** Of neighbouring turns, the median. */
  readonly ratio: number | null;
  readonly megabytes: number;
}

async function measure(hour: Hour, rounds: number): Promise<Result> {
  const { name, path, floor } = hour;
  const ours = fork(import.meta.filename, ['earshot', path]);
  const least = floor === null ? null : fork(import.meta.filename, [floor, path]);
  try {
    const first = await ask(ours);
    if (least) await ask(least);
    const turns: { ours: Measured; least: Measured | null }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = least && (await ask(least));
      turns.push({ ours: await ask(ours), least: before });
    }
    const points = turns.flatMap((turn) => [turn.ours.points, turn.least?.points ?? 0]).filter((count) => count > 0);
    if (new Set(points).size !== 1) throw new Error(`${name}: not as many points each time: ${points.join(', ')}.`);
    return {
      hour,
      firstMs: first.ms,
      ms: median(turns.map((turn) => turn.ours.ms)),
      floorMs: least && median(turns.map((turn) => turn.least?.ms ?? Number.NaN)),
      ratio: least && median(turns.map((turn) => turn.ours.ms / (turn.least?.ms ?? Number.NaN))),
      megabytes: Math.max(first.aboveIdle, ...turns.map((turn) => turn.ours.aboveIdle)) / 2 ** 20,
    };
  } finally {
    for (const child of [ours, least]) child?.kill();
  }
}

function rowOf({ hour: { name, path }, ms, firstMs, floorMs, ratio, megabytes }: Result): string[] {
  const times = hourSeconds / (ms / 1000);
  return [`${name}, ${rounded(statSync(path).size / 1e6)} MB`, rounded(ms), rounded(firstMs), rounded(floorMs), ratio === null ? '–' : ratio.toFixed(2), rounded(times), rounded(megabytes)];
}

function missesOf({ hour: { name, target }, ratio, megabytes }: Result): string[] {
  if (target === null) return [];
  const { times, megabytes: mostMegabytes = Number.POSITIVE_INFINITY } = target;
  return [
    ...(ratio !== null && ratio > times ? [`${name} takes ${ratio.toFixed(2)} times as long as the floor; ${times} at most is wanted.`] : []),
    ...(megabytes >= mostMegabytes ? [`${name} takes ${rounded(megabytes)} MB above the idle process; less than ${mostMegabytes} is wanted.`] : []),
  ];
}

async function ask(child: ChildProcess): Promise<Measured> {
  child.send('run');
  const answered = new AbortController();
  try {
    const [answer] = await Promise.race([once(child, 'message', answered), once(child, 'exit', answered)]);
    return measuredSchema.parse(answer);
  } finally {
    // Whichever did not come is waited for no more.
    answered.abort();
  }
}

/** In a process of its own: what is asked for, as often as it is asked for. */
function serve(): void {
  const [, , what = '', path = ''] = process.argv;
  let idle = 0;
  const thread = createSoundThread(new URL('../../out/main/peaks.js', import.meta.url), { info: () => {}, warn: console.error });
  const work = {
    earshot: async () => {
      const prepared = await thread.prepare(path);
      if (prepared?.verdict !== 'ok') throw new Error(`${path} could not be prepared.`);
      return () => parsePeaks(Uint8Array.from(readFileSync(`${path}.dat`))).length;
    },
    'min-max': async () => constant(takeMinAndMax(path)),
    'min-max-mulaw': async () => constant(takeMinAndMaxOfMulaw(path)),
    decoder: async () => constant(await decodeOnly(path)),
  }[what];
  if (work === undefined) throw new Error(`There is no ${what} to measure.`);
  process.on('message', () => void run(work));

  /** What `work` leaves to be counted is not on the clock. */
  async function run(work: () => Promise<() => number>): Promise<void> {
    if (idle === 0) {
      await sleep(300);
      idle = process.memoryUsage.rss();
    }
    const startMs = performance.now();
    const countPoints = await work();
    const ms = performance.now() - startMs;
    const aboveIdle = process.resourceUsage().maxRSS * 1024 - idle;
    process.send?.({ ms, aboveIdle, points: countPoints() } satisfies Measured);
  }
}

function constant(points: number): () => number {
  return () => points;
}
