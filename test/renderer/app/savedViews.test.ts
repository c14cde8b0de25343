import { describe, expect, it } from 'vitest';
import { savedViewOf, shownOfView, viewQueryOf } from '#renderer/app/savedViews.ts';
import { noFilters, type FeedQuery } from '#renderer/feed/index.ts';

const lists: readonly FeedQuery[] = [
  { view: 'all', statuses: null, q: 'price', filters: noFilters },
  { view: 'all', statuses: null, q: '', filters: { status: ['BUSY', 'ANSWERED'], intent: 'A (yes)', task: '7', mine: 'unread' } },
  { view: 'all', statuses: null, q: '', filters: { ...noFilters, mine: 'starred' } },
  { view: 'all', statuses: null, q: '价格', filters: { ...noFilters, mine: 'followUp' } },
];

describe('a saved view', () => {
  it.each(lists)('shows what was saved: %j', (query) => {
    expect({ ...query, ...shownOfView({ query: viewQueryOf(query) }) }).toEqual(query);
  });

  it('has the statuses of the view that was shown, as far as the filter leaves them', () => {
    const query: FeedQuery = { view: 'unreached', statuses: ['BUSY', 'NO_ANSWER'], q: '', filters: { ...noFilters, status: ['BUSY', 'ANSWERED'] } };
    expect(viewQueryOf(query)).toEqual({ sort: 'arrived', status: ['BUSY'] });
  });

  it('is known again, whatever the order of its statuses', () => {
    const views = lists.map((query, at) => ({ id: at, name: String(at), calls: 0, query: viewQueryOf(query) }));
    expect(lists.map((query) => savedViewOf(views, { ...query, filters: { ...query.filters, status: query.filters.status.toReversed() } })?.id)).toEqual([0, 1, 2, 3]);
    expect(savedViewOf(views, { ...lists[0]!, q: 'prices' })).toBeNull(); // there is a first one
  });
});
