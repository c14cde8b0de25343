/*
 * node test/bench/attack.ts [rounds]: 200 good pushes a second, alone and while others ask in vain, in turns: 1,250
 * requests in each round, 10,000 at least in all, with a wrong key, wrong sign, old timestamp, or from an address that is
 * not on the list or is forged. Prints how long the good ones took to be acknowledged, and ends with 1 where they took more
 * than a tenth longer. The attack is sent by a process of its own.
 */
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
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
const rounds = process.send === undefined ? Math.max(8, Number(process.argv[2] ?? 32)) : 0;
/** Of the time that a good push takes alone. */
const mostRatio = 1.1;

if (process.send === undefined) await measure();
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

  const attacker = fork(import.meta.filename, [earshot.pushUrl]);
  async function attackedOnes(): Promise<number[]> {
    attacker.send('attack');
    const [done, times] = await Promise.all([once(attacker, 'message'), goodOnes()]);
    if (done[0] !== 'done') throw new Error('The attack failed.');
    return times;
  }

  // What runs for the first time is slower.
  await goodOnes();
  await attackedOnes();
  const alone: number[][] = [];
  const attacked: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Each is the first of the two in turn, so that what grows or wanes meanwhile favours neither.
    if (round % 2 === 0) alone.push(await goodOnes());
    attacked.push(await attackedOnes());
    if (round % 2 === 1) alone.push(await goodOnes());
  }
  attacker.disconnect();
  poster.close();

  console.log(`${goodASecond} good pushes a second, ${alone.flat().length} alone and ${attacked.flat().length} among ${rounds * requestsARound} requests in vain (${Math.round((requestsARound / roundMs) * 1000)} a second); ${rounds} rounds of each, in turns\n`);
  console.log('| | alone, ms | attacked, ms | ratio, median of the rounds | middle half of them | target |\n| --- | --- | --- | --- | --- | --- |');
  const missed: string[] = [];
  for (const [name, share, isTarget] of [['median', 0.5, true], ['p95', 0.95, false], ['p99', 0.99, true]] as const) {
    const [quiet, busy] = [quantile(alone.flat(), share), quantile(attacked.flat(), share)];
    // Of each round against the one beside it: what else the computer does changes more slowly than they take turns.
    const ratios = attacked.map((times, at) => quantile(times, share) / quantile(alone[at]!, share));
    const ratio = quantile(ratios, 0.5);
    if (isTarget && ratio > mostRatio) missed.push(`${name} ${ratio.toFixed(3)} times that of good pushes alone instead of ${mostRatio} at most`);
    console.log(`| ${name} | ${quiet.toFixed(2)} | ${busy.toFixed(2)} | ${ratio.toFixed(2)} | ${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)} | ${isTarget ? `≤ ${mostRatio}` : ''} |`);
  }
  console.log(missed.length === 0 ? '\nEvery target is met.' : `\nMissed: ${missed.join('; ')}.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
  await earshot.stop();
  rmSync(dataDir, { recursive: true });
}

/** The attacking process: so many requests in one round, evenly, each time it is told to. */
async function attackWhenTold(): Promise<void> {
  const [pushUrl = ''] = process.argv.slice(2);
  const poster = createPoster(pushUrl, 64);
  const kinds = Object.values(attempts);
  for await (const _told of on(process, 'message', { close: ['disconnect'] })) {
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
  poster.close();
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
