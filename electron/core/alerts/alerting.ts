import type { AlertReason } from '#shared/model/alert.ts';
import { isUrgent, leadOf } from './notices.ts';
import type { DecidedCall, Notice } from './notices.ts';
import { advance, isReminderDue, nothingUnderWay, resume, whyHeldAt } from './storms.ts';
import type { AlertState, AlertTerms, Settled, Told } from './storms.ts';

/** A notice as it is kept. */
export interface NewNotice extends Pick<Notice, 'about' | 'level' | 'sinceMs' | 'untilMs'> {
  readonly count: number;
  readonly urgentCount: number;
  /** The call that tells most of it. */
  readonly leadLogId: number;
  readonly sound: string;
  /** Its calls in the log, and the reason that they get there; null where they keep theirs. */
  readonly logIds: readonly number[];
  readonly reason: AlertReason | null;
}

/** What is written in one transaction: hosts are told of the notices. */
export interface NewTold {
  readonly atMs: number;
  readonly notices: readonly NewNotice[];
  readonly settled: readonly Settled[];
  /** Calls that the operator has seen to. */
  readonly handled: readonly string[];
  /** Calls that are told of and are to be followed up by their rule. */
  readonly followUps?: readonly { readonly callId: string; readonly dueAtMs: number }[];
}

interface Deps {
  readonly log: { error(details: object, message: string): void };
  /** Calls in the log that wait to be told of, after the one with this id. */
  readonly waiting: (afterLogId: number, limit: number) => Promise<readonly DecidedCall[]>;
  /** Those that an earlier run held back. */
  readonly held: () => Promise<readonly DecidedCall[]>;
  /** Those to be told of again until they are handled, and that nobody has handled; of earlier runs too. */
  readonly unhandled: () => Promise<readonly DecidedCall[]>;
  readonly write: (told: NewTold) => Promise<void>;
  /** Something was told, or was handled. */
  readonly onTold: () => void;
  readonly terms: () => AlertTerms;
  readonly now: () => number;
}

/** Tells of calls that rules have decided on, as few times as may be. */
export interface Alerting {
  /**
   * Goes on where an earlier run ended: tells in one of what quiet hours or a pause held back, when these end or as they ended
   * meanwhile, and of what is not handled after a pause.
   */
  start(): void;
  /** Calls were decided on, or the rules are others. */
  wake(): void;
  /** The operator has seen to these calls. */
  handled(callIds: readonly string[]): void;
  /** Ends after what is being written. */
  close(): Promise<void>;
}

/** What was held back longer ago, and is not any more when Earshot starts, is no news. */
const longestHeldMs = 24 * 3_600_000;
const callsAtOnce = 500;
const retryMs = 1000;
/** Timers stand still while a computer sleeps: this long after it wakes at the most, the clock is looked at again. */
const longestTimerMs = 15_000;

export function createAlerting({ log, waiting, held, unhandled, write, onTold, terms, now }: Deps): Alerting {
  let state: AlertState = nothingUnderWay;
  let lastLogId = 0;
  let handledSince: string[] = [];
  let isStarted = false;
  const closing = new AbortController();
  let isWoken = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  function wake(): void {
    isWoken = true;
    if (!isStarted || closing.signal.aborted || running !== null) return;
    running = run().finally(() => {
      running = null;
      // What came after the last look.
      if (isWoken) wake();
    });
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    while (isWoken && !closing.signal.aborted) {
      isWoken = false;
      try {
        await step();
      } catch (error) {
        log.error({ err: error }, 'alerts could not be told of, which is tried again');
        isWoken = false;
        timer = setTimeout(wake, retryMs);
        return;
      }
    }
  }

  /** Nothing counts as told before it is written. */
  async function step(): Promise<void> {
    const calls = await waiting(lastLogId, callsAtOnce);
    const handled = handledSince;
    const nowMs = now();
    const stillUnhandled = isReminderDue(state, nowMs) ? await unhandled() : null;
    const advanced = advance(state, { nowMs, calls, handled, unhandled: stillUnhandled }, terms());
    const { told, settled, nextAtMs } = advanced;
    if (told.length + settled.length + handled.length > 0) {
      const followUps = followUpsOf(told, terms(), nowMs);
      await write({ atMs: nowMs, settled, handled, ...(followUps.length > 0 && { followUps }), notices: told.map(({ notice, reason }) => newNotice(notice, reason, terms())) });
    }
    ({ state } = advanced);
    lastLogId = calls.at(-1)?.logId ?? lastLogId;
    handledSince = handledSince.slice(handled.length);
    if (told.length + handled.length > 0) onTold();
    if (calls.length === callsAtOnce) isWoken = true;
    else if (nextAtMs !== null) timer = setTimeout(wake, Math.min(longestTimerMs, Math.max(0, nextAtMs - now())));
  }

  async function begin(): Promise<void> {
    const before = await held();
    const nowMs = now();
    const why = whyHeldAt(nowMs, terms());
    const isOld = (call: DecidedCall): boolean => why(call) === null && nowMs - call.atMs > longestHeldMs;
    const old = before.filter(isOld);
    if (old.length > 0) await write({ atMs: nowMs, notices: [], handled: [], settled: old.map(({ logId }) => ({ logId, reason: 'restarted' })) });
    state = resume(nowMs, { held: before.filter((call) => !isOld(call)), unhandled: await unhandled() });
  }

  return {
    start() {
      running = begin()
        .catch((error: unknown) => log.error({ err: error }, 'what was held back could not be read'))
        .finally(() => {
          running = null;
          isStarted = true;
          wake();
        });
    },
    wake,
    handled(callIds) {
      handledSince = [...handledSince, ...callIds];
      wake();
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}

function followUpsOf(told: readonly Told[], { rules }: AlertTerms, nowMs: number): { callId: string; dueAtMs: number }[] {
  const minutesOf = new Map(rules.map(({ id, followUpMinutes }) => [id, followUpMinutes]));
  // Who is reminded of a call was told of it before.
  const first = told.flatMap(({ notice, reason }) => (reason === null ? [] : notice.calls));
  return first.flatMap(({ callId, ruleId }) => {
    const minutes = minutesOf.get(ruleId) ?? null;
    return minutes === null ? [] : [{ callId, dueAtMs: nowMs + minutes * 60_000 }];
  });
}

function newNotice({ about, level, calls, more, sinceMs, untilMs }: Notice, reason: AlertReason | null, { rules }: AlertTerms): NewNotice {
  const lead = leadOf(calls);
  const sound = rules.find(({ id }) => id === lead?.ruleId)?.sound ?? 'none';
  return {
    about,
    level,
    sinceMs,
    untilMs,
    count: calls.length + more,
    urgentCount: calls.filter(isUrgent).length,
    leadLogId: lead?.logId ?? 0,
    // What is over, or was not urgent enough to tell of, makes no noise.
    sound: level === 'badge' || about === 'incident-over' ? 'none' : sound,
    logIds: calls.map(({ logId }) => logId),
    reason,
  };
}
