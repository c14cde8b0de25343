import { rescueWindowMs } from '#shared/model/rescue.ts';
import type { StatusMeaning } from '#shared/model/statuses.ts';

/** What became of a record, and what is known of its call. */
export interface RescueFacts {
  readonly outcome: 'stored' | 'revision' | 'duplicate';
  /** What the call's status means to this operator. */
  readonly meaning: Pick<StatusMeaning, 'rescue'>;
  /** Whether a revision changed the status. */
  readonly statusChanged: boolean;
  /** Whether the record came from elsewhere than from the platform's own push just now: from a kept push, a file, a query. */
  readonly replayed: boolean;
  /** By the platform's clock, epoch ms. */
  readonly endedAtMs: number | null;
  /** By the receiver's clock, epoch ms. */
  readonly arrivedAtMs: number;
}

export type RescueDecision = { readonly raise: true } | { readonly raise: false; readonly because: 'duplicate' | 'same-status' | 'other-status' | 'long-ago' };

/**
 * Whether a call's customer is to be called back: when the call is new, or a revision gave it a status that asks for it. A call
 * that is taken in later only where it ended less than a day ago.
 */
export function decideRescue({ outcome, meaning, statusChanged, replayed, endedAtMs, arrivedAtMs }: RescueFacts): RescueDecision {
  if (outcome === 'duplicate') return { raise: false, because: 'duplicate' };
  if (outcome === 'revision' && !statusChanged) return { raise: false, because: 'same-status' };
  if (!meaning.rescue) return { raise: false, because: 'other-status' };
  if (replayed && (endedAtMs === null || arrivedAtMs - endedAtMs >= rescueWindowMs)) return { raise: false, because: 'long-ago' };
  return { raise: true };
}
