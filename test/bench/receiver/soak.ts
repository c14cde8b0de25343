import { setTimeout as sleep } from 'node:timers/promises';
import { rounded, table } from './figures.ts';
import { cpuMsOf, memoryMbOf } from './processes.ts';
import type { Sender } from './sender.ts';
import type { BenchedEarshot } from './servers.ts';

const perTurn = 10_000;
/** The sender waits where more than this is still to be derived: it is memory that is looked at, not the disk. */
const mostWaiting = 20_000;

/** Pushes without end, or nearly: whether memory stays where it was. */
export async function measureSoak(sender: Sender, earshot: BenchedEarshot, { count, first }: { readonly count: number; readonly first: number }, say: (line: string) => void): Promise<{ readonly markdown: string; readonly growth: number }> {
  const startedMs = performance.now();
  const cpuBeforeMs = cpuMsOf(earshot.pid) ?? Number.NaN;
  const samples: { readonly pushes: number; readonly mb: number }[] = [];
  for (let sent = 0; sent < count; sent += perTurn) {
    const { acknowledged, others } = await sender.send({ url: earshot.url, first: first + sent, count: Math.min(perTurn, count - sent), connections: 64, ratePerS: null, forMs: Infinity, wantsTimes: false });
    if (Object.keys(others).length > 0) throw new Error(`Earshot answered otherwise: ${JSON.stringify(others)}`);
    while ((await earshot.status()).backlog > mostWaiting) await sleep(500);
    samples.push({ pushes: sent + acknowledged, mb: memoryMbOf(earshot.pid)?.now ?? Number.NaN });
    if (samples.length % 10 === 0) say(`${(sent + acknowledged).toLocaleString('en')} pushes, ${rounded(samples.at(-1)?.mb ?? null)} MB`);
  }
  await earshot.rest();
  const seconds = (performance.now() - startedMs) / 1000;
  const tenths = Array.from({ length: 10 }, (_, at) => samples.slice(Math.floor((at * samples.length) / 10), Math.floor(((at + 1) * samples.length) / 10)));
  const means = tenths.map((tenth) => tenth.reduce((sum, { mb }) => sum + mb, 0) / tenth.length);
  const cpuUs = (((cpuMsOf(earshot.pid) ?? Number.NaN) - cpuBeforeMs) * 1000) / count;
  const rows = [['RSS MB, mean', ...means.map(rounded)]];
  const head = [`${count.toLocaleString('en')} pushes in ${rounded(seconds)} s, ${rounded(cpuUs)} µs CPU each`, ...means.map((_, at) => `${(at + 1) * 10} %`)];
  // The first tenths are those in which caches fill.
  return { markdown: table(head, rows), growth: (means.at(-1) ?? Number.NaN) / (means[4] ?? Number.NaN) };
}
