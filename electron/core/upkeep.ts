import { join } from 'node:path';
import type { LatestBackup } from '#shared/model/backup.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { HealthProblem } from '#shared/model/status.ts';
import { messageOf } from '#shared/errors.ts';
import { createTexts } from '#shared/texts/index.ts';
import { copyOnThread, createBackups } from './backups/index.ts';
import type { BackupFailure, Backups } from './backups/index.ts';
import { createHealth, tryDisk, watchFiles } from './health/index.ts';
import type { FaultSource, HealthFault } from './health/index.ts';
import type { Log } from './logs/index.ts';
import { noteDamage } from './restoring.ts';
import { storageFaultOf } from './store/index.ts';

interface UpkeepDeps {
  readonly dataDir: string;
  /** The database, which the store has opened before. */
  readonly file: string;
  /** Entry of the thread that makes backups. */
  readonly backupThread: URL;
  /** Writes what changes nothing; rejects where a push could not be kept. */
  readonly probe: () => Promise<void>;
  readonly settings: () => Settings;
  /** Problems or the state of the backups changed. */
  readonly onChange: () => void;
  readonly now: () => number;
  readonly log: Log;
}

/** Watches over disk and database, and makes the backups. */
export interface Upkeep {
  /** Appends through `append`, and knows by that whether pushes can be kept. */
  guard: ReturnType<typeof createHealth>['guard'];
  canKeep(): boolean;
  problems(): HealthProblem[];
  /** A part met this failure, or works again (null). */
  met(source: Exclude<FaultSource, 'keeping' | 'listening' | 'backup'>, error: unknown): void;
  /** Why nothing listens for pushes, in words; null: it does. */
  notListening(why: string | null): void;
  pushSeen(receivedAtMs: number): void;
  readonly backups: Pick<Backups, 'list' | 'rescheduled'> & { make(): LatestBackup; latest(): LatestBackup };
  /** Finds out whether pushes can be kept, and begins the schedule of the backups. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function createUpkeep({ dataDir, file, backupThread, probe, settings, onChange, now, log }: UpkeepDeps): Upkeep {
  const t = createTexts().getFixedT(null, 'health');

  function wordsFor(fault: HealthFault, detail: string): { sentence: string; advice: string } {
    return { sentence: t(`problem.${fault}.sentence`, { detail, interpolation: { escapeValue: false } }), advice: t(`problem.${fault}.advice`) };
  }

  const health = createHealth({
    faultOf: storageFaultOf,
    async probe() {
      await tryDisk(dataDir);
      await probe();
    },
    // Commits go into the log; nothing makes it anew while it is in use.
    areFilesInPlace: watchFiles([file, `${file}-wal`]),
    wordsFor,
    onChange() {
      if (health.problems().some(({ kind }) => kind === 'database-damaged')) rememberDamage();
      onChange();
    },
    now,
    log,
  });

  let isDamageNoted = false;
  function rememberDamage(): void {
    if (isDamageNoted) return;
    isDamageNoted = true;
    try {
      noteDamage(dataDir, now());
    } catch (error) {
      log.warn({ err: error }, 'The damage could not be noted for the next start');
    }
  }

  const backups = createBackups({
    file,
    dir: join(dataDir, 'backups'),
    copy: copyOnThread(backupThread),
    settings: () => settings().backups,
    sentenceFor,
    onResult(failure) {
      health.report('backup', failure === null ? null : 'backup-failed', failure === null ? '' : sentenceFor(failure));
      // Nothing reads all of the database but a backup.
      if (failure?.kind === 'failed' && storageFaultOf(failure.error) === 'database-damaged') health.report('reading', 'database-damaged');
    },
    onChange,
    now,
    clock: () => performance.now(),
    log,
  });

  function sentenceFor(failure: BackupFailure): string {
    if (failure.kind === 'no-room') return t('backup.noRoom', { needed: megabytes(failure.neededBytes), free: megabytes(failure.freeBytes) });
    if (storageFaultOf(failure.error) === 'database-damaged') return t('backup.damaged');
    return t('backup.failed', { message: messageOf(failure.error) });
  }

  return {
    guard: (append) => health.guard(append),
    canKeep: () => health.canKeep(),
    problems: () => health.problems(),
    met(source, error) {
      const fault = error === null ? null : storageFaultOf(error);
      // Damage is not mended by reading something else.
      if (error === null && health.problems().some(({ kind }) => kind === 'database-damaged')) return;
      if (error === null || fault !== null) health.report(source, fault);
    },
    notListening: (why) => health.report('listening', why === null ? null : 'not-listening', why ?? ''),
    pushSeen: (receivedAtMs) => health.pushSeen(receivedAtMs),
    backups: {
      list: () => backups.list(),
      rescheduled: () => backups.rescheduled(),
      latest: () => backups.latest(),
      make() {
        backups.make();
        return backups.latest();
      },
    },
    async start() {
      await health.probeNow();
      await backups.start();
    },
    async close() {
      health.close();
      await backups.close();
    },
  };
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
