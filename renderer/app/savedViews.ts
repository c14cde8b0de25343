import type { View as SavedView, ViewQuery } from '#shared/model/view.ts';
import { narrowedStatuses, noFilters, type FeedFilters, type FeedQuery } from '#renderer/feed/index.ts';

/** What a saved view of the present list asks for. */
export function viewQueryOf(query: FeedQuery): ViewQuery {
  const { intent, task, mine } = query.filters;
  const status = narrowedStatuses(query);
  return {
    sort: 'arrived',
    ...(status === null ? {} : { status: [...status] }),
    ...(intent === null ? {} : { intent }),
    ...(task === null ? {} : { task }),
    ...(query.q === '' ? {} : { q: query.q }),
    ...(mine === 'unread' ? { read: false } : {}),
    ...(mine === 'starred' ? { starred: true } : {}),
    ...(mine === 'followUp' ? { followUp: 'any' as const } : {}),
  };
}

/** What the list shows of a saved view. */
export function shownOfView({ query }: Pick<SavedView, 'query'>): { readonly view: 'all'; readonly q: string; readonly filters: FeedFilters } {
  const { status = [], intent = null, task = null, q = '', read, starred, followUp } = query;
  const mine = read === false ? 'unread' : starred === true ? 'starred' : followUp === undefined ? null : 'followUp';
  return { view: 'all', q, filters: { ...noFilters, status, intent, task, mine } };
}

/** The saved view that the list shows; null where it is none of them. */
export function savedViewOf(views: readonly SavedView[], query: FeedQuery): SavedView | null {
  const text = inOrder(viewQueryOf(query));
  return views.find((view) => inOrder(view.query) === text) ?? null;
}

function inOrder({ status, ...rest }: ViewQuery): string {
  const named = Object.entries(rest).filter(([, value]) => value !== undefined);
  return JSON.stringify([status?.toSorted() ?? null, named.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
