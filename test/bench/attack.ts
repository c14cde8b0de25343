/*
 * node test/bench/attack.ts [rounds]: 200 good pushes a second in three ways that take turns: alone; while others ask in
 * vain, 1,250 requests in each round, 10,000 at least in all, with a wrong key, wrong sign, old timestamp, or from an
 * address that is not on the list or is forged; and while they ask the same of a bare server beside Earshot, as who attacks
 * takes the processor here, and elsewhere does not. Prints how long the good ones took to be acknowledged, and ends with 1
 * where they took more than a tenth longer than while the server beside was asked. Attacker and server are processes of
 * their own.
 */
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempts, createPoster, genuine, guard } from '../support/attackers.ts';
import { generatedPush } from '../support/generatePushes.ts';
import { startServe } from '../support/startServe.ts';

/** In each round, so that more of them are no weaker an attack. */
const requestsARound = 1250;
const goodASecond = 200;
const roundMs = 4000;
/** The p99 of one round is that of its eight slowest pushes: the median of many rounds is told. */
const rounds = process.send === undefined ? Math.max(9, Number(process.argv[2] ?? 32)) : 0;
/** Of the time that a good push takes while a server beside is attacked. */
const mostRatio = 1.1;

if (process.send === undefined) await measure();
else if (process.argv[2] === 'beside') await answerAll();
else await attackWhenTold();

async function measure(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  guard(dataDir);
  await using earshot = await startServe({ dataDir });
  const poster = createPoster(earshot.pushUrl, 64);
  let next = 0;

  /** Good pushes at their rate, whatever becomes of the ones before; ms until each was acknowledged. */
  async function goodOnes(): Promise<number[]> {
    const count = (goodASecond * roundMs) / 1000;
    const beganMs = performance.now();
    return Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const dueMs = beganMs + (at * 1000) / goodASecond;
        await sleep(Math.max(0, dueMs - performance.now()));
        const { code } = await poster.post(genuine(Date.now()), generatedPush(next++).replaceAll(/"https:[^"]*"/g, '""'));
        if (code !== '0') throw new Error(`A good push was refused with ${code}.`);
        // From when it was due: a sender that had to wait for others counts too.
        return performance.now() - dueMs;
      }),
    );
  }

  const beside = fork(import.meta.filename, ['beside']);
  const [besideUrl] = await once(beside, 'message');
  const attacker = fork(import.meta.filename);
  async function goodOnesWhile(attackedUrl: string): Promise<number[]> {
    attacker.send(attackedUrl);
    const [done, times] = await Promise.all([once(attacker, 'message'), goodOnes()]);
    if (done[0] !== 'done') throw new Error('The attack failed.');
    return times;
  }

  const ways = { alone: goodOnes, beside: () => goodOnesWhile(besideUrl), attacked: () => goodOnesWhile(earshot.pushUrl) };
  const names = ['alone', 'beside', 'attacked'] as const;
  // What runs for the first time is slower.
  for (const name of names) await ways[name]();
  const times: Record<(typeof names)[number], number[][]> = { alone: [], beside: [], attacked: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Each is the first in turn, so that what grows or wanes meanwhile favours none.
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) times[name].push(await ways[name]());
  }
  attacker.disconnect();
  beside.disconnect();
  poster.close();

  const asked = `${rounds * requestsARound} requests in vain (${Math.round((requestsARound / roundMs) * 1000)} a second)`;
  console.log(`${goodASecond} good pushes a second: alone, while a bare server beside Earshot is sent ${asked}, and while Earshot is; ${rounds} rounds of each, in turns\n`);
  console.log('| | alone, ms | beside, ms | attacked, ms | attacked to alone | attacked to beside | middle half of the rounds | target |\n| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |');
  const missed: string[] = [];
  for (const [name, share, isTarget] of [['median', 0.5, true], ['p95', 0.95, false], ['p99', 0.99, true]] as const) {
    // Of each round against those of the same round: what else the computer does changes more slowly than they take turns.
    const ratiosTo = (other: readonly number[][]) => times.attacked.map((attacked, at) => quantile(attacked, share) / quantile(other[at]!, share));
    const toBeside = ratiosTo(times.beside);
    const ratio = quantile(toBeside, 0.5);
    if (isTarget && ratio > mostRatio) missed.push(`${name} ${ratio.toFixed(3)} times that while a server beside is attacked instead of ${mostRatio} at most`);
    const ms = names.map((way) => quantile(times[way].flat(), share).toFixed(2)).join(' | ');
    console.log(`| ${name} | ${ms} | ${quantile(ratiosTo(times.alone), 0.5).toFixed(2)} | ${ratio.toFixed(2)} | ${quantile(toBeside, 0.25).toFixed(2)} to ${quantile(toBeside, 0.75).toFixed(2)} | ${isTarget ? `≤ ${mostRatio}` : ''} |`);
  }
  console.log(missed.length === 0 ? '\nEvery target is met.' : `\nMissed: ${missed.join('; ')}.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
  await earshot.stop();
  rmSync(dataDir, { recursive: true });
}

/** The attacking process: so many requests in one round, evenly, each time it is told whom to ask. */
async function attackWhenTold(): Promise<void> {
  const kinds = Object.values(attempts);
  const posters = new Map<string, ReturnType<typeof createPoster>>();
  for await (const [url] of on(process, 'message', { close: ['disconnect'] })) {
    const poster = posters.get(url) ?? createPoster(url, 64);
    posters.set(url, poster);
    const beganMs = performance.now();
    await Promise.all(
      Array.from({ length: requestsARound }, async (_, at) => {
        await sleep(Math.max(0, beganMs + (at * roundMs) / requestsARound - performance.now()));
        const { code } = await poster.post(kinds[at % kinds.length]!.make(Date.now()), '{"callId":"attack"}');
        if (code === '0') throw new Error('An attack was taken.');
      }),
    );
    process.send?.('done');
  }
  for (const poster of posters.values()) poster.close();
}

/** The server beside: answers whatever it is asked at once, and keeps nothing. */
async function answerAll(): Promise<void> {
  const answer = JSON.stringify({ status: '-1', reason: 'no' });
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(401, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/push/beside`); // a pipe has no port, this has one
  await once(process, 'disconnect');
  server.close();
  server.closeAllConnections();
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
