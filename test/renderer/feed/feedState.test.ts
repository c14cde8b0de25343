import { describe, expect, it } from 'vitest';
import { noFilters } from '#renderer/feed/feedFilters.ts';
import { emptyFeed, freshCount, matches, narrowedStatuses, withFirstPage, withFreshShown, withNextPage, withReceivedCall, withReviews, type FeedState } from '#renderer/feed/feedState.ts';
import { aCall } from '../../support/feed.ts';

const at = (receivedAtMs: number, callId = `call-${String(receivedAtMs)}`) => aCall({ callId, receivedAtMs });
const ids = (calls: FeedState['rows']): string[] => calls.map((call) => call.callId);
const due = (followUpDueAtMs: number, callId = `due-${String(followUpDueAtMs)}`) => aCall({ callId, receivedAtMs: 1000 - followUpDueAtMs, review: { ...aCall().review, followUpDueAtMs } });
const ready = withFirstPage(emptyFeed, { items: [at(20), at(10)], nextCursor: null });
const reading = { ...ready, reading: true };
const arrived = (from: number, to: number, state: FeedState): FeedState =>
  Array.from({ length: to - from }, (_, index) => at(from + index)).reduce((next, call, index) => withReceivedCall(next, { ...call, statusGroup: index % 2 === 0 ? 'answered' : 'unreached' }), state);

describe('withReceivedCall', () => {
  it('puts a new call on top while nobody reads', () => {
    expect(ids(withReceivedCall(ready, at(30)).rows)).toEqual(['call-30', 'call-20', 'call-10']);
  });

  it('leaves the rows alone while somebody reads, and counts the call as fresh', () => {
    const next = withReceivedCall(withReceivedCall(reading, at(30)), at(40));
    expect(next.rows).toBe(reading.rows);
    expect(ids(next.fresh)).toEqual(['call-40', 'call-30']);
  });

  it('changes a call of the list in its place, also while somebody reads', () => {
    const next = withReceivedCall(reading, { ...at(10), intent: 'A' });
    expect(ids(next.rows)).toEqual(['call-20', 'call-10']);
    expect(next.rows[1]?.intent).toBe('A');
    expect(next.fresh).toEqual([]);
  });

  it('changes a fresh call without counting it twice', () => {
    const next = withReceivedCall(withReceivedCall(reading, at(30)), { ...at(30), intent: 'B' });
    expect(next.fresh).toEqual([{ ...at(30), intent: 'B' }]);
  });

  it('puts a call that arrived earlier at its place', () => {
    expect(ids(withReceivedCall(ready, at(15)).rows)).toEqual(['call-20', 'call-15', 'call-10']);
  });

  it('leaves a call to its page when that is not loaded yet', () => {
    const paged = { ...ready, nextCursor: 'next' };
    expect(withReceivedCall(paged, at(5))).toBe(paged);
  });

  it('brings the fresh calls along once nobody reads any more', () => {
    const next = withReceivedCall({ ...withReceivedCall(reading, at(30)), reading: false }, at(40));
    expect(ids(next.rows)).toEqual(['call-40', 'call-30', 'call-20', 'call-10']);
    expect(next.fresh).toEqual([]);
  });
});

describe('a list of what is to be followed up', () => {
  const list = withFirstPage({ ...emptyFeed, query: { view: 'all', statuses: null, q: '', filters: { ...noFilters, followUp: 'any' } } }, { items: [due(10), due(20), due(40)], nextCursor: null });

  it('has what is due first first', () => {
    expect(ids(withReceivedCall(list, due(30)).rows)).toEqual(['due-10', 'due-20', 'due-30', 'due-40']);
    expect(ids(withReceivedCall(list, due(5)).rows)).toEqual(['due-5', 'due-10', 'due-20', 'due-40']);
    const fresh = [due(50), due(15)].reduce(withReceivedCall, { ...list, reading: true });
    expect(ids(fresh.fresh)).toEqual(['due-15', 'due-50']);
    expect(ids(withFreshShown(fresh).rows)).toEqual(['due-10', 'due-15', 'due-20', 'due-40', 'due-50']);
  });

  it('leaves what is due later than all that is loaded to its page', () => {
    const paged = { ...list, nextCursor: 'next' };
    expect(withReceivedCall(paged, due(50))).toBe(paged);
    expect(ids(withReceivedCall(paged, due(30)).rows)).toContain('due-30');
  });
});

describe('calls that arrive while somebody reads all day', () => {
  it('are counted, and only the latest are held', () => {
    const day = arrived(1000, 6000, reading);
    expect([day.fresh.length, day.fresh[0]?.callId]).toEqual([1000, 'call-5999']);
    expect(freshCount(day)).toEqual({ calls: 5000, answered: 2500 });
    expect(day.rows).toBe(reading.rows);
  });

  it('are not counted twice where one changes that is no longer held', () => {
    const day = arrived(1000, 3000, reading);
    expect(withReceivedCall(day, { ...at(1000), intent: 'B' })).toBe(day);
  });

  it('leave no gap in the rows: those that are held wait until the list is read anew', () => {
    const day = withReceivedCall({ ...arrived(1000, 3000, reading), reading: false }, at(3000));
    expect(day.rows).toBe(reading.rows);
    expect(freshCount(day).calls).toBe(2001);
    expect(freshCount(withFirstPage(day, { items: [at(3000)], nextCursor: 'next' }))).toEqual({ calls: 0, answered: 0 });
  });
});

describe('withFreshShown', () => {
  it('keeps the order of arrival also where a fresh call is older than a row', () => {
    const next = withFreshShown({ ...ready, fresh: [at(30), at(15)] });
    expect(ids(next.rows)).toEqual(['call-30', 'call-20', 'call-15', 'call-10']);
  });
});

describe('withNextPage', () => {
  it('does not repeat a call that is there already', () => {
    const next = withNextPage({ ...ready, nextCursor: 'x' }, { items: [at(10), at(5)], nextCursor: null });
    expect(ids(next.rows)).toEqual(['call-20', 'call-10', 'call-5']);
    expect(next.nextCursor).toBeNull();
  });
});

describe('matches', () => {
  it('knows the view of a call, and leaves searches to the store', () => {
    const call = aCall({ statusGroup: 'lost' });
    expect(matches({ view: 'all', statuses: null, q: '', filters: noFilters }, call)).toBe(true);
    expect(matches({ view: 'lost', statuses: ['CALL_LOSS'], q: '', filters: noFilters }, call)).toBe(true);
    expect(matches({ view: 'answered', statuses: ['ANSWERED'], q: '', filters: noFilters }, call)).toBe(false);
    expect(matches({ view: 'answered', statuses: ['ANSWERED'], q: 'price', filters: noFilters }, call)).toBe(false);
    expect(matches({ view: 'all', statuses: null, q: 'price', filters: noFilters }, call)).toBeNull();
  });

  it('go by every filter that is set', () => {
    const call = aCall({ status: 'BUSY', intent: 'A (yes)', taskId: '7' });
    const narrowed = (filters: Partial<typeof noFilters>) => matches({ view: 'all', statuses: null, q: '', filters: { ...noFilters, ...filters } }, call);
    expect([narrowed({ status: ['NO_ANSWER', 'BUSY'], intent: 'A (yes)', task: '7' }), narrowed({ status: ['NO_ANSWER'] }), narrowed({ intent: 'A' }), narrowed({ task: '77' })]).toEqual([true, false, false, false]);
  });
});

describe('what is the operator’s', () => {
  const review = aCall().review;

  it('is brought up to date in its place', () => {
    const starred = { ...review, starred: true };
    const next = withReviews(ready, new Map([['call-10', starred], ['elsewhere', starred]]));
    expect(next.rows.map((call) => call.review.starred)).toEqual([false, true]);
    expect(withReviews(ready, new Map([['elsewhere', starred]])).rows).toBe(ready.rows);
  });
});

describe('narrowedStatuses', () => {
  it('are those of the view that the filter names', () => {
    const narrowed = [[null, []], [['BUSY'], []], [null, ['BUSY']], [['BUSY', 'NO_ANSWER'], ['BUSY', 'ANSWERED']], [['BUSY'], ['ANSWERED']]] as const;
    expect(narrowed.map(([statuses, status]) => narrowedStatuses({ view: 'all', statuses, q: '', filters: { ...noFilters, status } }))).toEqual([null, ['BUSY'], ['BUSY'], ['BUSY'], []]);
  });
});
