import { setTimeout as sleep } from 'node:timers/promises';
import type { StartedServe } from '../../support/startServe.ts';
import { quantile, rounded } from './figures.ts';
import { memoryMbOf } from './processes.ts';
import type { Sender } from './sender.ts';
import type { BenchedEarshot, BenchedServer } from './servers.ts';

export interface FixedRateResult {
  readonly row: readonly string[];
  readonly ackP99Ms: number;
  readonly lagP99Ms: number;
}

export const fixedRateHead = ['while searches run', 'pushes', 'ack p50 ms', 'p95', 'p99', 'longest', 'derived after p50 ms', 'p99', 'longest', 'searches', 'search p50 ms', 'p95', 'RSS MB'];

/** The same rate at a server that only answers: what the sender and the machine take by themselves. */
export async function measureFloorAtRate(sender: Sender, floor: BenchedServer, { ratePerS, seconds, first }: { readonly ratePerS: number; readonly seconds: number; readonly first: number }): Promise<readonly string[]> {
  const count = ratePerS * seconds;
  const { latencies } = await sender.send({ url: floor.url, first, count, connections: 16, ratePerS, forMs: Infinity, wantsTimes: false });
  return [floor.name, `${count.toLocaleString('en')}, ${ratePerS}/s`, ...[0.5, 0.95, 0.99, 1].map((share) => rounded(quantile(latencies, share))), ...Array.from({ length: 6 }, () => '–'), rounded(memoryMbOf(floor.pid)?.now ?? null)];
}

/** What an operator and the page ask while pushes come in. */
const questions = [
  '/calls?limit=50',
  '/calls?limit=50&q=insurance',
  '/calls?limit=50&status=ANSWERED',
  '/calls?limit=50&q=8613',
  '/calls?limit=50&q=%E4%BF%9D%E9%99%A9',
  '/calls?limit=50&sort=started&q=refund',
  '/calls?limit=50&q=pay&status=BUSY',
  '/status',
];
const betweenQuestionsMs = 50;

/** So many pushes a second, come what may, while searches run and a page follows the events. */
export async function measureFixedRate(
  sender: Sender,
  earshot: BenchedEarshot,
  { store, ratePerS, seconds, first }: { readonly store: string; readonly ratePerS: number; readonly seconds: number; readonly first: number },
): Promise<FixedRateResult> {
  const count = ratePerS * seconds;
  const stop = new AbortController();
  const events = await followCalls(earshot.serve, stop.signal);
  const searching = search(earshot.serve, stop.signal);
  const { latencies, acknowledgedAtMs, others } = await sender.send({ url: earshot.url, first, count, connections: 16, ratePerS, forMs: Infinity, wantsTimes: true });
  if (Object.keys(others).length > 0) throw new Error(`Earshot answered otherwise: ${JSON.stringify(others)}`);
  for (let waits = 0; events.seenAtMs.size < count && waits < 600; waits += 1) await sleep(100);
  stop.abort();
  const searchMs = (await searching).toSorted((a, b) => a - b);
  const lags = [...(acknowledgedAtMs ?? [])].map((atMs, at) => Math.max(0, (events.seenAtMs.get(callIdOf(first + at)) ?? Infinity) - atMs)).toSorted((a, b) => a - b);
  const ackP99Ms = quantile(latencies, 0.99);
  const lagP99Ms = quantile(lags, 0.99);
  const row = [
    `Earshot, ${store}`,
    `${count.toLocaleString('en')}, ${ratePerS}/s`,
    ...[0.5, 0.95, 0.99, 1].map((share) => rounded(quantile(latencies, share))),
    ...[0.5, 0.99, 1].map((share) => rounded(quantile(lags, share))),
    String(searchMs.length),
    ...[0.5, 0.95].map((share) => rounded(quantile(searchMs, share))),
    rounded(memoryMbOf(earshot.pid)?.now ?? null),
  ];
  return { row, ackP99Ms, lagP99Ms };
}

/** As `generatedPush` makes it. */
function callIdOf(number: number): string {
  return String(2_210_000_000_000_000_000n + BigInt(number) * 4099n);
}

/** When each call was told of over the live events, by call id: it was derived before that. */
async function followCalls(serve: StartedServe, signal: AbortSignal): Promise<{ readonly seenAtMs: ReadonlyMap<string, number> }> {
  const seenAtMs = new Map<string, number>();
  const response = await serve.fetchApi('/events', { signal });
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const atMs = Date.now();
      text += decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf('\n');
      for (const [, callId] of text.slice(0, end).matchAll(/^data: \{"kind":"call".*?"callId":"(\d+)"/gm)) {
        if (callId !== undefined && !seenAtMs.has(callId)) seenAtMs.set(callId, atMs);
      }
      text = text.slice(end + 1);
    }
  })().catch(() => {});
  return { seenAtMs };
}

/** Asks one thing after the other until told to stop; how long each answer took, ms. */
async function search(serve: StartedServe, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; !signal.aborted; at += 1) {
    const startMs = performance.now();
    await serve.getJson(questions[at % questions.length] ?? '');
    times.push(performance.now() - startMs);
    await sleep(betweenQuestionsMs);
  }
  return times;
}
