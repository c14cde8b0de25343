import { describe, expect, it } from 'vitest';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

const record = (callId: string, more: object = {}): object => ({ callId, resultStatus: 'ANSWERED', ...more });

describe('drift', () => {
  it('is counted by name, with when it came and the first different values', () => {
    using db = openDerivedStore();
    for (const [at, mood] of [1, 2, 2, 3, 4].entries()) db.push(aPush(record(`call-${at}`, { mood }), { receivedAtMs: 1000 + at }));
    db.push(aPush({ dataType: 'QC_RECORD', data: { score: 1 } }, { receivedAtMs: 2000 }));
    expect(db.reading.listDrift()).toEqual({
      more: 0,
      items: [
        { kind: 'dataType', name: 'QC_RECORD', firstSeenAtMs: 2000, lastSeenAtMs: 2000, count: 1, isSeen: false, examples: [{ value: '{"score":1}', pushId: 6, callId: null }] },
        {
          kind: 'field',
          name: 'mood',
          firstSeenAtMs: 1000,
          lastSeenAtMs: 1004,
          count: 5,
          isSeen: false,
          examples: [
            { value: '1', pushId: 1, callId: 'call-0' },
            { value: '2', pushId: 2, callId: 'call-1' },
            { value: '3', pushId: 4, callId: 'call-3' },
          ],
        },
      ],
    });
  });

  it('is not counted again for the same record', () => {
    using db = openDerivedStore();
    db.push(aPush(record('call-1', { mood: 1 })), aPush(record('call-1', { mood: 1 })), aPush(record('call-1', { mood: 2 })));
    expect(db.reading.listDrift().items).toMatchObject([{ name: 'mood', count: 2 }]);
  });

  it('is open until the operator has taken note of it, and again where that is taken back', () => {
    using db = openDerivedStore();
    db.push(aPush(record('call-1', { mood: 1, weather: 2 })));
    db.store.setDriftSeen([{ kind: 'field', name: 'mood' }], true);
    expect(db.reading.openDrift()).toEqual([{ kind: 'field', name: 'weather' }]);
    expect(db.reading.listDrift().items).toMatchObject([{ name: 'mood', isSeen: true }, { name: 'weather', isSeen: false }]);
    db.store.setDriftSeen([{ kind: 'field', name: 'mood' }], false);
    expect(db.reading.openDrift()).toHaveLength(2);
  });

  it('keeps so many names of a kind, counts what is beyond them, and keeps those of other kinds', () => {
    using db = openDerivedStore();
    for (let batch = 0; batch < 60; batch += 1) db.push(aPush(record(`call-${batch}`, Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`field-${batch}-${at}`, at])))));
    const { items, more } = db.reading.listDrift();
    expect([items.length, more]).toEqual([500, 100]);
    expect(db.reading.totals().calls).toBe(60);
    db.push(aPush(record('new', { resultStatus: 'EXTENSION_NUMBER', chatDuration: 'long', another: 1 })), aPush({ dataType: 'QC_RECORD', data: {} }));
    expect(db.reading.listDrift()).toMatchObject({ more: 101 });
    expect(db.reading.listDrift().items.filter(({ kind }) => kind !== 'field').map(({ name }) => name).toSorted()).toEqual(['EXTENSION_NUMBER', 'QC_RECORD', 'chatDuration']);
  });

  it('is found again, and what was taken note of stays so, when everything is derived anew', () => {
    using db = openDerivedStore();
    db.push(aPush(record('call-1', { mood: 1, weather: 2 })), aPush({ dataType: 'QC_RECORD', data: {} }));
    db.store.setDriftSeen([{ kind: 'field', name: 'mood' }], true);
    const before = db.reading.listDrift();
    forgetDerived(db.file);
    expect(db.reading.listDrift().items).toEqual([]);
    using again = openDerivedStore({ dir: db.dir });
    again.derive();
    expect(again.reading.listDrift()).toEqual(before);
  });

  it('costs no push, whatever a field is called', () => {
    using db = openDerivedStore();
    db.push(aPush(`{"callId":"odd","__proto__":1,"constructor":2,"":3,"\\ud800":4,"${'k'.repeat(100_000)}":5,"a'b\\"c":6}`));
    expect(db.problems).toEqual([]);
    expect(db.reading.getCall('odd')).toMatchObject({ callId: 'odd' });
    expect(db.reading.listDrift().items).toHaveLength(6);
  });
});
