/*
 * npm run bench:player [-- --opens 40 --calls 200]: how long after the key that opens a call its sound can be played and
 * its lanes are drawn, for the next call in the feed and for one from anywhere, beside the least that this can take: a
 * bare page that is given the same bytes by a bare node:http server as the source of an audio element. Then, what of the
 * page's memory is left after 200 calls were opened one after the other, by what it is: what the page made, its elements,
 * and the code that the engine goes on compiling for a while. Ends with 1 where a target is missed.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { CDPSession, Page } from '@playwright/test';
import { z } from 'zod';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { heapOf } from './player/heap.ts';
import { median, quantile, rounded, table } from './receiver/figures.ts';
import { machineLine } from './receiver/machine.ts';

const { values: options } = parseArgs({ options: { opens: { type: 'string', default: '40' }, calls: { type: 'string', default: '200' } } });
const opens = Number(options.opens);
const callsForMemory = Number(options.calls);

const readyTargetMs = 150;
/** What may be left of three times so many calls: of each less than its id, number and name take. */
const leftTargetMb = 0.2;

const samples = ['answered-en', 'answered-zh', 'handover-lost-es'] as const;
/** So long an operator stays with a call at least, and the calls beside it have time to be loaded. */
const stayMs = 700;
const samplesDir = join(import.meta.dirname, '..', '..', 'samples');

/** Steps from the first call to the last. There and back, the feed is where it was, with the same rows in the page. */
const ends = 50;

interface Opened {
  readonly canPlayMs: number;
  readonly drawnMs: number;
}

console.log(`${machineLine()}\n`);
await using earshot = await startServe();
const callIds = await keepCalls(earshot, 60);
const browser = await chromium.launch({
  executablePath: process.env['EARSHOT_CHROMIUM'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
});
const floor = await startFloor();
try {
  const missed = [...(await measureOpening()), ...(await measureMemory())];
  console.log(missed.length === 0 ? 'Every target is met.' : `Missed: ${missed.join('; ')}.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  floor.close();
}

async function measureOpening(): Promise<string[]> {
  const page = await openDesk();
  const bare = await browser.newPage();
  await bare.goto(originOf(floor));
  const [beside, anywhere, least]: [Opened[], Opened[], number[]] = [[], [], []];
  await page.keyboard.press('j');
  await opened(page, () => page.keyboard.press('Enter'));
  await sleep(stayMs);
  for (let turn = 0; turn < opens; turn += 1) {
    await page.bringToFront();
    beside.push(await opened(page, () => page.keyboard.press('j')));
    await sleep(stayMs);
    await bare.bringToFront();
    least.push(await bare.evaluate((name) => (window as unknown as Bare).canPlayMs(name), samples[turn % samples.length] ?? samples[0])); // its own script sets it
  }
  for (let turn = 0; turn < opens; turn += 1) {
    await page.bringToFront();
    const callId = callIds[(turn * 23 + 7) % callIds.length] ?? '';
    anywhere.push(await opened(page, () => page.evaluate((id) => window.history.pushState(null, '', `?call=${id}`) ?? window.dispatchEvent(new PopStateEvent('popstate')), callId)));
    await sleep(stayMs);
  }
  await page.close();
  await bare.close();
  const floorMs = median(least);
  const row = (name: string, times: readonly number[]): string[] => [name, ...[0.5, 0.95, 1].map((share) => rounded(quantile(times.toSorted((a, b) => a - b), share))), rounded(median(times) / floorMs)];
  const ready = (of: readonly Opened[]): number[] => of.map(({ canPlayMs, drawnMs }) => Math.max(canPlayMs, drawnMs));
  console.log(
    `${table(
      [`from the key on, ms (${opens} each)`, 'median', 'p95', 'longest', 'median to the floor'],
      [
        row('bare page: can be played', least),
        row('next call: can be played', beside.map(({ canPlayMs }) => canPlayMs)),
        row('next call: lanes are drawn', beside.map(({ drawnMs }) => drawnMs)),
        row('any call: can be played', anywhere.map(({ canPlayMs }) => canPlayMs)),
        row('any call: lanes are drawn', anywhere.map(({ drawnMs }) => drawnMs)),
      ],
    )}\n`,
  );
  return [
    ['the next call', median(ready(beside))] as const,
    ['any call', median(ready(anywhere))] as const,
  ].flatMap(([name, ms]) => (ms <= readyTargetMs ? [] : [`${name} is ready after ${rounded(ms)} ms at the median instead of ${readyTargetMs}`]));
}

async function measureMemory(): Promise<string[]> {
  const page = await openDesk();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  const rows: string[][] = [];
  await page.keyboard.press('j');
  // The first calls fill caches that stay.
  await walk(page, 2 * ends);
  const before = await memory(page, cdp);
  rows.push([`${2 * ends} calls`, ...Object.values(before).map(rounded)]);
  let after = before;
  for (const part of [1, 2, 3]) {
    await walk(page, callsForMemory);
    after = await memory(page, cdp);
    rows.push([`${part * callsForMemory} more`, ...Object.values(after).map(rounded)]);
  }
  await page.close();
  console.log(`${table(['opened one after the other, then closed', 'made by the page, MB', 'elements, MB', 'compiled code, MB', 'nodes', 'listeners', 'documents', 'audio elements'], rows)}\n`);
  const left = after.madeMb + after.elementsMb - before.madeMb - before.elementsMb;
  return [
    ...(left <= leftTargetMb ? [] : [`${rounded(left)} MB are left of ${3 * callsForMemory} calls`]),
    ...(after.nodes <= before.nodes * 1.05 ? [] : [`${after.nodes - before.nodes} nodes are left`]),
    ...(after.sounds === 0 ? [] : [`${after.sounds} audio elements are left`]),
  ];
}

/** Goes through so many calls with the keyboard, down the feed and up again, each until its lanes are drawn, and closes the last. */
async function walk(page: Page, calls: number): Promise<void> {
  await opened(page, () => page.keyboard.press('Enter'));
  for (let turn = 0; turn < calls; turn += 1) await opened(page, () => page.keyboard.press(turn % (2 * ends) < ends ? 'j' : 'k'));
  await page.keyboard.press('Escape');
  await page.getByTestId('call').waitFor({ state: 'detached' });
}

async function memory(page: Page, cdp: CDPSession) {
  await sleep(1000);
  const heap = await heapOf(cdp);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  return { ...heap, nodes: metric('Nodes'), listeners: metric('JSEventListeners'), documents: metric('Documents'), sounds: await page.locator('audio').count() };
}

/** Does what opens a call, and waits until it can be played and its lanes are drawn. */
async function opened(page: Page, open: () => Promise<unknown>): Promise<Opened> {
  await page.evaluate(() => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page knows nothing of what is outside of this function.
    const canvases = (): HTMLCanvasElement[] => Array.from(document.querySelectorAll('.waves *')).flatMap(({ shadowRoot }) => Array.from(shadowRoot?.querySelectorAll<HTMLCanvasElement>('[part~="canvases"] canvas') ?? []));
    // Away from the middle, where a lane without a wave has its line.
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- as above.
    const isDrawn = (canvas: HTMLCanvasElement): boolean => {
      if (canvas.width === 0) return false;
      // A canvas that is read itself is moved out of the graphics card's memory, and the browser keeps a warning each time.
      const row = new OffscreenCanvas(canvas.width, 1).getContext('2d', { willReadFrequently: true });
      row?.drawImage(canvas, 0, Math.floor(canvas.height * 0.35), canvas.width, 1, 0, 0, canvas.width, 1);
      return row?.getImageData(0, 0, canvas.width, 1).data.some((value, at) => at % 4 === 3 && value > 0) ?? false;
    };
    const former = new Set(canvases());
    const formerSounds = new Set(document.querySelectorAll('audio'));
    const { promise, resolve, reject } = Promise.withResolvers<Opened>();
    Object.assign(window, { openedCall: promise });
    let startMs: number | null = null;
    let canPlayMs: number | null = null;
    let drawnMs: number | null = null;
    const begin = (event: Event): void => void (startMs ??= event.timeStamp);
    const canPlay = (): void => {
      if (startMs !== null) canPlayMs ??= performance.now() - startMs;
    };
    const look = (): void => {
      // A sound that was loaded before tells nothing more.
      if (Array.from(document.querySelectorAll('audio')).some((sound) => !formerSounds.has(sound) && sound.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA)) canPlay();
      if (startMs !== null && drawnMs === null && canvases().filter((canvas) => !former.has(canvas) && isDrawn(canvas)).length >= 2) drawnMs = performance.now() - startMs;
      if (startMs !== null && performance.now() - startMs > 10_000) return reject(new Error(`${document.URL} is not ready: ${JSON.stringify({ canPlayMs, drawnMs })}, sounds ${Array.from(document.querySelectorAll('audio'), ({ readyState }) => readyState).join()}`));
      if (canPlayMs === null || drawnMs === null) return void requestAnimationFrame(look);
      for (const [name, listener] of [['keydown', begin], ['popstate', begin]] as const) window.removeEventListener(name, listener, true);
      document.removeEventListener('canplay', canPlay, true);
      resolve({ canPlayMs, drawnMs });
    };
    for (const name of ['keydown', 'popstate']) window.addEventListener(name, begin, true);
    document.addEventListener('canplay', canPlay, true);
    look();
  });
  await open();
  return page.evaluate(() => (window as unknown as { readonly openedCall: Promise<Opened> }).openedCall); // set above
}

/** The desk with its feed, which has all calls. */
async function openDesk(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(earshot.uiUrl);
  await page.locator('[role="option"]').first().waitFor();
  return page;
}

/** Sends so many calls, and waits until their recordings are here and looked at. */
async function keepCalls(earshot: StartedServe, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, at) => `bench-${at}`);
  for (const [at, callId] of ids.entries()) {
    const text = readFileSync(join(samplesDir, samples[at % samples.length] ?? samples[0], 'push.json'), 'utf8').replaceAll('{{recordings}}', 'https://samples.earshot.invalid');
    const response = await earshot.push({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)), callId });
    if (!response.ok) throw new Error(`refused: ${response.status}`);
    await response.text();
  }
  const callSchema = z.object({ recordings: z.array(z.object({ state: z.string(), hasPeaks: z.boolean() })).optional() });
  for (const callId of ids) {
    for (let isHere = false; !isHere; ) {
      const { recordings = [] } = callSchema.parse(await earshot.getJson(`/calls/${callId}`));
      isHere = recordings.length === 2 && recordings.every(({ state, hasPeaks }) => state === 'ready' && hasPeaks);
      if (!isHere) await sleep(100);
    }
  }
  return ids;
}

interface Bare {
  readonly canPlayMs: (name: string) => Promise<number>;
}

/** Gives the sounds and a page that loads one. */
async function startFloor(): Promise<Server> {
  const sounds = new Map(samples.map((name) => [`/${name}`, readFileSync(join(samplesDir, name, 'ai_user.wav'))]));
  const server = createServer((request, response) => {
    const sound = sounds.get((request.url ?? '').split('?')[0] ?? '');
    if (sound !== undefined) {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length }).end(sound);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>floor</title><script>
      let turn = 0;
      window.canPlayMs = (name) => new Promise((resolve) => {
        const startMs = performance.now(), audio = new Audio();
        audio.preload = 'auto';
        audio.oncanplay = () => { resolve(performance.now() - startMs); audio.removeAttribute('src'); audio.load(); };
        audio.src = '/' + name + '?' + (turn += 1);
      });
    </script>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
