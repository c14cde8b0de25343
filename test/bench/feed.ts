/*
 * npm run bench:feed [-- rounds]: how long after a push was sent its row stands in the page, for single pushes and in a
 * stream of 50 a second, beside the least that any live feed takes: a bare node:http server that hands each body to a
 * page by server-sent events, which writes it into a list. Both run in the same browser, in turns.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';

interface Feed {
  readonly name: string;
  readonly page: Page;
  readonly post: (callId: string) => Promise<void>;
}

/** One paint after the row of each call came into the page, by call id, on this machine's clock. */
interface Seen {
  readonly seenAtMs: Record<string, number>;
}

const rounds = Number(process.argv[2] ?? 3);
const singles = 30;
const streamed = 250;
const streamGapMs = 20;

const browser = await chromium.launch({
  executablePath: process.env['EARSHOT_CHROMIUM'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--disable-background-networking'],
});
await using earshot = await startServe();
const floor = await startFloor();
try {
  const feeds = [await openEarshot(), await openFloor(floor)];
  const delays = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const feed of feeds) {
      await feed.page.bringToFront();
      await measure(feed, 'single', singles, 150, delays);
      await measure(feed, 'stream', streamed, streamGapMs, delays);
    }
  }
  for (const kind of ['single', 'stream']) {
    const [ours = [], least = []] = feeds.map((feed) => delays.get(`${feed.name} ${kind}`) ?? []);
    console.log(`${kind === 'single' ? 'single pushes' : `${String(1000 / streamGapMs)} pushes a second`} (${String(ours.length)} each)`);
    print('  Earshot', ours);
    print('  floor  ', least);
    console.log(`  ratio    median ${(at(ours, 0.5) / at(least, 0.5)).toFixed(1)}, p95 ${(at(ours, 0.95) / at(least, 0.95)).toFixed(1)}`);
  }
} finally {
  await browser.close();
  floor.close();
}

async function measure(feed: Feed, kind: string, count: number, gapMs: number, delays: Map<string, number[]>): Promise<void> {
  const run = `${feed.name}-${kind}-${String(Date.now())}`;
  const sentAtMs = new Map<string, number>();
  const posts: Promise<void>[] = [];
  const startedAtMs = Date.now();
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, startedAtMs + index * gapMs - Date.now()));
    const callId = `${run}-${String(index)}`;
    sentAtMs.set(callId, Date.now());
    posts.push(feed.post(callId));
  }
  await Promise.all(posts);
  const last = `${run}-${String(count - 1)}`;
  await feed.page.waitForFunction((callId) => callId in (window as unknown as Seen).seenAtMs, last, { timeout: 30_000 }); // set by the script that was put in
  const seenAtMs = await feed.page.evaluate(() => (window as unknown as Seen).seenAtMs); // as above
  const found = [...sentAtMs].flatMap(([callId, sent]) => {
    const seen = seenAtMs[callId];
    return seen === undefined ? [] : [seen - sent];
  });
  // In a stream rows may leave the drawn part of the list between two frames; of single ones each is seen.
  if (kind === 'single' && found.length !== count) throw new Error(`${feed.name}: ${String(count - found.length)} of ${String(count)} rows never came`);
  const key = `${feed.name} ${kind}`;
  delays.set(key, [...(delays.get(key) ?? []), ...found]);
}

async function openEarshot(): Promise<Feed> {
  await earshot.push(aPushedRecord({ callId: 'first' }));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(earshot.uiUrl);
  await page.locator('#call-first').waitFor();
  await watchRows(page, '[role="listbox"]', 'call-');
  return {
    name: 'earshot',
    page,
    post: async (callId) => {
      const response = await earshot.push(aPushedRecord({ callId, resultStatus: 'NO_ANSWER', fullAudioUrl: '', customerAudioUrl: '' }));
      if (!response.ok) throw new Error(`refused: ${String(response.status)}`);
      await response.text();
    },
  };
}

/** Notes when an element whose id is `prefix` + call id was painted below `root`. */
async function watchRows(page: Page, root: string, prefix: string): Promise<void> {
  await page.evaluate(
    ({ root, prefix }) => {
      const seenAtMs: Record<string, number> = {};
      Object.assign(window, { seenAtMs });
      const note = (): void => {
        const fresh = [...document.querySelectorAll(`${root} [id^="${prefix}"]`)].map((row) => row.id.slice(prefix.length)).filter((callId) => !(callId in seenAtMs));
        if (fresh.length > 0) requestAnimationFrame(() => {
          for (const callId of fresh) seenAtMs[callId] ??= Date.now();
        });
      };
      new MutationObserver(note).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['id'] });
    },
    { root, prefix },
  );
}

/** The bare peer: keeps nothing, parses nothing but the id. */
async function startFloor(): Promise<Server> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
        for (const listener of listeners) listener.write(`data: ${body}\n\n`);
        response.end('{"status":"0","reason":"success"}');
      });
    } else if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>floor</title><ul></ul><script>
        new EventSource('/events').onmessage = ({ data }) => {
          const call = JSON.parse(data), row = document.createElement('li');
          row.id = 'call-' + call.callId;
          row.textContent = call.calledPhoneNumber + ' ' + call.resultStatus;
          document.querySelector('ul').prepend(row);
        };
      </script>`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function openFloor(server: Server): Promise<Feed> {
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const page = await browser.newPage();
  await page.goto(origin);
  await sleep(500);
  await watchRows(page, 'ul', 'call-');
  return {
    name: 'floor',
    page,
    post: async (callId) => {
      const response = await fetch(origin, { method: 'POST', body: JSON.stringify(aPushedRecord({ callId })) });
      await response.text();
    },
  };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(name: string, values: readonly number[]): void {
  console.log(`${name}  median ${String(at(values, 0.5))} ms, p95 ${String(at(values, 0.95))} ms, longest ${String(at(values, 1))} ms`);
}
