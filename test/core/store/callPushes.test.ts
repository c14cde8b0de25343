import { describe, expect, it } from 'vitest';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

describe('callPushes', () => {
  it('gives what was pushed of a call, oldest first, every digit kept', () => {
    using db = openDerivedStore();
    db.push(
      aPush('{"callId":"a","robotCallJobId":1234567890123456789}', { receivedAtMs: 1 }),
      aPush([{ callId: 'b' }, { callId: 'a', chatRound: 2 }], { receivedAtMs: 2, source: '203.0.113.24' }),
      aPush('{"robotCallJobId":1234567890123456789,"callId":"a"}', { receivedAtMs: 3, source: 'replay', replayOf: 1 }),
    );
    expect(db.reading.callPushes('a', undefined)).toEqual({
      items: [
        { pushId: 1, index: 0, receivedAtMs: 1, source: '127.0.0.1', outcome: 'stored', replayOf: null, record: { callId: 'a', robotCallJobId: '1234567890123456789' } },
        { pushId: 2, index: 1, receivedAtMs: 2, source: '203.0.113.24', outcome: 'revision', replayOf: null, record: { callId: 'a', chatRound: 2 } },
        { pushId: 3, index: 0, receivedAtMs: 3, source: 'replay', outcome: 'duplicate', replayOf: 1, record: { callId: 'a', robotCallJobId: '1234567890123456789' } },
      ],
      nextCursor: null,
    });
    expect(db.reading.callPushes('nobody', undefined)).toBeNull();
  });

  it('pages by place, within a batch too', () => {
    using db = openDerivedStore();
    db.push(aPush(Array.from({ length: 40 }, (_, at) => ({ callId: 'a', chatRound: at }))), ...Array.from({ length: 30 }, (_, at) => aPush({ callId: 'a', chatRound: at })));
    const places: string[] = [];
    let cursor: string | undefined;
    do {
      const page = db.reading.callPushes('a', cursor);
      places.push(...(page?.items ?? []).map(({ pushId, index }) => `${pushId}_${index}`));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(places).toEqual([...Array.from({ length: 40 }, (_, at) => `1_${at}`), ...Array.from({ length: 30 }, (_, at) => `${at + 2}_0`)]);
    expect(() => db.reading.callPushes('a', 'x')).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('ends a page once it has read megabytes for it', () => {
    using db = openDerivedStore();
    const long = 'x'.repeat(3_000_000);
    db.push(...[1, 2, 3, 4].map((chatRound) => aPush({ callId: 'a', chatRound, long })));
    const page = db.reading.callPushes('a', undefined);
    expect(page?.items.map(({ pushId }) => pushId)).toEqual([1, 2, 3]);
    expect(page?.nextCursor).toBe('4_0');
  });
});
