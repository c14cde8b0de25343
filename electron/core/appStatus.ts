import type { DriftName } from '#shared/model/drift.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { AppStatus } from '#shared/model/status.ts';
import type { Listening } from './listening.ts';
import type { Log } from './logs/index.ts';
import type { createReader } from './store/index.ts';
import type { Upkeep } from './upkeep.ts';

type Reader = ReturnType<typeof createReader>;
type Totals = Awaited<ReturnType<Reader['totals']>>;

interface AppStatusDeps {
  /** What stays as it is. */
  readonly fixed: Pick<AppStatus, 'version' | 'host' | 'startedAtMs' | 'dataDir'>;
  readonly reader: Pick<Reader, 'totals' | 'recordingCounts' | 'openDrift' | 'listDrift'>;
  readonly place: Listening['place'];
  readonly upkeep: Pick<Upkeep, 'met' | 'problems' | 'backups'>;
  readonly isFetchingPaused: () => boolean;
  readonly answerDoubt: () => Promise<AppStatus['answerDoubt']>;
  readonly statuses: () => Settings['statuses'];
  readonly now: () => number;
  readonly log: Log;
}

/** Tells how Earshot fares, and where pushes leave the vendor's page. */
export interface AppStatusTeller {
  readonly status: () => Promise<AppStatus>;
  /** Of the last time that the database answered, so that what is wrong with it can still be told. */
  readonly totals: () => Promise<Totals>;
  readonly listDrift: () => ReturnType<Reader['listDrift']>;
}

export function createAppStatus({ fixed, reader, place, upkeep, isFetchingPaused, answerDoubt, statuses, now, log }: AppStatusDeps): AppStatusTeller {
  let lastTotals: Totals = { calls: 0, pushes: 0, refused: 0, backlog: 0, lastPushAtMs: null };
  let lastRecordings: Awaited<ReturnType<Reader['recordingCounts']>> = { waiting: 0, givenUpSoon: 0, unavailable: 0, givenUpLately: 0 };

  /** A status that the operator has named is none of the vendor's page, but known. */
  function isUnnamed({ kind, name }: DriftName): boolean {
    return kind !== 'status' || !Object.hasOwn(statuses(), name);
  }

  async function openDrift(): Promise<AppStatus['drift']> {
    const found = await reader.openDrift().catch(() => []);
    return { open: found.filter(isUnnamed).length };
  }

  async function totals(): Promise<Totals> {
    try {
      [lastTotals, lastRecordings] = await Promise.all([reader.totals(), reader.recordingCounts(now())]);
      upkeep.met('reading', null);
    } catch (error) {
      log.warn({ err: error }, 'The database could not be asked how much is in it');
    }
    return lastTotals;
  }

  return {
    totals,
    async status() {
      const [{ calls, pushes, refused, backlog, lastPushAtMs }, doubt, drift] = await Promise.all([totals(), answerDoubt(), openDrift()]);
      const { state, address, problem } = place();
      return {
        ...fixed,
        receiver: { state, address, problem },
        lastPushAtMs,
        backlog,
        totals: { calls, pushes, refused },
        recordings: { ...lastRecordings, isPaused: isFetchingPaused() },
        problems: upkeep.problems(),
        answerDoubt: doubt,
        latestBackup: upkeep.backups.latest(),
        drift,
      };
    },
    async listDrift() {
      const { items, more } = await reader.listDrift();
      return { items: items.filter(isUnnamed), more };
    },
  };
}
