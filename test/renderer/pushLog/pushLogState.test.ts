import { describe, expect, it } from 'vitest';
import { emptyLog, unfiledReach, withFirstPage, withFreshShown, withHead, withNextPage, type PushLogState } from '#renderer/pushLog/pushLogState.ts';
import type { Push } from '#shared/model/push.ts';
import { aLoggedPush } from '../../support/loggedPush.ts';

const pushes = (...ids: number[]): Push[] => ids.map((id) => aLoggedPush(id));
const log = (change: Partial<PushLogState>, ...ids: number[]): PushLogState => ({
  ...withFirstPage(emptyLog, { items: pushes(...ids), nextCursor: 'c', searchedToMs: null }),
  ...change,
});
const ids = ({ rows, fresh, hasGap }: PushLogState): object => ({ rows: rows.map(({ id }) => id), fresh: fresh.map(({ id }) => id), hasGap });

describe('withHead', () => {
  it('puts new pushes on top where nobody reads', () => {
    expect(ids(withHead(log({}, 3, 2), pushes(5, 4, 3), true))).toEqual({ rows: [5, 4, 3, 2], fresh: [], hasGap: false });
  });

  it('keeps them waiting while somebody reads, and brings them in when asked', () => {
    const waiting = withHead(withHead(log({ reading: true }, 3, 2), pushes(4, 3), true), pushes(5, 4), true);
    expect(ids(waiting)).toEqual({ rows: [3, 2], fresh: [5, 4], hasGap: false });
    expect(ids(withFreshShown(waiting))).toEqual({ rows: [5, 4, 3, 2], fresh: [], hasGap: false });
  });

  it('changes what is known in its place, and puts what was filed late where it belongs', () => {
    const next = withHead(log({}, 5, 3), [aLoggedPush(5, 'refused'), ...pushes(4, 3)], true);
    expect(ids(next)).toEqual({ rows: [5, 4, 3], fresh: [], hasGap: false });
    expect(next.rows[0]?.outcome).toBe('refused');
  });

  it('knows that some are missing where more came than one page holds', () => {
    expect(ids(withHead(log({}, 3), pushes(90, 89), false))).toEqual({ rows: [3], fresh: [90, 89], hasGap: true });
    expect(ids(withHead(log({}), pushes(90, 89), false))).toEqual({ rows: [], fresh: [90, 89], hasGap: true });
  });
});

describe('withNextPage', () => {
  it('repeats nothing that is there', () => {
    expect(ids(withNextPage(log({}, 5, 4), { items: pushes(4, 3), nextCursor: null, searchedToMs: null }))).toMatchObject({ rows: [5, 4, 3] });
  });
});

describe('unfiledReach', () => {
  it('reaches back to the oldest push that waits', () => {
    expect(unfiledReach(log({ rows: [aLoggedPush(9), aLoggedPush(8, 'waiting'), aLoggedPush(7)], fresh: [aLoggedPush(10)] }))).toBe(3);
    expect(unfiledReach(log({}, 2, 1))).toBe(0);
  });
});
