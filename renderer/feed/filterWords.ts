import type { TFunction } from 'i18next';
import { startOfDay } from '#renderer/ui/format.ts';
import type { FeedFilters } from './feedFilters.ts';

/** What a list can be narrowed by, each as one chip, in their order. */
export const filterKinds = ['status', 'intent', 'task', 'outcome', 'ownTag', 'followUp', 'starred', 'read', 'noted', 'dates', 'phone', 'tag', 'script', 'line'] as const;
export type FilterKind = (typeof filterKinds)[number];

/** The filters without one of them. */
export function withoutFilter(filters: FeedFilters, kind: FilterKind): FeedFilters {
  switch (kind) {
    case 'status':
    case 'outcome':
      return { ...filters, [kind]: [] };
    case 'dates':
      return { ...filters, from: null, to: null };
    case 'intent':
    case 'task':
    case 'ownTag':
    case 'followUp':
    case 'starred':
    case 'read':
    case 'noted':
    case 'phone':
    case 'tag':
    case 'script':
    case 'line':
      return { ...filters, [kind]: null };
  }
}

/** What a filter is set to, in words; null where it is not. */
export function filterText(t: TFunction<'feed'>, filters: FeedFilters, kind: FilterKind, statusWord: (code: string) => string): string | null {
  switch (kind) {
    case 'status':
      return listText(t, filters.status, statusWord);
    case 'outcome':
      return listText(t, filters.outcome, (outcome) => outcome);
    case 'read':
    case 'starred':
    case 'noted':
      return filters[kind] === null ? null : t(`filter.${kind}Is.${filters[kind] ? 'yes' : 'no'}`);
    case 'followUp':
      return filters.followUp === null ? null : t(`filter.followUpIs.${filters.followUp}`);
    case 'dates':
      return datesText(t, filters);
    case 'intent':
      return filters.intent;
    case 'task':
    case 'ownTag':
    case 'phone':
    case 'tag':
    case 'script':
    case 'line':
      return filters[kind] === null ? null : t(`filter.${kind}Is`, { id: filters[kind] });
  }
}

function listText(t: TFunction<'feed'>, values: readonly string[], word: (value: string) => string): string | null {
  const [first] = values;
  if (first === undefined) return null;
  return values.length === 1 ? word(first) : t('filter.more', { first: word(first), count: values.length - 1 });
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

const isMidnight = (atMs: number): boolean => startOfDay(atMs) === atMs;

/** Whole days are named as such; `to` is the first moment that is no longer meant. */
function datesText(t: TFunction<'feed'>, { from, to }: FeedFilters): string | null {
  if (from === null && to === null) return null;
  const areDays = (from === null || isMidnight(from)) && (to === null || isMidnight(to));
  const first = from === null ? null : (areDays ? day : moment).format(from);
  const last = to === null ? null : areDays ? day.format(to - 1) : moment.format(to);
  if (first === null) return last && t('filter.datesIs.to', { to: last });
  if (last === null) return t('filter.datesIs.from', { from: first });
  return first === last ? first : t('filter.datesIs.both', { from: first, to: last });
}
