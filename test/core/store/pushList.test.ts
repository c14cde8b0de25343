import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PushesQuery } from '../../../electron/core/store/pushList.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const stranger = { code: '-1', reason: 'The key in the push address is wrong.', isAuthenticated: false };
const withoutId = { code: '-41', reason: 'The record has neither a callId nor a callRecordId.' };

const idsOf = (db: DerivedStore, query: Partial<PushesQuery>): number[] => db.reading.listPushes({ limit: 100, ...query }).items.map(({ id }) => id);

/** All pages of one push each. */
function paged(db: DerivedStore, query: Partial<PushesQuery>): number[] {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = db.reading.listPushes({ ...query, limit: 1, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

/** Two senders, every outcome, a batch, a stranger; the last two wait. */
function aLog(): DerivedStore {
  const db = openDerivedStore();
  const second = { source: '203.0.113.24' };
  db.push(
    aPush({ callId: 'a', calledPhoneNumber: '+62 812 5550 0148' }),
    aPush({ callId: 'a', calledPhoneNumber: '+62 812 5550 0148' }, second),
    aPush({ callId: 'a', chatRound: 2 }, second),
    aPush({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43 } }),
    aPush('{"calledPhoneNumber":"62-812-5550-0148"}', { ...second, refusal: withoutId }),
    aPush('[1,2', { refusal: {} }),
    aPush('scan', { source: '198.51.100.7', refusal: stranger }),
    aPush([{ callId: 'b', calledPhoneNumber: '447700900123' }, { noId: true }], second),
    aPush({ callId: 'c', resultStatus: 'LINE_INTERCEPT' }),
  );
  db.store.appendPushes([aPush({ callId: 'd' }), aPush({ callId: 'e' }, second)]);
  return db;
}

describe('listPushes', () => {
  it.each<[string, Partial<PushesQuery>, number[]]>([
    ['nothing', {}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['no outcome', { outcome: [] }, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['several outcomes', { outcome: ['duplicate', 'event', 'waiting'] }, [11, 10, 4, 2]],
    ['refused, whole or in part', { outcome: ['refused'] }, [8, 7, 6, 5]],
    ['a sender', { source: '203.0.113.24' }, [11, 8, 5, 3, 2]],
    ['a sender that is unknown', { source: '203.0.113.25' }, []],
    ['a code, of the push or of a record', { code: '-41' }, [8, 5]],
    ['an event’s dataType', { code: 'ROBOT_CALL_JOB' }, [4]],
    ['a sender and outcomes', { source: '203.0.113.24', outcome: ['refused', 'revision'] }, [8, 5, 3]],
    ['a sender and a code', { source: '127.0.0.1', code: '-41' }, []],
    ['everything', { source: '203.0.113.24', code: '-41', outcome: ['partial'] }, [8]],
  ])('filters by %s', (_name, query, ids) => {
    using db = aLog();
    expect(idsOf(db, query)).toEqual(ids);
    expect(paged(db, query)).toEqual(ids);
  });

  it('gives of each record the call as it is now', () => {
    using db = aLog();
    const [, , third] = db.reading.listPushes({ limit: 100 }).items.toReversed();
    expect(third?.records).toEqual([
      {
        index: 0,
        outcome: 'revision',
        callId: 'a',
        phone: '+62 812 5550 0148',
        status: null,
        code: null,
        reason: null,
        delivery: null,
        changes: [{ field: 'chatRound', from: null, to: '2' }],
      },
    ]);
    expect(db.reading.getPush(2)?.records).toMatchObject([{ outcome: 'duplicate', delivery: 2, changes: [] }]);
    expect(db.reading.getPush(5)).toMatchObject({ records: [], recordCount: 0, named: { callId: null, phone: '62-812-5550-0148' } });
  });

  it('shows the first records of a large batch and says how many there are', () => {
    using db = openDerivedStore();
    db.push(aPush(Array.from({ length: 250 }, (_, at) => ({ callId: `c${at}` }))), aPush([...Array.from({ length: 150 }, () => ({ no: 'id' })), { callId: 'x' }]));
    const [second, first] = db.reading.listPushes({ limit: 10 }).items;
    expect(first).toMatchObject({ outcome: 'stored', recordCount: 250 });
    expect(first?.records).toHaveLength(100);
    expect(second).toMatchObject({ outcome: 'partial', recordCount: 151 });
    expect(db.reading.pushSummary(0).counts).toEqual({ stored: 1, partial: 1 });
  });
});

describe('the search in the push log', () => {
  it.each<[string, string, number[]]>([
    ['part of a number, however it is written', '5550 0148', [5, 3, 2, 1]],
    ['a whole number', '+62 812 5550 0148', [5, 3, 2, 1]],
    ['a call id, with all that was pushed of the call', 'a', [3, 2, 1]],
    ['text in the body, whatever its case', 'line_intercept', [9]],
    ['text in a body that was refused', '[1,2', [6]],
    ['text that stands nowhere', 'nowhere', []],
    ['nothing but blanks', '  ', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
    ['digits that are in no number', '"data":{"robotCallJobId":43', [4]],
  ])('finds %s', (_name, q, ids) => {
    using db = aLog();
    expect(idsOf(db, { q })).toEqual(ids);
    expect(paged(db, { q })).toEqual(ids);
  });

  it('holds together with filters', () => {
    using db = aLog();
    expect(idsOf(db, { q: '5550', outcome: ['refused'] })).toEqual([5]);
    expect(idsOf(db, { q: 'callid', source: '203.0.113.24' })).toEqual([11, 8, 3, 2]);
    expect(idsOf(db, { q: 'callid', outcome: ['waiting'], source: '203.0.113.24' })).toEqual([11]);
  });

  it('finds text as it stands, as JSON escapes it, and packed', () => {
    using db = openDerivedStore();
    db.push(
      aPush('{"callId":"1","text":"我不需要保险"}'),
      aPush(String.raw`{"callId":"2","text":"\u6211\u4E0D\u9700\u8981\u4fdd\u9669"}`),
      aPush(String.raw`{"callId":"3","text":"she said \"never\""}`),
      aPush('{"callId":"4","text":"CAFÉ"}'),
    );
    expect(idsOf(db, { q: '保险' })).toEqual([2, 1]);
    expect(idsOf(db, { q: '"never"' })).toEqual([3]);
    expect(idsOf(db, { q: 'café' })).toEqual([4]);
  });

  it('looks into bodies that came packed', () => {
    using db = openDerivedStore({ looking: { clock: () => 0, textOf: (body) => gunzipSync(body).toString() } });
    db.push(aPush(gzipSync('{"callId":"packed","text":"inside"}'), { headers: { 'content-encoding': 'gzip' } }), aPush({ callId: 'plain' }));
    expect(idsOf(db, { q: 'INSIDE' })).toEqual([1]);
  });

  it('ends a page when its time is over, says how far it looked, and goes on from there', () => {
    let nowMs = 0;
    // Every look at the clock takes a millisecond: so many pushes are looked at in vain.
    using db = openDerivedStore({ looking: { clock: () => (nowMs += 1), atMostMs: 10 } });
    const ids = db.push(...Array.from({ length: 100 }, (_, at) => aPush({ callId: `c${at}`, word: at === 3 ? 'needle' : 'hay' }, { receivedAtMs: 1000 + at })));
    expect(ids).toHaveLength(100);
    const first = db.reading.listPushes({ q: 'needle', limit: 10 });
    expect(first).toMatchObject({ items: [], nextCursor: 't91', searchedToMs: 1090 });
    let pages = 0;
    let page = first;
    while (page.items.length === 0 && page.nextCursor !== null) {
      page = db.reading.listPushes({ q: 'needle', limit: 10, cursor: page.nextCursor });
      pages += 1;
    }
    expect(page.items.map(({ id }) => id)).toEqual([4]);
    expect(pages).toBe(9);
    expect(page).toMatchObject({ nextCursor: null, searchedToMs: null });
  });

  it('comes forward however little time there is, also where filters do not meet', () => {
    using db = openDerivedStore({ looking: { clock: () => 0, atMostMs: 0 } });
    db.push(...Array.from({ length: 20 }, (_, at) => aPush(at % 2 === 0 ? { callId: `c${at}` } : { callId: 'c0' }, { source: at % 2 === 0 ? 'even' : 'odd' })));
    expect(paged(db, { source: 'even', outcome: ['duplicate'] })).toEqual([]);
    expect(paged(db, { q: 'c18' })).toEqual([19]);
    expect(paged(db, { q: '"c18"' })).toEqual([19]);
  });

  it('keeps to what the first page searched by', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'x1', note: '4711' }), aPush({ callId: 'x2', note: '4711' }), aPush({ callId: 'x3', note: '4711' }));
    const first = db.reading.listPushes({ q: '4711', limit: 2 });
    expect(first).toMatchObject({ items: [{ id: 3 }, { id: 2 }], nextCursor: 't2' });
    db.push(aPush({ callId: 'y', calledPhoneNumber: '4711' }));
    expect(db.reading.listPushes({ q: '4711', limit: 2, cursor: 't2' }).items.map(({ id }) => id)).toEqual([1]);
    expect(idsOf(db, { q: '4711' })).toEqual([4]);
  });

  it('looks at pushes one by one where very many calls have the digits', () => {
    using db = openDerivedStore();
    const records = Array.from({ length: 2100 }, (_, at) => ({ callId: `m${at}`, calledPhoneNumber: `4477${String(at).padStart(6, '0')}` }));
    db.push(aPush({ callId: 'other', calledPhoneNumber: '555' }), aPush(records), aPush('{"calledPhoneNumber":"44 77 1"}', { refusal: withoutId }), aPush({ callId: 'other', calledPhoneNumber: '556' }));
    expect(idsOf(db, { q: '4477' })).toEqual([3, 2]);
    expect(paged(db, { q: '4477' })).toEqual([3, 2]);
    expect(db.reading.listPushes({ q: '4477', limit: 1 }).nextCursor).toBe('d3');
    expect(idsOf(db, { q: 'other', cursor: 'd4' })).toEqual([]);
    expect(idsOf(db, { q: '4477001234' })).toEqual([2]);
  });

  it.each(['t5', 'n', 'x1', '-1'])('refuses the cursor %j of another list', (cursor) => {
    using db = openDerivedStore();
    expect(() => db.reading.listPushes({ limit: 1, cursor })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('refuses the cursor of a list without search', () => {
    using db = openDerivedStore();
    expect(() => db.reading.listPushes({ q: 'x', limit: 1, cursor: '5' })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
