import { describe, expect, it } from 'vitest';
import { areOfOperator, askedOf, filtersOf, filtersOfMine, fits, hasFilters, mineKinds, mineOf, noFilters, type FeedFilters } from '#renderer/feed/feedFilters.ts';
import { aCall } from '../../support/feed.ts';

const review = { ...aCall().review, read: true, outcome: 'Called back', tags: ['VIP'], noteCount: 1, followUpDueAtMs: 700 };
const call = aCall({ status: 'BUSY', intent: 'A (yes)', taskId: '7', scriptId: '77', lineId: '348', startedAtMs: 500, callTags: [{ id: 'g1', name: 'price' }], customerTags: [{ id: 'g2', name: null }], review });

describe('filters', () => {
  it.each<[keyof FeedFilters, FeedFilters[keyof FeedFilters], FeedFilters[keyof FeedFilters]]>([
    ['status', ['NO_ANSWER', 'BUSY'], ['NO_ANSWER']],
    ['intent', 'A (yes)', 'A'],
    ['task', '7', '77'],
    ['script', '77', '7'],
    ['line', '348', '34'],
    ['tag', 'price', 'prices'],
    ['tag', 'g2', 'g3'],
    ['ownTag', 'VIP', 'price'],
    ['outcome', ['Wrong number', 'Called back'], ['Wrong number']],
    ['read', true, false],
    ['starred', false, true],
    ['noted', true, false],
    ['from', 500, 501],
    ['to', 501, 500],
  ])('know whether %s %j fits a call', (member, fitting, other) => {
    const wanted = (value: typeof fitting): FeedFilters => ({ ...noFilters, [member]: value });
    expect([fits(wanted(fitting), call), fits(wanted(other), call), hasFilters(wanted(fitting))]).toEqual([true, false, true]);
  });

  it('leave to the store what is a number, and what is due by now', () => {
    expect([fits({ ...noFilters, phone: '44' }, call), fits({ ...noFilters, followUp: 'due' }, call), fits({ ...noFilters, followUp: 'any' }, call)]).toEqual([null, null, true]);
    const done = { ...call, review: { ...review, followUpDueAtMs: null } };
    expect([fits({ ...noFilters, followUp: 'due' }, done), fits({ ...noFilters, phone: '44', read: false }, call)]).toEqual([false, false]);
    expect([fits({ ...noFilters, from: 1 }, { ...call, startedAtMs: null }), fits(noFilters, { ...call, startedAtMs: null })]).toEqual([false, true]);
  });

  it('are asked for as they are set, and read from what was asked', () => {
    const all: FeedFilters = { status: ['BUSY'], intent: 'A', task: '7', script: '77', line: '348', phone: '44', tag: 'g1', ownTag: 'VIP', outcome: ['Called back'], read: false, starred: true, noted: false, followUp: 'due', from: 1, to: 2 };
    const { status, ...others } = all;
    expect(askedOf(all)).toEqual(others);
    expect(askedOf(noFilters)).toEqual({});
    expect([filtersOf({ ...askedOf(all), status: [...status] }), filtersOf({})]).toEqual([all, noFilters]);
  });

  it('narrow to a list of the operator’s, and follow from what the operator does', () => {
    expect(mineKinds.map((mine) => mineOf(filtersOfMine(mine, ['ANSWERED'])))).toEqual(mineKinds);
    expect(mineKinds.map((mine) => areOfOperator(filtersOfMine(mine, ['ANSWERED'])))).toEqual([true, true, true]);
    expect([mineOf(noFilters), areOfOperator({ ...noFilters, status: ['BUSY'], intent: 'A' }), hasFilters(noFilters)]).toEqual([null, false, false]);
    expect(filtersOfMine('unread', ['ANSWERED'])).toEqual({ ...noFilters, read: false, status: ['ANSWERED'] });
  });
});
