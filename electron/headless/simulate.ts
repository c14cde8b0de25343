import { ownPushes, postSamples } from '#core';
import type { OwnPushes } from '#core';
import { AppError } from '#shared/errors.ts';
import type { Places } from './serve.ts';

interface Flags {
  readonly count: number;
  /** Calls a second. */
  readonly rate: number;
  readonly url?: string;
  readonly data: string;
}

/** `earshot simulate`: posts sample calls to a running Earshot and says what became of them. */
export async function simulate({ count, rate, url, data }: Flags, { samplesDir }: Places): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const to = url === undefined ? pushesTo(data) : { pushUrl: url };
  const { posted, acknowledged, problem } = await postSamples({ ...to, samplesDir, count, rate, now: Date.now, random: Math.random, signal: stop.signal });
  if (acknowledged < posted) {
    throw new AppError('not-acknowledged', `${posted - acknowledged} of ${posted} sample calls were not taken: ${problem ?? 'no reason was given'}. Is that Earshot’s push address?`);
  }
  process.stdout.write(`Earshot took ${acknowledged} sample ${acknowledged === 1 ? 'call' : 'calls'}.\n`);
}

function pushesTo(dataDir: string): OwnPushes {
  const own = ownPushes(dataDir);
  if (own !== null) return own;
  throw new AppError('not-running', `No Earshot runs on ${dataDir}. Start one with "npm start", or name a push address with --url, or its data directory with --data.`);
}
