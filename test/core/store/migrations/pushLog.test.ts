import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putReleasedDatabase } from '../../../support/databases/open.ts';
import { aPush, openDerivedStore } from '../../../support/derivedStore.ts';

const startMs = 1_790_841_700_000;
const hourMs = 3_600_000;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-schema-10-'));
  putReleasedDatabase(10, join(dir, 'earshot.db'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/*
 * The database was left by a released Earshot: a call, its duplicate and its revision (from another sender), a body that is no JSON,
 * a task event, a batch with one good record, a record without id, the batch's call replayed, the one without id replayed and refused
 * again, and a push that was not derived yet.
 */
describe('a database of schema 10', () => {
  it('has its pushes counted by what became of them, and by their senders', () => {
    using db = openDerivedStore({ dir });
    expect(db.reading.totals()).toMatchObject({ calls: 2, pushes: 10, refused: 4, backlog: 1, lastPushAtMs: startMs + 4 * hourMs });
    const { counts, dropped, sources } = db.reading.pushSummary(0);
    expect(counts).toEqual({ stored: 1, duplicate: 2, revision: 1, event: 1, partial: 1, refused: 3, waiting: 1 });
    expect(dropped).toEqual({ authenticated: 0, unauthenticated: 0, sinceMs: null });
    expect(sources).toEqual([{ source: '127.0.0.1', pushes: 5 }, { source: '203.0.113.24', pushes: 2 }, { source: 'replay', pushes: 2 }]);
    const afterAnHour = db.reading.pushSummary(startMs + hourMs);
    expect(afterAnHour.counts).toEqual({ duplicate: 1, revision: 1, event: 1, partial: 1, refused: 3, waiting: 1 });
    expect(afterAnHour.sinceMs).toBe(Math.floor((startMs + hourMs) / 900_000) * 900_000);
  });

  it('lists what it listed before, and finds it by sender and code', () => {
    using db = openDerivedStore({ dir });
    expect(db.reading.listPushes({ limit: 50 }).items.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
      [10, 'waiting', null],
      [9, 'refused', '-41'],
      [8, 'duplicate', null],
      [7, 'refused', '-41'],
      [6, 'partial', null],
      [5, 'event', 'ROBOT_CALL_JOB'],
      [4, 'refused', '-27'],
      [3, 'revision', null],
      [2, 'duplicate', null],
      [1, 'stored', null],
    ]);
    const ids = (query: object): number[] => db.reading.listPushes({ limit: 50, ...query }).items.map(({ id }) => id);
    expect(ids({ source: '203.0.113.24' })).toEqual([7, 3]);
    expect(ids({ source: 'replay' })).toEqual([9, 8]);
    expect(ids({ code: '-41' })).toEqual([9, 7, 6]);
    expect(ids({ code: 'ROBOT_CALL_JOB' })).toEqual([5]);
  });

  it('knows of refused pushes that they came with the right key, what they were answered and what became of them', () => {
    using db = openDerivedStore({ dir });
    expect(db.reading.getPush(4)).toMatchObject({ isAuthenticated: true, bytes: 8, wholeBytes: 8, replayedAs: null });
    expect(db.reading.getPush(6)).toMatchObject({ replayedAs: 8 });
    expect([4, 7, 9].map((id) => db.reading.pushDetail(id, 100)?.refusedWith)).toEqual([400, 400, null]);
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: true, after: 0, limit: 10 })).toEqual([7]);
    expect(db.reading.pushDetail(1, 100)?.answerForm).toBeNull();
  });

  it('goes on counting and deriving from there', () => {
    using db = openDerivedStore({ dir });
    db.push(aPush({ callId: 'call-4' }, { receivedAtMs: startMs + 4 * hourMs }), aPush('no', { refusal: {}, receivedAtMs: startMs + 4 * hourMs }));
    expect(db.reading.pushSummary(0).counts).toEqual({ stored: 3, duplicate: 2, revision: 1, event: 1, partial: 1, refused: 4 });
    expect(db.reading.pushSummary(0).sources[0]).toEqual({ source: '127.0.0.1', pushes: 8 });
    expect(db.reading.totals()).toMatchObject({ calls: 4, pushes: 12, refused: 5, backlog: 0 });
  });
});
