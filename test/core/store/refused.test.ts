import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForDeriving } from '../../../electron/core/store/open.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const small = { authenticated: { pushes: 3, bytes: 10_000 }, unauthenticated: { pushes: 2, bytes: 10_000 } };
const stranger = { code: '-1', reason: 'The key in the push address is wrong.', isAuthenticated: false, httpStatus: 401 };
const platform = { code: '-41', reason: 'The record has neither a callId nor a callRecordId.' };

const refusedIds = (db: DerivedStore): number[] => db.reading.listPushes({ outcome: ['refused'], limit: 100 }).items.map(({ id }) => id);

describe('refused pushes', () => {
  it('are dropped from the oldest on where there are more than the budget of their kind holds, and that is told', () => {
    using db = openDerivedStore({ budgets: small });
    for (let at = 1; at <= 5; at += 1) db.push(aPush(`{"at":${at}}`, { refusal: platform, receivedAtMs: 1_790_841_700_000 + at }));
    expect(refusedIds(db)).toEqual([5, 4, 3]);
    expect(db.reading.getPush(1)).toBeNull();
    expect(db.reading.pushSummary(0)).toMatchObject({
      counts: { refused: 5 },
      dropped: { authenticated: 2, unauthenticated: 0, sinceMs: 1_790_841_700_004 },
    });
    expect(db.reading.totals()).toMatchObject({ pushes: 5, refused: 5 });
  });

  it('are dropped by their bytes too', () => {
    using db = openDerivedStore({ budgets: small });
    for (let at = 0; at < 3; at += 1) db.push(aPush('x'.repeat(4000), { refusal: platform }));
    expect(refusedIds(db)).toEqual([3, 2]);
  });

  it('of strangers never drop one of the platform’s own, nor a push that was taken', () => {
    using db = openDerivedStore({ budgets: small });
    db.push(aPush({ callId: 'a' }), aPush('{}', { refusal: platform }), aPush('{}', { refusal: platform }));
    for (let at = 0; at < 50; at += 1) db.push(...Array.from({ length: 40 }, () => aPush('scan', { refusal: stranger, source: '198.51.100.7' })));
    const { items } = db.reading.listPushes({ limit: 100 });
    expect(items.map(({ id, isAuthenticated }) => [id, isAuthenticated])).toEqual([
      [2003, false],
      [2002, false],
      [3, true],
      [2, true],
      [1, true],
    ]);
    expect(db.reading.pushSummary(0).dropped).toMatchObject({ authenticated: 0, unauthenticated: 1998 });
  });

  it('of strangers are kept with the first 4 KiB of the body, and say how large it was', () => {
    using db = openDerivedStore();
    const body = `{"callId":"call-9","calledPhoneNumber":"+62 812 5550 0148","text":"${'é'.repeat(5000)}"}`;
    const [id = 0] = db.push(aPush(body, { refusal: stranger }));
    expect(db.reading.getPush(id)).toMatchObject({ bytes: 4096, wholeBytes: Buffer.byteLength(body), isAuthenticated: false, outcome: 'refused', named: { callId: 'call-9', phone: '+62 812 5550 0148' } });
    expect(Buffer.from(db.reading.pushBody(id)?.body ?? []).equals(Buffer.from(body).subarray(0, 4096))).toBe(true);
    expect(db.reading.pushDetail(id, 1000)).toMatchObject({ body: { isCut: true, isText: true }, refusedWith: 401 });
    expect(db.reading.pushDetail(id, 10_000)?.body.text).toMatch(/^\{"callId":"call-9".*é$/);
  });

  it('of the platform are kept whole, but where the receiver kept only the beginning', () => {
    using db = openDerivedStore();
    const [whole = 0, cut = 0] = db.push(aPush('x'.repeat(100_000), { refusal: platform }), aPush('x'.repeat(4096), { refusal: { ...platform, wholeBytes: 9_000_000 } }));
    expect(db.reading.getPush(whole)).toMatchObject({ bytes: 100_000, wholeBytes: 100_000, isAuthenticated: true });
    expect(db.reading.getPush(cut)).toMatchObject({ bytes: 4096, wholeBytes: 9_000_000 });
  });

  it('may be deleted and nothing else may; none may be changed', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }), aPush('{}', { refusal: platform }));
    const writable = openForDeriving(db.file);
    expect(() => writable.run('UPDATE pushes SET source = ? WHERE id = 1', 'x')).toThrow('never changed');
    expect(() => writable.run('UPDATE pushes SET source = ? WHERE id = 2', 'x')).toThrow('never changed');
    expect(() => writable.run('DELETE FROM pushes WHERE id = 1')).toThrow('never deleted unless it was refused');
    expect(() => writable.run('DELETE FROM pushes')).toThrow('never deleted unless it was refused');
    writable.run('DELETE FROM refused_pushes WHERE push_id = 2');
    writable.run('DELETE FROM pushes WHERE id = 2');
    writable.close();
    expect(db.reading.listPushes({ limit: 10 }).items.map(({ id }) => id)).toEqual([1]);
  });

  it('keep what they counted over a restart', () => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-refused-'));
    {
      using db = openDerivedStore({ dir, budgets: small });
      db.push(aPush({ callId: 'a' }), ...Array.from({ length: 5 }, () => aPush('{}', { refusal: platform })), ...Array.from({ length: 9 }, () => aPush('scan', { refusal: stranger })));
    }
    using db = openDerivedStore({ dir, budgets: small });
    db.push(aPush('{}', { refusal: platform }));
    expect(db.reading.pushSummary(0)).toMatchObject({ counts: { stored: 1, refused: 15 }, dropped: { authenticated: 3, unauthenticated: 7 } });
    expect(db.reading.totals()).toMatchObject({ pushes: 16, refused: 15, backlog: 0 });
    rmSync(dir, { recursive: true });
  });

  it('of strangers are not the last push that came', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }, { receivedAtMs: 1000 }), aPush('{}', { refusal: platform, receivedAtMs: 2000 }), aPush('scan', { refusal: stranger, receivedAtMs: 3000 }));
    expect(db.reading.totals().lastPushAtMs).toBe(2000);
  });
});

describe('a replay', () => {
  it('names the push that it repeats, which says what it was replayed as and is dropped no more', () => {
    using db = openDerivedStore({ budgets: small });
    db.push(aPush('{"callId":"a"}', { refusal: platform }));
    db.push(aPush('{"callId":"a"}', { source: 'replay', replayOf: 1 }));
    db.push(...Array.from({ length: 10 }, () => aPush('{}', { refusal: platform })));
    expect(db.reading.getPush(2)).toMatchObject({ outcome: 'stored', replayOf: 1, replayedAs: null });
    expect(db.reading.getPush(1)).toMatchObject({ outcome: 'refused', replayOf: null, replayedAs: 2 });
    expect(refusedIds(db)).toEqual([12, 11, 10, 1]);
  });

  it('that is refused again leaves the push as open as it was', () => {
    using db = openDerivedStore({ budgets: small });
    db.push(aPush('{}', { refusal: platform }));
    db.push(aPush('{}', { source: 'replay', replayOf: 1, refusal: { ...platform, httpStatus: null } }));
    expect(db.reading.getPush(1)).toMatchObject({ replayedAs: null });
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: true, after: 0, limit: 10 })).toEqual([1]);
  });
});

describe('a replay of a push that was dropped meanwhile', () => {
  it('is kept as one of its own, and so are the others of its commit', () => {
    using db = openDerivedStore({ budgets: small });
    db.push(...Array.from({ length: 4 }, () => aPush('{"callId":"a"}', { refusal: platform })));
    expect(refusedIds(db)).toEqual([4, 3, 2]);
    const ids = db.push(aPush({ callId: 'good' }), aPush('{"callId":"a"}', { source: 'replay', replayOf: 1 }), aPush('{}', { source: 'replay', replayOf: 1, refusal: platform }), aPush('{"callId":"b"}', { source: 'replay', replayOf: 99 }));
    expect(ids.map((id) => db.reading.getPush(id))).toMatchObject([
      { outcome: 'stored', replayOf: null },
      { outcome: 'stored', replayOf: null },
      { outcome: 'refused', replayOf: null },
      { outcome: 'stored', replayOf: null },
    ]);
  });

  it('is kept where it was dropped by a push of the same commit', () => {
    using db = openDerivedStore({ budgets: small });
    db.push(...Array.from({ length: 3 }, () => aPush('{"callId":"a"}', { refusal: platform })));
    db.push(aPush('{}', { refusal: platform }), aPush('{"callId":"a"}', { source: 'replay', replayOf: 1 }));
    expect(db.reading.getPush(5)).toMatchObject({ outcome: 'stored', replayOf: 1 });
  });
});

const aScan = (source: string, receivedAtMs: number) => aPush('{}', { refusal: stranger, source, receivedAtMs, headers: { host: 'x' }, proxy: '127.0.0.1' });

describe('openRefused', () => {
  it('gives those of one code that are kept whole, are no replays and were not replayed, oldest first', () => {
    using db = openDerivedStore();
    db.push(
      aPush('{}', { refusal: platform }),
      aPush('not JSON', { refusal: {} }),
      aPush('{}', { refusal: { ...platform, wholeBytes: 9000 } }),
      aPush('{}', { refusal: { ...platform, isAuthenticated: false } }),
      aPush('{}', { refusal: platform }),
      aPush('{}', { refusal: platform }),
      aPush('{"callId":"a"}', { source: 'replay', replayOf: 5 }),
      aPush('{}', { source: 'replay', replayOf: 6, refusal: platform }),
    );
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: true, after: 0, limit: 10 })).toEqual([1, 6]);
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: true, after: 1, limit: 10 })).toEqual([6]);
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: true, after: 0, limit: 1 })).toEqual([1]);
    expect(db.reading.openRefused({ code: '-41', isAuthenticated: false, after: 0, limit: 10 })).toEqual([4]);
    expect([1, 2, 4, 5].map((id) => db.reading.pushDetail(id, 10)?.alike)).toEqual([1, 0, 0, 2]);
  });

  it('gives those of one source, and who sent them; of strangers only those of a source are alike', () => {
    using db = openDerivedStore();
    db.push(aScan('198.51.100.7', 1000), aScan('203.0.113.24', 2000), aScan('198.51.100.7', 3000));
    const alike = { code: '-1', isAuthenticated: false, source: '198.51.100.7', after: 0, limit: 10 };
    expect(db.reading.openRefused(alike)).toEqual([1, 3]);
    expect(db.reading.openRefusedSenders(alike)).toEqual([1000, 3000].map((receivedAtMs) => ({ receivedAtMs, source: '198.51.100.7', proxy: '127.0.0.1', headers: { host: 'x' } })));
    expect([1, 2].map((id) => db.reading.pushDetail(id, 10)?.alike)).toEqual([1, 0]);
  });
});
