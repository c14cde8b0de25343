import { describe, expect, it } from 'vitest';
import { groupCounts, statusesOfView, viewsOf } from '#renderer/app/groupCounts.ts';

const counts = { since: { ANSWERED: 3, BUSY: 2, '': 1 }, all: { ANSWERED: 30, BUSY: 20, '': 1, LINE_INTERCEPT: 4 } };

describe('groupCounts', () => {
  it('files the counts of the statuses under their groups', () => {
    expect(groupCounts(counts.since, {})).toEqual({ all: 6, answered: 3, handover: 0, lost: 0, unreached: 2, fault: 0, unknown: 1 });
  });

  it('follows the settings', () => {
    expect(groupCounts(counts.all, { LINE_INTERCEPT: { group: 'fault' } }).fault).toBe(4);
  });
});

describe('viewsOf', () => {
  it('shows Other only where calls are filed there', () => {
    expect(viewsOf(counts, {}).at(-1)).toBe('unknown');
    expect(viewsOf({ since: {}, all: { BUSY: 1 } }, {})).toEqual(['all', 'handover', 'answered', 'lost', 'unreached', 'fault']);
  });
});

describe('statusesOfView', () => {
  it('names the statuses of a group, those of Other by the calls there are', () => {
    expect(statusesOfView('all', counts, {})).toBeNull();
    expect(statusesOfView('fault', counts, { LINE_INTERCEPT: { group: 'fault' } })).toEqual(['FROM_PHONE_ERROR', 'LINE_INTERCEPT', 'SYSTEM_ERROR']);
    expect(statusesOfView('unknown', counts, {})).toEqual(['', 'LINE_INTERCEPT']);
  });
});
