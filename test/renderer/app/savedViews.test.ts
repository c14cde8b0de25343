import { describe, expect, it } from 'vitest';
import { savedViewOf, shownOfView, viewQueryOf } from '#renderer/app/savedViews.ts';
import { noFilters, type FeedQuery } from '#renderer/feed/index.ts';
import { viewQuerySchema } from '#shared/model/view.ts';

const lists: readonly FeedQuery[] = [
  { view: 'all', statuses: null, q: 'price', filters: noFilters },
  { view: 'all', statuses: null, q: '', filters: { ...noFilters, status: ['BUSY', 'ANSWERED'], intent: 'A (yes)', task: '7', read: false } },
  { view: 'all', statuses: null, q: '', filters: { ...noFilters, starred: true } },
  { view: 'all', statuses: null, q: '价格', filters: { ...noFilters, followUp: 'any' } },
  { view: 'all', statuses: null, q: '', filters: { ...noFilters, script: '77', line: '348', phone: '447700900123', tag: 'g1', ownTag: 'VIP', outcome: ['Called back', 'Wrong number'], read: true, starred: false, noted: true, followUp: 'due', from: 5, to: 9 } },
];

describe('a saved view', () => {
  it.each(lists)('shows what was saved: %j', (query) => {
    expect({ ...query, ...shownOfView({ query: viewQueryOf(query) }) }).toEqual({ ...query, notice: null });
  });

  it('has the statuses of the view that was shown, as far as the filter leaves them', () => {
    const query: FeedQuery = { view: 'unreached', statuses: ['BUSY', 'NO_ANSWER'], q: '', filters: { ...noFilters, status: ['BUSY', 'ANSWERED'] } };
    expect(viewQueryOf(query)).toEqual({ sort: 'arrived', status: ['BUSY'] });
  });

  it('shows everything that it was made with elsewhere, and is known again by that', () => {
    const query = viewQuerySchema.parse({ status: 'BUSY', outcome: 'Called back', ownTag: 'VIP', from: '2026-10-01T08:00:00Z', noted: 'true', followUp: '', sort: 'started' });
    const view = { id: 1, name: 'Mine', calls: 0, query };
    const shown = shownOfView(view);
    expect(shown).toEqual({ view: 'all', q: '', notice: null, filters: { ...noFilters, status: ['BUSY'], outcome: ['Called back'], ownTag: 'VIP', from: 1_790_841_600_000, noted: true } });
    expect(savedViewOf([view], { ...shown, statuses: null })).toBe(view);
    expect(savedViewOf([view], { ...shown, statuses: null, filters: { ...shown.filters, ownTag: null } })).toBeNull();
    expect(viewQueryOf({ ...shown, statuses: null })).toEqual({ ...query, sort: 'arrived' });
  });

  it('is known again, whatever the order of its statuses', () => {
    const views = lists.map((query, at) => ({ id: at, name: String(at), calls: 0, query: viewQueryOf(query) }));
    expect(lists.map((query) => savedViewOf(views, { ...query, filters: { ...query.filters, status: query.filters.status.toReversed() } })?.id)).toEqual([0, 1, 2, 3, 4]);
    expect(savedViewOf(views, { ...lists[0]!, q: 'prices' })).toBeNull(); // there is a first one
  });
});
