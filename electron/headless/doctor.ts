import { createStderrLog, environmentOverrides, examineDataDir, rederive } from '#core';
import { AppError } from '#shared/errors.ts';
import type { Places } from './serve.ts';

interface Flags {
  readonly json: boolean;
  readonly rederive: boolean;
  readonly data: string;
}

const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;

/**
 * `earshot doctor`: looks the data directory through and says what is well, what is not, and what to do; fails where
 * something is bad. With `rederive` it makes every call anew first.
 */
export async function doctor({ json, data, ...flags }: Flags, places: Pick<Places, 'threads'>): Promise<void> {
  if (flags.rederive) await rederiveAll(data, places);
  const diagnosis = await examineDataDir({ dataDir: data, nowMs: Date.now() });
  const bad = diagnosis.findings.filter(({ state }) => state === 'bad').length;
  if (json) {
    process.stdout.write(`${JSON.stringify(diagnosis)}\n`);
  } else {
    const lines = diagnosis.findings.flatMap(({ state, sentence, advice }) => [`${marks[state]}  ${sentence}`, ...(advice === null ? [] : [`      ${advice}`])]);
    process.stdout.write(`${diagnosis.dataDir}\n${lines.join('\n')}\n`);
  }
  if (!diagnosis.ok) throw new AppError('doctor-found', `${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong with ${diagnosis.dataDir}.`);
}

/** Shown at most so often, and not for what is over at once. */
const progressMs = 500;

async function rederiveAll(dataDir: string, { threads }: Pick<Places, 'threads'>): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const startMs = performance.now();
  let shownMs = startMs;
  const pushes = await rederive({
    dataDir,
    environment: environmentOverrides(process.env),
    thread: threads.derive,
    now: Date.now,
    signal: interrupted.signal,
    log: createStderrLog('warn'),
    onProgress({ pushId, lastPushId }) {
      const nowMs = performance.now();
      if (nowMs - shownMs < progressMs) return;
      shownMs = nowMs;
      const share = pushId / lastPushId;
      const leftSeconds = Math.ceil(((nowMs - startMs) / 1000) * (1 / share - 1));
      process.stderr.write(`Made anew up to push ${pushId.toLocaleString('en')} of ${lastPushId.toLocaleString('en')} (${Math.floor(share * 100)} %), about ${leftSeconds.toLocaleString('en')} s left.\n`);
    },
  });
  if (interrupted.signal.aborted) throw new AppError('interrupted', 'Interrupted. Nothing is lost: what is left is made anew when Earshot runs.');
  process.stderr.write(`Made the calls anew from ${pushes.toLocaleString('en')} ${pushes === 1 ? 'push' : 'pushes'}.\n`);
}
