import { describe, expect, it } from 'vitest';
import type { PushOutcome } from '#shared/model/push.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import { openForAccepting, openForDeriving } from '../../../electron/core/store/open.ts';
import { appendPushes } from '../../../electron/core/store/pushes.ts';

const refusal = { code: '-27', reason: 'The body is not JSON.' };

describe('appendPushes', () => {
  it('gives ids in the order of the pushes', () => {
    using db = openDerivedStore();
    expect(db.store.appendPushes([aPush('{}'), aPush('{}'), aPush('{}')])).toEqual([1, 2, 3]);
    expect(db.store.appendPushes([aPush('{}')])).toEqual([4]);
    expect(db.store.appendPushes([])).toEqual([]);
  });

  it('writes of a good push its row and nothing else', () => {
    using db = openDerivedStore();
    const writable = openForAccepting(db.file);
    const written = (): number => writable.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
    const before = written();
    appendPushes(writable, Array.from({ length: 20 }, (_, at) => aPush({ callId: `c${at}` })));
    expect(written() - before).toBe(20);
    appendPushes(writable, [aPush('{}', { refusal: {} })]);
    expect(written() - before).toBeGreaterThan(21);
    writable.close();
  });

  it('keeps every byte, the headers and the source', () => {
    using db = openDerivedStore();
    const body = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
    const [id = 0] = db.store.appendPushes([aPush(body, { headers: { 'content-type': 'text/plain; charset=utf-8' }, source: '203.0.113.9', refusal })]);
    const kept = db.reading.pushBody(id);
    expect(kept).toMatchObject({ headers: { 'content-type': 'text/plain; charset=utf-8' }, source: '203.0.113.9' });
    expect(Buffer.from(kept?.body ?? []).equals(body)).toBe(true);
    expect(db.reading.pushBody(id + 1)).toBeNull();
  });

  it('leaves no way to change or delete a push', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }));
    const writable = openForDeriving(db.file);
    expect(() => writable.run('UPDATE pushes SET source = ?', 'x')).toThrow('never changed');
    expect(() => writable.run('DELETE FROM pushes')).toThrow('never deleted');
    writable.close();
  });
});

describe('listPushes', () => {
  it('tells of each push what became of it', () => {
    using db = openDerivedStore();
    db.push(
      aPush({ callId: 'a' }),
      aPush({ callId: 'a' }),
      aPush({ callId: 'a', chatRound: 2 }),
      aPush({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, status: 'COMPLETED' } }),
      aPush('not JSON', { refusal }),
      aPush([{ callId: 'b' }, { noId: true }]),
      aPush([{ noId: true }]),
      aPush({ callId: 'c' }, { source: 'replay', replayOf: 5 }),
    );
    db.store.appendPushes([aPush({ callId: 'd' })]);
    const { items } = db.reading.listPushes({ limit: 50 });
    expect(items.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
      [9, 'waiting', null],
      [8, 'stored', null],
      [7, 'refused', '-41'],
      [6, 'partial', null],
      [5, 'refused', '-27'],
      [4, 'event', 'ROBOT_CALL_JOB'],
      [3, 'revision', null],
      [2, 'duplicate', null],
      [1, 'stored', null],
    ]);
    expect(items[3]?.records).toEqual([
      { index: 0, outcome: 'stored', callId: 'b', phone: null, status: null, code: null, reason: null, delivery: null, changes: [] },
      { index: 1, outcome: 'refused', callId: null, phone: null, status: null, code: '-41', reason: 'The record has neither a callId nor a callRecordId.', delivery: null, changes: [] },
    ]);
    expect(items[1]).toMatchObject({ source: 'replay', replayOf: 5, bytes: 14 });
    expect(db.reading.getPush(6)).toEqual(items[3]);
    expect(db.reading.getPush(99)).toBeNull();
    expect(db.reading.totals()).toMatchObject({ pushes: 9, refused: 3, backlog: 1 });
  });

  it.each<[PushOutcome, number[]]>([
    ['stored', [6, 1]],
    ['duplicate', [7, 2]],
    ['revision', [3]],
    ['event', [4]],
    ['refused', [8, 6, 5]],
    ['partial', [6]],
    ['waiting', [9]],
  ])('filters by %s, also of a single record', (outcome, ids) => {
    using db = openDerivedStore();
    db.push(
      aPush({ callId: 'a' }),
      aPush({ callId: 'a' }),
      aPush({ callId: 'a', chatRound: 2 }),
      aPush({ dataType: 'QC_RECORD', data: { score: 3 } }),
      aPush('not JSON', { refusal }),
      aPush([{ callId: 'b' }, { noId: true }]),
      aPush([{ callId: 'b' }, { callId: 'b' }]),
      aPush([{ noId: true }, { noId: false }]),
    );
    db.store.appendPushes([aPush({ callId: 'd' }), aPush('not JSON', { refusal })]);
    const expected = outcome === 'refused' ? [10, ...ids] : ids;
    expect(db.reading.listPushes({ outcome: [outcome], limit: 50 }).items.map(({ id }) => id)).toEqual(expected);

    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = db.reading.listPushes({ outcome: [outcome], limit: 1, cursor });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(expected);
  });

  it.each(['x', '-1', '1.5', '1e400'])('refuses the cursor %j', (cursor) => {
    using db = openDerivedStore();
    expect(() => db.reading.listPushes({ limit: 1, cursor })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
