import { describe, expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import { createHistory } from '../../../electron/core/ingest/history.ts';
import { merged } from '../../../electron/core/ingest/items.ts';
import { bodyText } from '../../../electron/core/receiver/bodyText.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

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
  );
  const row = db.deriving.findCall('a')?.row ?? -1;
  return { history, row, reads: () => reads, [Symbol.dispose]: () => db[Symbol.dispose]() };
}

describe('the history of a call', () => {
  it('is one record of all that was pushed for it, the newest values before older ones', () => {
    using call = aHistory({ appId: 'x', chatRound: 1 }, { chatRound: 2 });
    expect(merged([call.history.before(call.row), { callId: 'a', chatRound: null }])).toEqual({ callId: 'a', appId: 'x', chatRound: null });
  });

  it('is read once, however often the call is revised', () => {
    using call = aHistory(...Array.from({ length: 20 }, (_, chatRound) => ({ chatRound, [`field${chatRound}`]: chatRound })));
    for (let revision = 0; revision < 10; revision += 1) {
      const whole = merged([call.history.before(call.row), { callId: 'a', revision }]);
      expect(whole).toMatchObject({ field0: 0, field19: 19, revision });
      call.history.keep(call.row, whole);
    }
    expect(call.reads()).toBe(20);
  });

  it('is read anew after a transaction that was undone', () => {
    using call = aHistory({ appId: 'x' }, { chatRound: 2 });
    call.history.keep(call.row, merged([call.history.before(call.row), { callId: 'a', undone: true }]));
    call.history.forgetKept();
    expect(merged([call.history.before(call.row), { callId: 'a' }])).toEqual({ callId: 'a', appId: 'x', chatRound: 2 });
  });
});
