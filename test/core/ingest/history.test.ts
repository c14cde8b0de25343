import { describe, expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import { withRecord } from '#shared/model/mergedRecord.ts';
import type { MergedRecord } from '#shared/model/mergedRecord.ts';
import { createHistory } from '../../../electron/core/ingest/history.ts';
import { bodyText } from '../../../electron/core/receiver/bodyText.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

const settings = { timeZone: '+08:00' };

/** The history of call `a`, whose pushes were `records`; and how often a push was read again for it. */
function aHistory(...records: readonly JsonMap[]) {
  const db = openDerivedStore();
  db.push(...records.map((record) => aPush({ callId: 'a', ...record })));
  let reads = 0;
  const history = createHistory(
    {
      contentsOf: (row) => db.deriving.contentsOf(row),
      pushAt(id) {
        reads += 1;
        return db.deriving.pushAt(id);
      },
    },
    (body, headers) => {
      const read = bodyText(body, headers);
      return read.ok ? read.text : '';
    },
    () => settings,
  );
  const row = db.deriving.findCall('a')?.row ?? -1;
  const next = (record: JsonMap): MergedRecord => withRecord(history.before(row), { callId: 'a', ...record }, settings);
  return { history, row, next, reads: () => reads, [Symbol.dispose]: () => db[Symbol.dispose]() };
}

describe('the history of a call', () => {
  it('is all that was pushed for it, the newest values before older ones', () => {
    using call = aHistory({ appId: 'x', chatRound: 2 }, { chatRound: 1, pay: '1' });
    expect(call.next({ chatRound: 3 }).record).toEqual({ callId: 'a', appId: 'x', chatRound: 3, pay: '1' });
    expect(call.history.before(call.row).record).toEqual({ callId: 'a', appId: 'x', chatRound: 2, pay: '1' });
  });

  it('has each content where it was delivered first', () => {
    using call = aHistory({ appId: 'x' }, { appId: 'y' }, { appId: 'x' });
    expect(call.history.before(call.row).record).toEqual({ callId: 'a', appId: 'y' });
  });

  it('is read once, however often the call is revised', () => {
    using call = aHistory(...Array.from({ length: 20 }, (_, chatRound) => ({ chatRound, [`field${chatRound}`]: chatRound })));
    for (let revision = 0; revision < 10; revision += 1) {
      const merged = call.next({ revision });
      expect(merged.record).toMatchObject({ field0: 0, field19: 19, revision });
      call.history.keep(call.row, merged);
    }
    expect(call.reads()).toBe(20);
  });

  it('is read anew after a transaction that was undone', () => {
    using call = aHistory({ appId: 'x' }, { chatRound: 2 });
    call.history.keep(call.row, call.next({ undone: true }));
    call.history.forgetKept();
    expect(call.history.before(call.row).record).toEqual({ callId: 'a', appId: 'x', chatRound: 2 });
  });
});
