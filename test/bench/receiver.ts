/*
 * npm run bench [-- options]: the receiver beside the least that any receiver on Node does, and beside Express with
 * better-sqlite3; at a fixed rate while searches run; in a burst; and, when asked for, over a long time and on a database
 * of a million calls. Prints tables in Markdown. Ends with 1 where a target is missed.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openStore } from '../../electron/core/store/index.ts';
import { fillStore } from './fill.ts';
import { measureBurst } from './receiver/burst.ts';
import { rounded, table } from './receiver/figures.ts';
import { fixedRateHead, measureFixedRate, measureFloorAtRate } from './receiver/fixedRate.ts';
import { machineLine } from './receiver/machine.ts';
import { measureRounds } from './receiver/rounds.ts';
import { startSender } from './receiver/sender.ts';
import { startEarshot, startExpress, startFloor } from './receiver/servers.ts';
import { measureSoak } from './receiver/soak.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'rounds,rate,burst' },
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '1500' },
    connections: { type: 'string', default: '16,64' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
    burst: { type: 'string', default: '20000' },
    million: { type: 'boolean', default: false },
    soak: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const help = `npm run bench [-- options]
  --only rounds,rate,burst  which parts
  --rounds 5 --round-ms 1500 --connections 16,64
  --rate 200 --seconds 10   pushes a second, and for how long
  --burst 20000             pushes at once
  --million                 the fixed rate also on a store of a million calls, which is made once and kept in the temporary folder
  --soak 1000000            so many pushes, to see whether memory grows`;

const targets = { ratioAt64: 0.7, ackP99Ms: 50, lagP99Ms: 250, emptyAfterMs: 30_000, soakGrowth: 1.15 };
const missed: string[] = [];
const target = (isMet: boolean, what: string): void => void (isMet || missed.push(what));
const parts = new Set(options.only.split(','));

if (options.help) console.log(help);
else await run();

async function run(): Promise<void> {
  console.log(`${machineLine()}\n`);
  await using sender = startSender();
  if (parts.has('rounds')) await rounds(sender);
  if (parts.has('rate')) await fixedRate(sender);
  if (parts.has('burst')) await burst(sender);
  if (options.soak !== undefined) await soak(sender, Number(options.soak));
  console.log(missed.length === 0 ? 'Every target is met.' : `Missed: ${missed.join('; ')}.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

async function rounds(sender: Sender): Promise<void> {
  await using floor = await startFloor();
  await using earshot = await startEarshot();
  await using express = await startExpress();
  const roundMs = Number(options['round-ms']);
  const nextPush = numbers(0);
  const pushes = new Map<string, number>();
  for (const connections of options.connections.split(',').map(Number)) {
    const result = await measureRounds(sender, [floor, earshot, express], { connections, roundMs, rounds: Number(options.rounds), mostPerRound: roundMs * 30 }, nextPush);
    console.log(`${result.markdown}\n`);
    for (const [name, count] of result.pushes) pushes.set(name, (pushes.get(name) ?? 0) + count);
    if (connections === 64) target(result.ratio >= targets.ratioAt64, `${result.ratio.toFixed(2)} of the floor at 64 connections instead of ${targets.ratioAt64}`);
  }
  const sizes = [];
  for (const server of [earshot, express]) sizes.push([server.name, (pushes.get(server.name) ?? 0).toLocaleString('en'), rounded(((await server.end()) ?? Number.NaN) / (pushes.get(server.name) ?? 0))]);
  console.log(`${table(['database', 'pushes', 'bytes/push'], sizes)}\n`);
}

async function fixedRate(sender: Sender): Promise<void> {
  const rows: (readonly string[])[] = [];
  {
    await using floor = await startFloor();
    const rate = { ratePerS: Number(options.rate), first: 0 };
    await measureFloorAtRate(sender, floor, { ...rate, seconds: 2 });
    rows.push(await measureFloorAtRate(sender, floor, { ...rate, seconds: Number(options.seconds) }));
  }
  for (const store of options.million ? ['empty', 'million'] : ['empty']) {
    await using earshot = await startEarshot(store === 'million' ? millionCalls() : undefined);
    const { pushes } = (await earshot.status()).totals;
    const measure = (seconds: number, first: number) => measureFixedRate(sender, earshot, { store: `${pushes.toLocaleString('en')} calls`, ratePerS: Number(options.rate), seconds, first });
    // Once to warm up. A store that is kept has the pushes of earlier runs.
    const first = pushes + 5_000_000;
    await measure(2, first);
    await earshot.rest();
    const { row, ackP99Ms, lagP99Ms } = await measure(Number(options.seconds), first + 2 * Number(options.rate));
    rows.push(row);
    target(ackP99Ms < targets.ackP99Ms, `p99 ${rounded(ackP99Ms)} ms at ${options.rate}/s (${store}) instead of less than ${targets.ackP99Ms}`);
    target(lagP99Ms <= targets.lagP99Ms, `derived ${rounded(lagP99Ms)} ms after the acknowledgement (p99, ${store}) instead of ${targets.lagP99Ms}`);
  }
  console.log(`${table(fixedRateHead, rows)}\n`);
}

async function burst(sender: Sender): Promise<void> {
  await using earshot = await startEarshot();
  const { markdown, emptyAfterMs, isInOrder } = await measureBurst(sender, earshot, { count: Number(options.burst), first: 0 });
  console.log(`${markdown}\n`);
  target(emptyAfterMs <= targets.emptyAfterMs, `a burst derived ${rounded(emptyAfterMs / 1000)} s after its end instead of ${targets.emptyAfterMs / 1000}`);
  target(isInOrder, 'calls out of order');
}

async function soak(sender: Sender, count: number): Promise<void> {
  await using earshot = await startEarshot();
  const { markdown, growth } = await measureSoak(sender, earshot, { count, first: 0 }, console.error);
  console.log(`${markdown}\n`);
  target(growth <= targets.soakGrowth, `memory grew by ${Math.round((growth - 1) * 100)} % in the second half of the soak`);
}

/** The data directory of a million calls; made where it is not there, which takes some minutes. */
function millionCalls(): string {
  const dir = join(tmpdir(), 'earshot-bench-million');
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'earshot.db');
  const store = openStore({ file });
  fillStore(store, file, 1_000_000, ({ calls }) => {
    if (calls % 50_000 === 0) console.error(`${calls.toLocaleString('en')} calls`);
  });
  store.close();
  giveUpRecordings(file);
  return dir;
}

/** Those of generated calls are nowhere to be had; asking for a million of them is not what is measured. */
function giveUpRecordings(file: string): void {
  const db = new Database(file);
  db.prepare("UPDATE recordings SET state = 'unavailable', reason = 'unreachable', next_try_at_ms = NULL WHERE state IN ('waiting', 'downloading')").run();
  db.close();
}

/** Numbers of calls that are not used twice. */
function numbers(from: number): (count: number) => number {
  let next = from;
  return (count) => {
    const first = next;
    next += count;
    return first;
  };
}

type Sender = ReturnType<typeof startSender>;
