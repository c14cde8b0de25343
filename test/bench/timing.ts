/*
 * npm run bench:timing [-- FOLDER | --make FOLDER SEED]: how far off the times are that Earshot works out for sentences
 * without any, on all samples below FOLDER (a push.json and a truth.json beside each other, and the recordings that the push
 * names), or on two sets of calls that it makes itself, with espeak-ng and ffmpeg: one that the rules were set with and one
 * that they were not. With --make it only makes a set. Ends with 1 where a target is missed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openSound } from '../../electron/core/recordings/sound/openSound.ts';
import { estimateTimes } from '../../electron/core/recordings/timing/index.ts';
import { makeCall } from '../support/timedCalls/make.ts';
import { recipesOf } from '../support/timedCalls/recipes.ts';
import { rounded, table } from './receiver/figures.ts';
import { machineLine } from './receiver/machine.ts';
import { measureHour } from './timing/hour.ts';
import { byKind, howSpoilt } from './timing/kinds.ts';
import { findSamples, type TimedSample } from './timing/samples.ts';
import { errorsOf, scoreOf, together, type Score } from './timing/scores.ts';

/** Of the robot's sentences; in ms, of what is estimated, and shares. */
const targets = { start: { median: 100, most: 250 }, end: { median: 150, most: 500 }, coverage: 0.85, wrong: 0.02 } as const;
/** The rules were set while looking at the first; nobody looked at single calls of the second. */
const seeds = { 'made, known': 1, 'made, held out': 77 } as const;

const headings = ['sentences without times', 'unknown', 'start: median, ms', '90 %', 'most', 'end: median, ms', '90 %', 'most', 'plainly wrong', '> 1 s off'] as const;

const [first, ...rest] = process.argv.slice(2);
if (first === '--make') make(resolve(rest[0] ?? ''), Number(rest[1] ?? 1));
else if (first === undefined) await measureMade();
else await measureFolders({ [first]: resolve(first) });

function make(folder: string, seed: number): void {
  mkdirSync(folder, { recursive: true });
  for (const recipe of recipesOf(seed)) makeCall(folder, recipe);
}

async function measureMade(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-bench-timing-'));
  try {
    const folders = Object.entries(seeds).map(([name, seed]) => [name, join(dir, String(seed))] as const);
    for (const [index, [, folder]] of folders.entries()) make(folder, Object.values(seeds)[index] ?? 1);
    await measureFolders(Object.fromEntries(folders));
    const hour = await measureHour(dir);
    console.log(`\nOne call of an hour, mu-law: ${rounded(hour.ms / 1000)} s, ${rounded(hour.aboveIdle / 2 ** 20)} MB above idle, ${rounded(hour.ms / 60)} ms and ${rounded(hour.aboveIdle / 2 ** 20 / 60)} MB a minute; ${hour.estimated} of ${hour.robot} sentences estimated.`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

interface Measured {
  readonly sample: TimedSample;
  readonly reason: string;
  readonly isUnknown: boolean;
  readonly robot: Score;
  readonly customer: Score;
  readonly ms: number;
  readonly minutes: number;
}

async function measureFolders(folders: Readonly<Record<string, string>>): Promise<void> {
  console.log(`${machineLine()}\n`);
  const misses: string[] = [];
  const totals: string[][] = [];
  for (const [name, folder] of Object.entries(folders)) {
    const idle = process.memoryUsage.rss();
    const measured: Measured[] = [];
    for (const sample of findSamples(folder)) measured.push(await measure(sample));
    if (measured.length === 0) throw new Error(`There is no sample below ${folder}.`);
    console.log(`${name}\n\n${table(['call', 'verdict', 'estimated', 'start: median', '90 %', 'most', 'end: median', '90 %', 'most', 'wrong', 'ms/min'], measured.map(rowOf))}\n`);
    printKinds(measured);
    const megabytes = (process.resourceUsage().maxRSS * 1024 - idle) / 2 ** 20;
    const solvable = measured.filter(({ sample }) => !sample.isUnsolvable);
    for (const side of ['robot', 'customer'] as const) totals.push(totalOf(`${name}: ${side}`, together(solvable.map((one) => one[side]))));
    misses.push(...missesOf(name, measured));
    const unsolvable = measured.filter(({ sample }) => sample.isUnsolvable);
    const minutes = measured.reduce((sum, one) => sum + one.minutes, 0);
    console.log(`${unsolvable.filter(({ isUnknown }) => isUnknown).length} of ${unsolvable.length} calls that nobody can solve are unknown, and ${solvable.filter(({ isUnknown }) => isUnknown).length} of the ${solvable.length} others. ${rounded(measured.reduce((sum, { ms }) => sum + ms, 0) / minutes)} ms a minute of call, ${rounded(minutes)} min in all; at most ${rounded(megabytes)} MB above idle.\n`);
  }
  console.log(table(['of calls that can be solved', ...headings], totals));
  for (const miss of misses) console.error(`\nMissed: ${miss}`);
  process.exitCode = misses.length > 0 ? 1 : 0;
}

async function measure(sample: TimedSample): Promise<Measured> {
  const composite = await openSound(sample.composite);
  const customer = await openSound(sample.customer);
  if (composite === null || customer === null) throw new Error(`${sample.name}: a recording cannot be read.`);
  const startMs = performance.now();
  const times = await estimateTimes({ composite, customer, sentences: sample.utterances });
  const ms = performance.now() - startMs;
  return {
    sample, ms,
    reason: times.verdict.reason,
    isUnknown: times.verdict.state === 'unknown',
    robot: scoreOf(sample, times, 'robot'),
    customer: scoreOf(sample, times, 'customer'),
    minutes: (times.measured.compositeMs ?? composite.durationMs ?? 0) / 60_000,
  };
}

function rowOf({ sample, reason, isUnknown, robot, ms, minutes }: Measured): string[] {
  const verdict = sample.isUnsolvable ? `${reason}, ${isUnknown ? 'as it should' : 'WRONGLY'}` : reason;
  return [sample.name, verdict, `${robot.estimated}/${robot.sentences}`, ...figuresOf(robot), robot.wrong === 0 ? '' : String(robot.wrong), rounded(ms / minutes)];
}

function totalOf(name: string, score: Score): string[] {
  const share = score.sentences === 0 ? '–' : `${rounded((100 * (score.sentences - score.estimated)) / score.sentences)} %`;
  return [name, String(score.sentences), share, ...figuresOf(score), String(score.wrong), String(score.farOff)];
}

/** The robot's sentences by kind of call, and the calls that nobody can solve; nothing where the samples do not tell. */
function printKinds(measured: readonly Measured[]): void {
  const solvable = byKind(measured.filter(({ sample }) => !sample.isUnsolvable));
  if (solvable.length === 0) return;
  console.log(table(['robot, in how many calls with', ...headings], solvable.map(([kind, those]) => {
    return totalOf(`${kind}: ${those.length}`, together(those.map(({ robot }) => robot)));
  })));
  const spoilt = Object.entries(Object.groupBy(measured.filter(({ sample }) => sample.isUnsolvable), ({ sample }) => howSpoilt(sample)));
  console.log(`\n${table(['nobody can solve', 'calls', 'unknown', 'sentences without times', 'times shown'], spoilt.map(([how, those = []]) => {
    const score = together(those.flatMap(({ robot, customer }) => [robot, customer]));
    return [how, String(those.length), String(those.filter(({ isUnknown }) => isUnknown).length), String(score.sentences), String(score.estimated)];
  }))}\n`);
}

function figuresOf(score: Score): string[] {
  return [...errorsOf(score, 'startMs'), ...errorsOf(score, 'endMs')].map(rounded);
}

function missesOf(name: string, measured: readonly Measured[]): string[] {
  const solved = measured.filter(({ sample, isUnknown }) => sample.isUnsolvable && !isUnknown);
  const score = together(measured.filter(({ sample }) => !sample.isUnsolvable).map(({ robot }) => robot));
  const [startMedian, startMost] = errorsOf(score, 'startMs');
  const [endMedian, endMost] = errorsOf(score, 'endMs');
  const limits: readonly (readonly [string, number, number])[] = [
    ['a start is off at the median', startMedian, targets.start.median], ['of the starts 90 % are off by less than', startMost, targets.start.most],
    ['an end is off at the median', endMedian, targets.end.median], ['of the ends 90 % are off by less than', endMost, targets.end.most],
  ];
  return [
    ...limits.flatMap(([what, ms, most]) => (ms > most ? [`${name}: ${what} ${rounded(ms)} ms; ${most} at most is wanted.`] : [])),
    ...(score.estimated < targets.coverage * score.sentences ? [`${name}: only ${score.estimated} of ${score.sentences} sentences are estimated.`] : []),
    ...(score.wrong > targets.wrong * score.sentences ? [`${name}: ${score.wrong} of ${score.sentences} sentences are plainly wrong.`] : []),
    ...solved.map(({ sample }) => `${name}: ${sample.name} cannot be solved, and was.`),
  ];
}
