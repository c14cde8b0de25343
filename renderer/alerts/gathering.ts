import type { AlertEvent, FollowUpEvent } from '#shared/model/event.ts';
import type { AlertSound } from '#shared/model/alertRule.ts';
import type { After } from '#renderer/ui/timers.ts';

/** What was told while the page did not follow: the computer slept, or the connection was lost. */
export interface Missed {
  /** Calls, and the urgent ones among them. */
  readonly count: number;
  readonly urgentCount: number;
  /** Follow-ups that became due. */
  readonly followUps: number;
  /** The first and the last alert that told of the calls; null where none did. */
  readonly notices: { readonly first: number; readonly last: number } | null;
  /** Of the latest urgent one; none where nothing is urgent. */
  readonly sound: AlertSound;
}

export const nothingMissed: Missed = { count: 0, urgentCount: 0, followUps: 0, notices: null, sound: 'none' };

/** What is older is no news to whoever sees it now. */
const freshMs = 30_000;

export function isMissed({ atMs }: Pick<AlertEvent, 'atMs'>, nowMs: number): boolean {
  return nowMs - atMs > freshMs;
}

export function withMissed(missed: Missed, event: AlertEvent | FollowUpEvent): Missed {
  if (event.kind === 'followUpDue') return { ...missed, followUps: missed.followUps + event.count };
  const { about, level, noticeId, count, urgentCount, sound } = event;
  // What is over is nothing to look at, and has the number of the alert that it began with.
  if (level === 'badge' || about === 'incident-over') return missed;
  const notices = { first: Math.min(noticeId, missed.notices?.first ?? noticeId), last: Math.max(noticeId, missed.notices?.last ?? noticeId) };
  const loud = level === 'urgent' && sound !== 'none' ? sound : missed.sound;
  // Calls that are reminded of were told of before, by one of these or when somebody could see it.
  if (about === 'reminder') return { ...missed, notices, sound: loud, count: Math.max(missed.count, count), urgentCount: Math.max(missed.urgentCount, urgentCount) };
  return { ...missed, notices, sound: loud, count: missed.count + count, urgentCount: missed.urgentCount + urgentCount };
}

/** Gathers what was missed until no more comes. */
export interface Gathering {
  readonly add: (event: AlertEvent | FollowUpEvent) => void;
  /** Calls `listener` with everything that came since the last time; returns the way to stop. */
  readonly follow: (listener: (missed: Missed) => void) => () => void;
}

/** They come one right after the other. */
const restMs = 1000;

export function createGathering(after: After): Gathering {
  let missed = nothingMissed;
  let tell: ((missed: Missed) => void) | null = null;
  let cancel: (() => void) | null = null;

  function end(): void {
    const gathered = missed;
    missed = nothingMissed;
    if (gathered !== nothingMissed) tell?.(gathered);
  }

  return {
    add(event) {
      missed = withMissed(missed, event);
      cancel?.();
      cancel = after(end, restMs);
    },
    follow(listener) {
      tell = listener;
      return () => {
        tell = null;
        cancel?.();
      };
    },
  };
}
