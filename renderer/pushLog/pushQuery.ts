import type { PushOutcome } from '#shared/model/push.ts';

/** Which pushes the log shows; all that is set holds together. */
export interface PushQuery {
  /** The search, empty for none. */
  readonly q: string;
  /** Any of these; empty for every outcome. */
  readonly outcomes: readonly PushOutcome[];
  /** Address of the sender, whole. */
  readonly source: string | null;
  /** The code that they were refused with, or an event's `dataType`. */
  readonly code: string | null;
}

export const everyPush: PushQuery = { q: '', outcomes: [], source: null, code: null };

export function hasFilters({ outcomes, source, code }: PushQuery): boolean {
  return outcomes.length > 0 || source !== null || code !== null;
}

export function isSameQuery(a: PushQuery, b: PushQuery): boolean {
  return a.q === b.q && a.source === b.source && a.code === b.code && a.outcomes.join(' ') === b.outcomes.join(' ');
}

/** Whether only what was refused, whole or in part, is asked for. */
export function showsOnlyRefused({ outcomes }: PushQuery): boolean {
  return outcomes.length === 1 && outcomes[0] === 'refused';
}
