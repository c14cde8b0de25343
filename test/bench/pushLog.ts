/*
 * node test/bench/pushLog.ts [pushes] [--keep file]: builds a database of so many generated pushes with every outcome and
 * several senders, and prints what the push log asks: median and p95 of the time, and the median of CPU time, which other
 * programs do not disturb.
 */
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDecideAlert } from '../../electron/core/alerts/index.ts';
import { createDerivation } from '../../electron/core/ingest/derivation.ts';
import { decideRescue } from '../../electron/core/rescues/index.ts';
import { openDeriving, openReading, openStore } from '../../electron/core/store/index.ts';
import type { PushesQuery } from '../../electron/core/store/pushList.ts';
import { aPush } from '../support/derivedStore.ts';
import { firstCallMs, generatedArrivalMs, generatedPush } from '../support/generatePushes.ts';

const pushes = Number(process.argv[2] ?? 200_000);
const kept = process.argv.indexOf('--keep');
const file = kept > 0 ? process.argv[kept + 1]! : join(mkdtempSync(join(tmpdir(), 'earshot-bench-')), 'earshot.db'); // the argument after the flag
const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'okhttp/3.14.9', 'content-length': '1633' };
const refusal = { code: '-41', reason: 'The record has neither a callId nor a callRecordId.' };

const opening = performance.now();
const store = openStore({ file });
console.log(`opened in ${Math.round((performance.now() - opening) / 1000)} s`);
fill();
ask();
store.close();
if (kept < 0) rmSync(dirname(file), { recursive: true });

/** One push in a hundred is refused, four are duplicates, two are revisions; three senders, one of them rare. */
function pushAt(number: number): ReturnType<typeof aPush> {
  const source = number % 29 === 0 ? '198.51.100.9' : number % 2 === 0 ? '203.0.113.24' : '203.0.113.25';
  const arrival = { receivedAtMs: generatedArrivalMs(number), source, headers };
  if (number % 100 === 7) return aPush(generatedPush(number).replace('"callId"', '"noId"'), { ...arrival, refusal });
  if (number % 25 === 3 && number > 100) return aPush(generatedPush(number - 90), arrival);
  if (number % 50 === 9 && number > 100) return aPush(generatedPush(number - 80).replace(/"intentLevelDetailName":"."/, '"intentLevelDetailName":"X"'), arrival);
  return aPush(generatedPush(number), arrival);
}

function fill(): void {
  const deriving = openDeriving(file);
  const derivation = createDerivation({
    store: deriving,
    textOf: (body) => Buffer.from(body).toString(),
    decideAlert: createDecideAlert(),
    decideRescue,
    settings: () => ({ timeZone: '+08:00', statuses: {}, alertRules: usualAlertRules }),
    startedAfterPush: 0,
    clock: () => performance.now(),
    log: console,
    suspicion: 'none',
  });
  const startMs = performance.now();
  const already = deriving.position().pushId;
  for (let from = already; from < pushes; from += 1000) {
    store.appendPushes(Array.from({ length: Math.min(1000, pushes - from) }, (_, at) => pushAt(from + at)));
    while (derivation.step() !== null);
  }
  deriving.close();
  if (pushes > already) console.log(`${pushes - already} pushes in ${Math.round((performance.now() - startMs) / 1000)} s`);
}

/** The call's id in `generatedPush`. */
function id(number: number): string {
  return String(2_210_000_000_000_000_000n + BigInt(number) * 4099n);
}

function ask(): void {
  const reading = openReading(file);
  const middle = Math.floor(pushes / 2);
  const list = (query: Partial<PushesQuery>) => () => {
    const page = reading.listPushes({ limit: 50, ...query });
    return `${page.items.length}${page.searchedToMs === null ? '' : `, looked at ${pushes - Number(page.nextCursor?.slice(1))}`}`;
  };
  const questions: Record<string, () => string | number> = {
    'newest 50': list({}),
    '50 in the middle': list({ cursor: String(middle) }),
    '500 newest': list({ limit: 500 }),
    stored: list({ outcome: ['stored'] }),
    'stored, in the middle': list({ outcome: ['stored'], cursor: String(middle) }),
    refused: list({ outcome: ['refused'] }),
    revisions: list({ outcome: ['revision'] }),
    partial: list({ outcome: ['partial'] }),
    'all but stored': list({ outcome: ['revision', 'duplicate', 'event', 'refused', 'partial', 'waiting'] }),
    sender: list({ source: '203.0.113.24' }),
    'rare sender': list({ source: '198.51.100.9' }),
    'unknown sender': list({ source: '192.0.2.1' }),
    code: list({ code: '-41' }),
    'sender + refused': list({ source: '198.51.100.9', outcome: ['refused'] }),
    'sender + outcome that never meet': list({ source: '203.0.113.24', outcome: ['revision'] }),
    'call id': list({ q: id(middle) }),
    'six digits': list({ q: '471308' }),
    'three digits': list({ q: '447' }),
    'digits + refused': list({ q: '8613', outcome: ['refused'] }),
    'text in every body': list({ q: 'analysisbasis' }),
    'text that is rare': list({ q: `"name":"账单 4711` }),
    'text that is nowhere': list({ q: 'nowhere to be found' }),
    'Chinese text that is nowhere': list({ q: '无处可寻' }),
    'text among refused': list({ q: 'nowhere to be found', outcome: ['refused'] }),
    'one push': () => reading.pushDetail(middle, 262_144)?.body.text.length ?? 0,
    'pushes of a call': () => reading.callPushes(id(113), undefined)?.items.length ?? 0,
    'summary of the last day': () => Object.keys(reading.pushSummary(generatedArrivalMs(pushes) - 86_400_000).counts).length,
    'summary of all': () => Object.keys(reading.pushSummary(firstCallMs).counts).length,
    totals: () => reading.totals().pushes,
    'repeated calls': () => reading.repeatedCalls(0, 30).length,
    'alike to replay': () => reading.openRefused({ code: '-41', isAuthenticated: true, after: 0, limit: 100 }).length,
  };
  const rows: Record<string, object> = {};
  for (const [name, question] of Object.entries(questions)) {
    const times: number[] = [];
    const cpuTimes: number[] = [];
    let found: string | number = 0;
    for (let run = 0; run < 15; run += 1) {
      const startMs = performance.now();
      const cpu = process.threadCpuUsage();
      found = question();
      times.push(performance.now() - startMs);
      const { user, system } = process.threadCpuUsage(cpu);
      cpuTimes.push((user + system) / 1000);
    }
    const [first = 0, ...others] = times;
    rows[name] = { found, first: round(first), median: quantile(others, 0.5), p95: quantile(others, 0.95), cpu: quantile(cpuTimes.slice(1), 0.5) };
  }
  console.table(rows);
  reading.close();
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
