import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SettingsPatch } from '#shared/model/settings.ts';
import { AppError } from '#shared/errors.ts';
import { lockDataDir } from './dataDirLock.ts';
import { createDeriver } from './ingest/index.ts';
import { createSettings } from './settings/index.ts';
import { forgetDerived, memoryForTurns } from './store/index.ts';

interface RederiveOptions {
  readonly dataDir: string;
  /** What decides over settings.json: the time zone decides over what is derived. */
  readonly environment: SettingsPatch;
  /** Entry of the deriving thread. */
  readonly thread: URL;
  readonly now: () => number;
  /** Up to which push everything is derived, of the last one's id. */
  readonly onProgress: (done: { readonly pushId: number; readonly lastPushId: number }) => void;
  /** Aborted: what is left is derived when Earshot runs. */
  readonly signal: AbortSignal;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
}

/**
 * Derives everything again from the raw pushes; returns how many there are. The same pushes always give the same calls,
 * and recordings that were fetched stay with theirs. No host may run on the directory meanwhile. Throws `data-dir-locked`,
 * `not-running` where there is no database, and like opening the store does.
 */
export async function rederive({ environment, thread, now, onProgress, signal, log, ...options }: RederiveOptions): Promise<number> {
  const dataDir = resolve(options.dataDir);
  const file = join(dataDir, 'earshot.db');
  if (!existsSync(file)) throw new AppError('not-running', `There is no database in ${dataDir}. Name the data directory with --data.`);
  const lock = await lockDataDir(dataDir, 'command', now);
  try {
    const settings = createSettings({ file: join(dataDir, 'settings.json'), overrides: { environment, flag: {} }, newKey: () => randomBytes(24).toString('base64url') });
    const { platform, statuses } = settings.current();
    const { pushes, lastPushId } = forgetDerived(file);
    const deriver = createDeriver({
      thread,
      file,
      // Nobody is told of anything.
      settings: { timeZone: platform.timeZone, statuses, alertRules: [] },
      startedAfterPush: lastPushId,
      turns: memoryForTurns(),
      onDerived: ({ pushId }) => onProgress({ pushId, lastPushId }),
      log,
    });
    const isAborted = new Promise<void>((settle) => {
      if (signal.aborted) settle();
      signal.addEventListener('abort', () => settle(), { once: true });
    });
    await Promise.race([deriver.whenIdle(), isAborted]);
    await deriver.close();
    return pushes;
  } finally {
    lock.release();
  }
}
