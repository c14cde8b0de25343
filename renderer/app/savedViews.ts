import type { View as SavedView, ViewQuery } from '#shared/model/view.ts';
import { askedOf, filtersOf, narrowedStatuses, type FeedFilters, type FeedQuery } from '#renderer/feed/index.ts';

/** What a saved view of the present list asks for. */
export function viewQueryOf(query: FeedQuery): ViewQuery {
  const status = narrowedStatuses(query);
  return { sort: 'arrived', ...askedOf(query.filters), ...(status === null ? {} : { status: [...status] }), ...(query.q === '' ? {} : { q: query.q }) };
}

/** What the list shows of a saved view. */
export function shownOfView({ query }: Pick<SavedView, 'query'>): { readonly view: 'all'; readonly q: string; readonly filters: FeedFilters; readonly notice: string | null } {
  return { view: 'all', q: query.q ?? '', filters: filtersOf(query), notice: query.notice === undefined ? null : String(query.notice) };
}

/** The saved view that the list shows; null where it is none of them. */
export function savedViewOf(views: readonly SavedView[], query: FeedQuery): SavedView | null {
  const text = inOrder(query);
  return views.find((view) => inOrder({ ...shownOfView(view), statuses: null }) === text) ?? null;
}

function inOrder(query: FeedQuery): string {
  const { status = null, outcome = null, ...rest } = viewQueryOf(query);
  return JSON.stringify([query.notice ?? null, status?.toSorted(), outcome?.toSorted(), Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
