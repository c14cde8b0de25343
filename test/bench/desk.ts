/*
 * npm run bench:desk [-- --minutes 5 --rate 50]: the desk in Chromium while so many pushes come in a second. An operator
 * goes through the feed by keys and clicks meanwhile: how long each takes until it is painted (Event Timing), tasks that
 * hold up the page, its memory, and by how many pixels the row that is being read moves. Beside it, before it and in the
 * same page, the same without pushes. Ends with 1 where a target is missed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { CDPSession, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import { noted, startNoting } from './desk/noting.ts';
import { quantile, rounded, table } from './receiver/figures.ts';
import { machineLine } from './receiver/machine.ts';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '5' }, rate: { type: 'string', default: '50' } } });
const loadMs = Number(options.minutes) * 60_000;
const ratePerS = Number(options.rate);
const floorMs = Math.min(60_000, loadMs);

const targets = { latencyP95Ms: 100, longestTaskMs: 200, movedPx: 0, grownMb: 5 };
const keptBefore = 500;
/** Between two things that the operator does. */
const betweenMs = 400;
/** Event Timing tells of nothing that is quicker: it counts as taking so long. */
const shortestToldMs = 16;

interface Run {
  readonly name: string;
  readonly pushes: number;
  /** Sorted. */
  readonly latenciesMs: readonly number[];
  readonly tasksMs: readonly number[];
  readonly movedPx: number;
  /** After the first fifth, and at the end. */
  readonly heapMb: { readonly early: number; readonly late: number };
}

console.log(`${machineLine()}\n`);
await using earshot = await startServe();
let sent = 0;
await push(keptBefore);
const browser = await chromium.launch({
  executablePath: process.env['EARSHOT_CHROMIUM'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(earshot.uiUrl);
  await page.locator('[role="option"]').first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await operate(page, 10_000);
  const floor = await measure(page, cdp, 'without pushes', floorMs, 0);
  const loaded = await measure(page, cdp, `${ratePerS} pushes a second`, loadMs, ratePerS);
  const missed = report(floor, loaded);
  console.log(missed.length === 0 ? 'Every target is met.' : `Missed: ${missed.join('; ')}.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await browser.close();
}

async function measure(page: Page, cdp: CDPSession, name: string, forMs: number, rate: number): Promise<Run> {
  const before = sent;
  await page.evaluate(startNoting);
  const stop = new AbortController();
  const load = rate === 0 ? Promise.resolve() : keepPushing(rate, stop.signal);
  let actions = await operate(page, forMs / 5);
  const early = await heapMb(cdp);
  actions += await operate(page, (forMs * 4) / 5);
  const late = await heapMb(cdp);
  stop.abort();
  await load;
  const { interactionsMs, tasksMs, movedPx } = await page.evaluate(noted);
  const untold = Math.max(0, actions - interactionsMs.length);
  return {
    name,
    pushes: sent - before,
    latenciesMs: [...interactionsMs, ...Array.from({ length: untold }, () => shortestToldMs)].toSorted((a, b) => a - b),
    tasksMs: tasksMs.toSorted((a, b) => a - b),
    movedPx,
    heapMb: { early, late },
  };
}

/** Goes down and up through the feed, opens calls by click, and now and then brings in what is new; returns how often it did something. */
async function operate(page: Page, forMs: number): Promise<number> {
  const endMs = Date.now() + forMs;
  let actions = 0;
  while (Date.now() < endMs) {
    const turn = actions % 40;
    if (turn === 39) {
      // What is new comes in at the top, where the operator asked for it: no row is being read.
      await page.evaluate(() => Object.assign(window, { readsNothingUntilMs: performance.now() + 500 }));
      await page.keyboard.press('.');
    } else if (turn % 8 === 5) await clickRow(page, 2 + (turn % 5));
    else await page.keyboard.press(turn % 8 === 7 ? 'k' : 'j');
    actions += 1;
    await sleep(betweenMs);
  }
  return actions;
}

/** One that is wholly in view. */
async function clickRow(page: Page, place: number): Promise<void> {
  const at = await page.evaluate((wanted) => {
    const list = document.querySelector('[role="listbox"][data-row-list]')?.getBoundingClientRect();
    const rows = Array.from(document.querySelectorAll('[role="listbox"] [role="option"]'), (row) => row.getBoundingClientRect());
    const shown = rows.filter(({ top, bottom }) => list !== undefined && top > list.top + 40 && bottom < list.bottom - 40);
    const row = shown[wanted % Math.max(1, shown.length)];
    return row === undefined ? null : { x: row.left + 200, y: (row.top + row.bottom) / 2 };
  }, place);
  if (at !== null) await page.mouse.click(at.x, at.y);
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20;
}

async function keepPushing(rate: number, signal: AbortSignal): Promise<void> {
  const startMs = Date.now();
  const under = new Set<Promise<void>>();
  for (let count = 1; !signal.aborted; count += 1) {
    const one = push(1).finally(() => under.delete(one));
    under.add(one);
    await sleep(Math.max(0, startMs + (count * 1000) / rate - Date.now()));
  }
  await Promise.all(under);
}

/** Three of ten speak, one is a lost hand-over, most reach nobody, as calls of a platform do. */
async function push(count: number): Promise<void> {
  const records = Array.from({ length: count }, () => {
    sent += 1;
    const resultStatus = ['ANSWERED', 'NO_ANSWER', 'BUSY', 'ANSWERED', 'POWER_OFF', 'NO_ANSWER', 'TRANSFER_ARTIFICIAL', 'REFUSED', 'ANSWERED', 'NO_ANSWER'][sent % 10] ?? 'BUSY';
    return aPushedRecord({ callId: `bench-${sent}`, calledPhoneNumber: String(447_700_900_000 + (sent % 1000)), resultStatus, fullAudioUrl: '', customerAudioUrl: '' });
  });
  const response = await earshot.push(records);
  if (!response.ok) throw new Error(`refused: ${response.status}`);
  await response.text();
}

function report(floor: Run, loaded: Run): string[] {
  const row = (run: Run): string[] => {
    const tasks = run.tasksMs;
    return [
      run.name,
      run.pushes.toLocaleString('en'),
      String(run.latenciesMs.length),
      ...[0.5, 0.95, 1].map((share) => rounded(quantile(run.latenciesMs, share))),
      String(tasks.length),
      rounded(tasks.at(-1) ?? 0),
      rounded(run.movedPx),
      `${rounded(run.heapMb.early)} → ${rounded(run.heapMb.late)}`,
    ];
  };
  console.log(`${table(['the desk', 'pushes', 'keys and clicks', 'painted after p50 ms', 'p95', 'longest', 'tasks over 50 ms', 'longest ms', 'row moved px', 'heap MB'], [row(floor), row(loaded)])}\n`);
  const p95 = quantile(loaded.latenciesMs, 0.95);
  const longest = loaded.tasksMs.at(-1) ?? 0;
  const grown = loaded.heapMb.late - loaded.heapMb.early;
  return [
    ...(p95 < targets.latencyP95Ms ? [] : [`a key or click is painted after ${rounded(p95)} ms at p95 instead of ${targets.latencyP95Ms}`]),
    ...(longest <= targets.longestTaskMs ? [] : [`a task held up the page for ${rounded(longest)} ms instead of ${targets.longestTaskMs}`]),
    ...(loaded.movedPx <= targets.movedPx ? [] : [`the row that is read moved by ${rounded(loaded.movedPx)} px`]),
    ...(grown <= targets.grownMb ? [] : [`the page's memory grew by ${rounded(grown)} MB instead of ${targets.grownMb}`]),
  ];
}
