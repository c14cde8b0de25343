import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import { createReader } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const thread = new URL('../../../electron/core/threads/read.ts', import.meta.url);
let db: DerivedStore;
let reader: ReturnType<typeof createReader>;
beforeEach(() => {
  db = openDerivedStore();
  reader = createReader({ thread, file: db.file, log: { warn: () => {} } });
});
afterEach(async () => {
  await reader.close();
  db[Symbol.dispose]();
});

describe('createReader', () => {
  it('answers as the connection in this thread does', async () => {
    db.push(aPush({ callId: 'a', callDetailList: [{ type: 'PERSON', text: 'hello' }] }), aPush({ callId: 'b', resultStatus: 'BUSY' }));
    const query = callsQuerySchema.parse({ limit: 1 });
    expect(await reader.listCalls(query)).toEqual(db.reading.listCalls(query));
    expect(await reader.getCall('a')).toEqual(db.reading.getCall('a'));
    expect(await reader.getCall('nobody')).toBeNull();
    expect(await reader.eventsAfter(0, 10)).toEqual(db.reading.eventsAfter(0, 10));
    expect(await reader.countCalls(0)).toEqual(db.reading.countCalls(0));
    expect(await reader.totals()).toEqual(db.reading.totals());
    expect(Buffer.from((await reader.pushBody(1))?.body ?? []).toString()).toContain('"callId":"a"');
  });

  it('sees what was derived since its last answer', async () => {
    expect(await reader.lastEventSeq()).toBe(0);
    db.push(aPush({ callId: 'a' }));
    expect(await reader.lastEventSeq()).toBe(1);
  });

  it('passes an error on with its code', async () => {
    const error: unknown = await reader.listPushes({ limit: 1, cursor: 'x' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'bad-request', message: 'The cursor is not one of this list.' });
  });

  it('rejects what is open when the thread ends, and every later question after it was closed', async () => {
    const open = [reader.totals(), reader.totals()];
    const settled = Promise.allSettled(open);
    await reader.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(reader.totals()).rejects.toThrow('closed');
  });

  it('rejects where the database cannot be opened', async () => {
    const other = createReader({ thread, file: `${db.file}.missing`, log: { warn: () => {} } });
    await expect(other.totals()).rejects.toThrow('ended');
    await other.close();
  });
});
