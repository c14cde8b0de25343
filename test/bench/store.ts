/*
 * node test/bench/store.ts [calls] [--keep file]: builds a database of so many generated calls and prints what deriving
 * cost, how long appending took while deriving ran in its thread, and the median and p95 of typical questions.
 */
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import type { CallsQueryInput } from '#shared/model/callQuery.ts';
import { createDeriver } from '../../electron/core/ingest/index.ts';
import { openReading, openStore } from '../../electron/core/store/index.ts';
import { firstCallMs, generatedArrivalMs, generatedTaskId } from '../support/generatePushes.ts';
import { fillStore, generatedNewPush } from './fill.ts';

const calls = Number(process.argv[2] ?? 200_000);
const kept = process.argv.indexOf('--keep');
const file = kept > 0 ? process.argv[kept + 1]! : join(mkdtempSync(join(tmpdir(), 'earshot-bench-')), 'earshot.db');
const store = openStore({ file });

build();
await measureAppending();
ask();
store.close();
if (kept < 0) rmSync(dirname(file), { recursive: true });

function build(): void {
  fillStore(store, file, calls, ({ calls: now, usPerPush, longestStepMs }) => {
    if (now % 50_000 === 0 || now === calls) console.log(`${now} calls, ${usPerPush} µs a push, longest step ${longestStepMs} ms, ${sizeMb()} MB`);
  });
  console.log(`${calls} calls, ${sizeMb()} MB`);
}

/** One append every few milliseconds, as at a busy time, once with deriving at rest and once with a backlog. */
async function measureAppending(): Promise<void> {
  const rows = [];
  for (const isDeriving of [false, true]) {
    const deriver = createDeriver({
      thread: new URL('../../electron/core/threads/derive.ts', import.meta.url),
      file,
      settings: { timeZone: '+08:00', statuses: {}, alertRules: usualAlertRules },
  startedAfterPush: 0,
      turns: store.turns,
      onDerived: () => {},
      log: console,
    });
    await deriver.whenIdle();
    const start = openReadingTotals().pushes;
    const times: number[] = [];
    if (isDeriving) store.appendPushes(Array.from({ length: 5000 }, (_, at) => generatedNewPush(start + at)));
    const first = openReadingTotals().pushes;
    for (let at = 0; at < 1000; at += 1) {
      const push = generatedNewPush(first + at);
      const startMs = performance.now();
      store.appendPushes([push]);
      times.push(performance.now() - startMs);
      if (isDeriving) deriver.wake();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    rows.push({ appending: isDeriving ? 'while deriving' : 'alone', ...quantiles(times), backlogAtEnd: openReadingTotals().backlog });
    await deriver.whenIdle();
    await deriver.close();
  }
  console.table(rows);
  console.log(`write-ahead log ${existsSync(`${file}-wal`) ? Math.round(statSync(`${file}-wal`).size / 1e6) : 0} MB`);
}

function openReadingTotals() {
  const reading = openReading(file);
  const totals = reading.totals();
  reading.close();
  return totals;
}

function ask(): void {
  const reading = openReading(file);
  const endMs = generatedArrivalMs(calls);
  const dayMs = 86_400_000;
  const middleId = 2_210_000_000_000_000_000n + BigInt(Math.floor(calls / 2)) * 4099n;
  const unreached = ['NO_ANSWER', 'BUSY', 'POWER_OFF', 'OUT_OF_SERVICE', 'REFUSED', 'VACANT_NUMBER', 'CAN_NOT_CONNECT'];
  const list = (query: CallsQueryInput) => {
    const parsed = callsQuerySchema.parse(query);
    return () => reading.listCalls(parsed).items.length;
  };
  const questions: Record<string, () => number> = {
    'newest 50': list({}),
    'newest 50 by start': list({ sort: 'started' }),
    'one status': list({ status: ['ANSWERED'] }),
    'rare status': list({ status: ['SYSTEM_ERROR'] }),
    'status that never was': list({ status: ['NONE'] }),
    'seven statuses': list({ status: unreached }),
    'seven statuses by start': list({ status: unreached, sort: 'started' }),
    'rare status by start': list({ status: ['SYSTEM_ERROR'], sort: 'started' }),
    'task': list({ task: generatedTaskId(399) }),
    'task, 7 days': list({ task: generatedTaskId(3), from: endMs - 30 * dayMs, to: endMs - 23 * dayMs }),
    'task by start': list({ task: generatedTaskId(3), sort: 'started' }),
    'one old day': list({ from: firstCallMs + dayMs, to: firstCallMs + 2 * dayMs }),
    'one old day by start': list({ from: firstCallMs + dayMs, to: firstCallMs + 2 * dayMs, sort: 'started' }),
    'word': list({ q: 'insurance' }),
    'word by start': list({ q: 'insurance', sort: 'started' }),
    'two words': list({ q: 'refund warranty' }),
    'word + status that it never has': list({ q: 'insurance', status: ['BUSY'] }),
    'word + seven statuses': list({ q: 'insurance', status: unreached }),
    'word on one old day': list({ q: 'insurance', from: firstCallMs + dayMs, to: firstCallMs + 2 * dayMs }),
    'word on one old day by start': list({ q: 'insurance', from: firstCallMs + dayMs, to: firstCallMs + 2 * dayMs, sort: 'started' }),
    'one letter': list({ q: 'p' }),
    'two letters': list({ q: 'pa' }),
    'three letters': list({ q: 'pay' }),
    'four letters': list({ q: 'paym' }),
    'four letters by start': list({ q: 'paym', sort: 'started' }),
    'one letter by start': list({ q: 'p', sort: 'started' }),
    'word without hits': list({ q: 'zzzzzz' }),
    'Chinese word': list({ q: '保险' }),
    'Chinese letter': list({ q: '保' }),
    'Chinese sentence': list({ q: '我不需要保险' }),
    'Thai word': list({ q: 'ธนาคาร' }),
    'Thai letter': list({ q: 'ธ' }),
    'one digit': list({ q: '7' }),
    'two digits': list({ q: '61' }),
    'three digits': list({ q: '447' }),
    'four digits': list({ q: '8613' }),
    'six digits': list({ q: '471308' }),
    'digits + status': list({ q: '8613', status: ['TRANSFER_ARTIFICIAL'] }),
    'phone': list({ phone: '+441300007919' }),
    'call id': list({ q: String(middleId) }),
    'tag': list({ tag: '高意向' }),
    'intent + line': list({ intent: 'A', line: '345' }),
    'one call': () => reading.getCall(String(middleId))?.utterances.length ?? 0,
    'counts since today': () => Object.keys(reading.countCalls(endMs - dayMs + 12_345).since).length,
    'counts since the first day': () => Object.keys(reading.countCalls(firstCallMs + 12_345).since).length,
    'totals': () => reading.totals().calls,
    'pushes refused': () => reading.listPushes({ outcome: ['refused'], limit: 50 }).items.length,
    'pushes stored': () => reading.listPushes({ outcome: ['stored'], limit: 50 }).items.length,
  };
  const rows: Record<string, object> = {};
  for (const [name, question] of Object.entries(questions)) {
    const times: number[] = [];
    let found = 0;
    for (let run = 0; run < 15; run += 1) {
      const startMs = performance.now();
      found = question();
      times.push(performance.now() - startMs);
    }
    rows[name] = { found, first: round(times[0]!), ...quantiles(times.slice(1)) }; // it was timed at least once
  }
  console.table(rows);
  reading.close();
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!); // never empty, and never past its end
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), max: round(sorted.at(-1)!) }; // never empty
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

function sizeMb(): number {
  return Math.round(statSync(file).size / 1e6);
}
