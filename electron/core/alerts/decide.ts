import type { AlertLevel, StatusMeaning } from '#shared/model/statuses.ts';

/** What became of a record, and what is known of its call. */
export interface AlertFacts {
  readonly outcome: 'stored' | 'revision' | 'duplicate';
  /** What the call's status means to this operator. */
  readonly meaning: Pick<StatusMeaning, 'alert'>;
  /** Whether a revision changed the status. */
  readonly statusChanged: boolean;
  /** Whether the operator had a kept push accepted again. */
  readonly replayed: boolean;
}

export type AlertDecision =
  | { readonly alert: false; readonly because: 'duplicate' | 'replayed' | 'same-status' | 'quiet-status' }
  | { readonly alert: true; readonly level: Exclude<AlertLevel, 'none'> };

/** Whether a call is announced: when it is new, or a revision gave it a status that alerts. */
export function decideAlert({ outcome, meaning, statusChanged, replayed }: AlertFacts): AlertDecision {
  if (outcome === 'duplicate') return { alert: false, because: 'duplicate' };
  if (replayed) return { alert: false, because: 'replayed' };
  if (outcome === 'revision' && !statusChanged) return { alert: false, because: 'same-status' };
  if (meaning.alert === 'none') return { alert: false, because: 'quiet-status' };
  return { alert: true, level: meaning.alert };
}
