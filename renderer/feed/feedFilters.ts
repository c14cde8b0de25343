import type { Call } from '#shared/model/call.ts';
import type { ViewQuery } from '#shared/model/view.ts';

/** Calls that are the operator's to deal with: not read yet, starred, to be followed up. */
export const mineKinds = ['unread', 'starred', 'followUp'] as const;
export type Mine = (typeof mineKinds)[number];

/** What narrows a view; null, and an empty list, for whatever it may be. All that is named holds together, a list means any of its values. */
export interface FeedFilters {
  readonly status: readonly string[];
  readonly intent: string | null;
  readonly task: string | null;
  readonly script: string | null;
  readonly line: string | null;
  readonly phone: string | null;
  /** Id or name of a tag of the platform's. */
  readonly tag: string | null;
  /** A tag of the operator's. */
  readonly ownTag: string | null;
  readonly outcome: readonly string[];
  readonly read: boolean | null;
  readonly starred: boolean | null;
  readonly noted: boolean | null;
  readonly followUp: 'due' | 'any' | null;
  /** Call time, from inclusive, to exclusive, epoch ms. */
  readonly from: number | null;
  readonly to: number | null;
}

export const noFilters: FeedFilters = {
  status: [],
  intent: null,
  task: null,
  script: null,
  line: null,
  phone: null,
  tag: null,
  ownTag: null,
  outcome: [],
  read: null,
  starred: null,
  noted: null,
  followUp: null,
  from: null,
  to: null,
};

export function hasFilters(filters: FeedFilters): boolean {
  return Object.values(filters).some((value: string | number | boolean | readonly string[] | null) => (Array.isArray(value) ? value.length > 0 : value !== null));
}

/** Which of the operator's own lists this narrows to; null where it is none of them. */
export function mineOf({ starred, followUp, read }: FeedFilters): Mine | null {
  if (starred === true) return 'starred';
  if (followUp !== null) return 'followUp';
  return read === false ? 'unread' : null;
}

/** What narrows to such a list; `unreadStatuses`: those of which calls wait to be read. */
export function filtersOfMine(mine: Mine, unreadStatuses: readonly string[]): FeedFilters {
  switch (mine) {
    case 'unread':
      return { ...noFilters, read: false, status: unreadStatuses };
    case 'starred':
      return { ...noFilters, starred: true };
    case 'followUp':
      return { ...noFilters, followUp: 'any' };
  }
}

/** Whether anything that the operator does to calls changes which of them these filters fit. */
export function areOfOperator({ ownTag, outcome, read, starred, noted, followUp }: FeedFilters): boolean {
  return ownTag !== null || outcome.length > 0 || read !== null || starred !== null || noted !== null || followUp !== null;
}

/** The filters as the core is asked, without the statuses. */
export function askedOf({ status: _status, outcome, ...single }: FeedFilters): Partial<ViewQuery> {
  const named = Object.fromEntries(Object.entries(single).filter(([, value]) => value !== null));
  return { ...named, ...(outcome.length === 0 ? {} : { outcome: [...outcome] }) };
}

/** The filters that a query of the core's names. */
export function filtersOf(query: Partial<ViewQuery>): FeedFilters {
  const { status = [], intent = null, task = null, script = null, line = null, phone = null, tag = null, ownTag = null, outcome = [] } = query;
  const { read = null, starred = null, noted = null, followUp = null, from = null, to = null } = query;
  return { status, intent, task, script, line, phone, tag, ownTag, outcome, read, starred, noted, followUp, from, to };
}

const isOne = (wanted: string | boolean | null, value: string | boolean | null): boolean => wanted === null || wanted === value;
const isAny = (wanted: readonly string[], value: string | null): boolean => wanted.length === 0 || wanted.includes(value ?? '');

/** Whether the filters fit the call; null where only the store can tell. */
export function fits(filters: FeedFilters, call: Call): boolean | null {
  const { status, outcome, from, to, ownTag, tag } = filters;
  const { review } = call;
  const isTimely = (from === null && to === null) || (call.startedAtMs !== null && call.startedAtMs >= (from ?? -Infinity) && call.startedAtMs < (to ?? Infinity));
  const isTagged = tag === null || [...call.callTags, ...call.customerTags].some(({ id, name }) => id === tag || name === tag);
  const doesFit =
    isTimely &&
    isTagged &&
    isAny(status, call.status) &&
    isAny(outcome, review.outcome) &&
    isOne(filters.intent, call.intent) &&
    isOne(filters.task, call.taskId) &&
    isOne(filters.script, call.scriptId) &&
    isOne(filters.line, call.lineId) &&
    isOne(filters.read, review.read) &&
    isOne(filters.starred, review.starred) &&
    isOne(filters.noted, review.noteCount > 0) &&
    (ownTag === null || review.tags.includes(ownTag)) &&
    (filters.followUp === null || review.followUpDueAtMs !== null);
  if (!doesFit) return false;
  // Numbers are compared by their digits, and what is due changes with the time.
  return filters.phone !== null || filters.followUp === 'due' ? null : true;
}
