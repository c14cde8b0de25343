import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWriter, openDeriving, openReading, openStore, storageFaultOf } from '../../../electron/core/store/index.ts';
import type { Store } from '../../../electron/core/store/index.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { aPush } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const thread = new URL('../../../electron/core/threads/write.ts', import.meta.url);
const quiet = { warn: () => {} };
let dir: string;
let file: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-write-'));
  file = join(dir, 'earshot.db');
  store = openStore({ file, writer: 'hosting' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const start = () => createWriter({ thread, file, turns: store.turns, log: quiet });

function kept() {
  const reading = openReading(file);
  const { items } = reading.listPushes({ limit: 1000 });
  const pushes = items.toReversed().map(({ id, receivedAtMs, outcome, code, reason, replayOf }) => Object.assign({ id, receivedAtMs, outcome, code, reason, replayOf }, reading.pushBody(id)));
  reading.close();
  return pushes;
}

describe('createWriter', () => {
  it('keeps each push byte for byte with all that is known of it, in order', async () => {
    const writer = start();
    const odd = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const groups = await Promise.all([
      writer.appendPushes([aPush(odd, { source: '::1', headers: { 'user-agent': 'prix é "1"', __proto__: 'x' } }), aPush('')]),
      writer.appendPushes([aPush('{', { receivedAtMs: 7, refusal: { code: '-27', reason: 'The body is not JSON.', isAuthenticated: true, wholeBytes: 1 } })]),
      writer.appendPushes([]),
    ]);
    const replayed = await writer.appendPushes([aPush({ callId: 'a' }, { replayOf: 3, source: 'replay' })]);
    await writer.close();
    expect([...groups, replayed]).toEqual([[1, 2], [3], [], [4]]);
    const [first, second, third, fourth] = kept();
    expect(first).toMatchObject({ source: '::1', headers: { 'user-agent': 'prix é "1"' }, outcome: 'waiting' });
    expect([...(first?.body ?? [])]).toEqual([...odd]);
    expect(second?.body).toHaveLength(0);
    expect(third).toMatchObject({ receivedAtMs: 7, outcome: 'refused', code: '-27', reason: 'The body is not JSON.' });
    expect(fourth).toMatchObject({ replayOf: 3, source: 'replay' });
  });

  it('tells the other threads how much was appended', async () => {
    const writer = start();
    await writer.appendPushes([aPush('{}'), aPush('{}')]);
    await writer.close();
    expect(new Int32Array(store.turns).at(-1)).toBe(2);
  });

  it('marks recordings as the store in this thread does', async () => {
    const writer = start();
    const deriving = openDeriving(file, store.turns);
    const call = parsePushedCall({ callId: 'call-1', fullAudioUrl: 'https://r/1' }, { timeZone: '+08:00' });
    deriving.write(() => deriving.addCall(deriving.prepare(call), { id: 1, receivedAtMs: 1000 }));
    await writer.markDownloading('call-1', 'composite');
    expect(store.dueRecordings(2000, 10)).toEqual([]);
    const fetched = aFetchedSound();
    expect(await writer.markReady('call-1', 'composite', fetched)).toEqual({ isReady: true, replacedFile: null });
    expect(await writer.markFailed('call-1', 'composite', { url: 'https://r/0', reason: 'gone', nextTryAtMs: null, attempts: 1 })).toBe(false);
    expect(await writer.retryNow('call-1', 'composite')).toBe(false);
    expect(await writer.retrySome(2000, 10)).toBe(0);
    const freed = await writer.freeSome({ fetchedUntilMs: Date.now(), bytes: null, limit: 10 });
    expect(freed).toMatchObject([{ file: 'one.wav' }]);
    await writer.forgetFreed(freed);
    expect(store.freedButNamed(10)).toEqual([]);
    deriving.close();
    await writer.close();
  });

  it('rejects with the code of what went wrong', async () => {
    const writer = start();
    // A time that is no whole number.
    const failure: unknown = await writer.appendPushes([aPush('{}', { receivedAtMs: 0.5 })]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SQLITE_CONSTRAINT_DATATYPE' });
    expect(storageFaultOf(failure)).toBeNull();
    expect(await writer.appendPushes([aPush('{}')])).toEqual([1]);
    await writer.probe();
    await writer.close();
  });

  it('rejects what is under way when its thread ends, and starts it again for the next', async () => {
    const missing = join(dir, 'nowhere', 'earshot.db');
    const writer = createWriter({ thread, file: missing, turns: store.turns, log: quiet });
    await expect(writer.appendPushes([aPush('{}')])).rejects.toThrow('The thread that writes to the database ended.');
    await expect(writer.appendPushes([aPush('{}')])).rejects.toThrow('The thread that writes to the database ended.');
    await writer.close();
    await expect(writer.appendPushes([aPush('{}')])).rejects.toThrow('The database is closed.');
  });
});
