/*
 * node test/bench/attack.ts [rounds]: 200 good pushes a second, alone and while others ask in vain, in turns: 10,000
 * requests in all with a wrong key, wrong sign, old timestamp, or from an address that is not on the list or is forged.
 * Prints how long the good ones took to be acknowledged. The attack is sent by a process of its own.
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

const requests = 10_000;
const goodASecond = 200;
const roundMs = 4000;
const rounds = Number(process.argv[2] ?? 8);

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

  await goodOnes();
  const alone: number[][] = [];
  const attacked: number[][] = [];
  const attacker = fork(import.meta.filename, [earshot.pushUrl, String(Math.ceil(requests / rounds))]);
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await goodOnes());
    attacker.send('attack');
    const [done, times] = await Promise.all([once(attacker, 'message'), goodOnes()]);
    if (done[0] !== 'done') throw new Error('The attack failed.');
    attacked.push(times);
  }
  attacker.disconnect();
  poster.close();

  console.log(`${goodASecond} good pushes a second, ${alone.flat().length} alone and ${attacked.flat().length} among ${requests} requests in vain (${Math.round((requests / rounds / roundMs) * 1000)} a second)`);
  for (const [name, share] of [['median', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
    const [quiet, busy] = [quantile(alone.flat(), share), quantile(attacked.flat(), share)];
    // Of each round against the one beside it: what else the computer does changes more slowly than they take turns.
    const ratios = attacked.map((times, at) => quantile(times, share) / quantile(alone[at]!, share));
    console.log(`  ${name.padEnd(6)}  alone ${quiet.toFixed(2)} ms, attacked ${busy.toFixed(2)} ms; ratio ${quantile(ratios, 0.5).toFixed(2)} (median of ${rounds} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`);
  }
  await earshot.stop();
  rmSync(dataDir, { recursive: true });
}

/** The attacking process: so many requests in one round, evenly, each time it is told to. */
async function attackWhenTold(): Promise<void> {
  const [pushUrl = '', count = '0'] = process.argv.slice(2);
  const poster = createPoster(pushUrl, 64);
  const kinds = Object.values(attempts);
  for await (const _told of on(process, 'message', { close: ['disconnect'] })) {
    const beganMs = performance.now();
    await Promise.all(
      Array.from({ length: Number(count) }, async (_, at) => {
        await sleep(Math.max(0, beganMs + (at * roundMs) / Number(count) - performance.now()));
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
