import type { HealthProblem } from '#shared/model/status.ts';

/** What can be wrong; `not-keeping` is a failure that nobody foresaw. */
export type HealthFault = HealthProblem['kind'];

/** Who met a fault: appending pushes, the database's file, listening for pushes, deriving, reading, the backups, the clock. */
export type FaultSource = 'keeping' | 'file' | 'listening' | 'filing' | 'reading' | 'backup' | 'clock';

interface Log {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface HealthDeps {
  /** The fault that a failure tells of; null where it is none of the disk's or the database's. */
  readonly faultOf: (error: unknown) => HealthFault | null;
  /** Tries whether a push could be kept again; throws or rejects where not. */
  readonly probe: () => void | Promise<void>;
  /** Whether the database's files are still those that were opened; throws where they cannot be looked at. Asked after every append. */
  readonly areFilesInPlace: () => boolean;
  /** Sentence and advice for the operator. */
  readonly wordsFor: (fault: HealthFault, detail: string) => { readonly sentence: string; readonly advice: string };
  /** Something about the problems changed. */
  readonly onChange: () => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: Log;
  /** Growing pauses between two probes; the last one is repeated. */
  readonly probeAfterMs?: readonly number[];
  readonly lookAgainMs?: number;
}

/** Knows whether pushes can be kept, and what else is wrong, and finds out by itself when it is mended. */
export interface Health {
  /** Appends through `append`, which is how it is known whether that works; refuses at once while it cannot. */
  guard<Item extends { readonly receivedAtMs: number }, Result>(append: (items: readonly Item[]) => Result | Promise<Result>): (items: readonly Item[]) => Promise<Result>;
  canKeep(): boolean;
  /** The gravest first. */
  problems(): HealthProblem[];
  /** A part met a fault, with words about it where it has some; null: it works again. */
  report(source: FaultSource, fault: HealthFault | null, detail?: string): void;
  /** The latest arrival that is known, so that a clock that was set back is noticed. */
  pushSeen(receivedAtMs: number): void;
  /** Tries at once whether a push could be kept; resolves when that is known. */
  probeNow(): Promise<void>;
  close(): void;
}

interface Fault {
  readonly kind: HealthFault;
  readonly sinceMs: number;
  readonly detail: string;
}

/** The gravest first; those of one kind are told as one. */
const order: readonly HealthFault[] = ['database-gone', 'database-damaged', 'disk-full', 'read-only', 'disk-failing', 'database-locked', 'not-keeping', 'not-listening', 'clock-back', 'backup-failed'];
const stopsKeeping: ReadonlySet<FaultSource> = new Set<FaultSource>(['keeping', 'file']);
/** What does not come in is not kept either; what the operator does himself, such as a replay, still is. */
const costsPushes: ReadonlySet<FaultSource> = new Set<FaultSource>([...stopsKeeping, 'listening']);
const probeAfterMs: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000];
const lookAgainMs = 5000;
/** Clocks that are set by the network jump by less. */
const clockMayBeBackMs = 5 * 60_000;

export function createHealth(deps: HealthDeps): Health {
  const { now, log } = deps;
  const pauses = deps.probeAfterMs ?? probeAfterMs;
  const faults = new Map<FaultSource, Fault>();
  let probes = 0;
  let probing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let latestPushAtMs: number | null = null;
  let isClosed = false;

  const looks = setInterval(look, deps.lookAgainMs ?? lookAgainMs);
  looks.unref();

  function set(source: FaultSource, kind: HealthFault | null, detail = ''): void {
    const before = faults.get(source);
    if (kind === null) {
      if (before === undefined) return;
      faults.delete(source);
      log.warn({ source, fault: before.kind, forMs: now() - before.sinceMs }, 'It is mended');
    } else {
      if (before?.kind === kind && before.detail === detail) return;
      faults.set(source, { kind, detail, sinceMs: before?.kind === kind ? before.sinceMs : now() });
      if (before?.kind !== kind) log.error({ source, fault: kind }, deps.wordsFor(kind, detail).sentence);
    }
    deps.onChange();
  }

  function keepingFailed(error: unknown): void {
    set('keeping', deps.faultOf(error) ?? 'not-keeping');
    scheduleProbe();
  }

  function keepingWorks(): void {
    probes = 0;
    clearTimeout(timer);
    timer = undefined;
    set('keeping', null);
  }

  function scheduleProbe(): void {
    if (timer !== undefined || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      void probe();
    }, pauses[Math.min(probes, pauses.length - 1)]);
    probes += 1;
  }

  function probe(): Promise<void> {
    probing ??= tryProbe().finally(() => (probing = null));
    return probing;
  }

  async function tryProbe(): Promise<void> {
    try {
      await deps.probe();
      if (!isClosed) keepingWorks();
    } catch (error) {
      if (!isClosed) keepingFailed(error);
    }
  }

  function look(): void {
    if (isClosed) return;
    const isBack = latestPushAtMs !== null && now() < latestPushAtMs - clockMayBeBackMs;
    set('clock', isBack ? 'clock-back' : null);
    set('file', fileFault());
  }

  function fileFault(): HealthFault | null {
    try {
      return deps.areFilesInPlace() ? null : 'database-gone';
    } catch (error) {
      return deps.faultOf(error) ?? 'database-gone';
    }
  }

  return {
    guard: (append) => async (items) => {
      if (faults.has('file')) throw new Error('The database is not where it was.');
      try {
        const result = await append(items);
        const fault = fileFault();
        if (fault !== null) {
          set('file', fault);
          throw new Error('The database is not where it was.');
        }
        if (faults.has('keeping')) keepingWorks();
        for (const { receivedAtMs } of items) latestPushAtMs = Math.max(latestPushAtMs ?? receivedAtMs, receivedAtMs);
        return result;
      } catch (error) {
        if (!faults.has('file')) keepingFailed(error);
        throw error;
      }
    },
    canKeep: () => !faults.keys().some((source) => stopsKeeping.has(source)),
    problems: () =>
      order.flatMap((kind) => {
        const alike = [...faults].filter(([, fault]) => fault.kind === kind);
        const [first] = alike;
        if (first === undefined) return [];
        return [
          {
            kind,
            stopsKeeping: alike.some(([source]) => costsPushes.has(source)),
            sinceMs: Math.min(...alike.map(([, { sinceMs }]) => sinceMs)),
            ...deps.wordsFor(kind, first[1].detail),
          },
        ];
      }),
    report: set,
    pushSeen(receivedAtMs) {
      latestPushAtMs = Math.max(latestPushAtMs ?? receivedAtMs, receivedAtMs);
      look();
    },
    probeNow: probe,
    close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(looks);
    },
  };
}
