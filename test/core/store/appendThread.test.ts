import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAppender, openReading, openStore, storageFaultOf } from '../../../electron/core/store/index.ts';
import type { Store } from '../../../electron/core/store/index.ts';
import { aPush } from '../../support/derivedStore.ts';

const thread = new URL('../../../electron/core/threads/append.ts', import.meta.url);
const quiet = { warn: () => {} };
let dir: string;
let file: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-append-'));
  file = join(dir, 'earshot.db');
  store = openStore({ file, writer: 'marking' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const start = () => createAppender({ thread, file, turns: store.turns, log: quiet });

function kept() {
  const reading = openReading(file);
  const { items } = reading.listPushes({ limit: 1000 });
  const pushes = items.toReversed().map(({ id, receivedAtMs, outcome, code, reason, replayOf }) => Object.assign({ id, receivedAtMs, outcome, code, reason, replayOf }, reading.pushBody(id)));
  reading.close();
  return pushes;
}

describe('createAppender', () => {
  it('keeps each push byte for byte with all that is known of it, in order', async () => {
    const appender = start();
    const odd = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const groups = await Promise.all([
      appender.append([aPush(odd, { source: '::1', headers: { 'user-agent': 'prix é "1"', __proto__: 'x' } }), aPush('')]),
      appender.append([aPush('{', { receivedAtMs: 7, refusal: { code: '-27', reason: 'The body is not JSON.', isAuthenticated: true, wholeBytes: 1 } })]),
      appender.append([]),
    ]);
    const replayed = await appender.append([aPush({ callId: 'a' }, { replayOf: 3, source: 'replay' })]);
    await appender.close();
    expect([...groups, replayed]).toEqual([[1, 2], [3], [], [4]]);
    const [first, second, third, fourth] = kept();
    expect(first).toMatchObject({ source: '::1', headers: { 'user-agent': 'prix é "1"' }, outcome: 'waiting' });
    expect([...(first?.body ?? [])]).toEqual([...odd]);
    expect(second?.body).toHaveLength(0);
    expect(third).toMatchObject({ receivedAtMs: 7, outcome: 'refused', code: '-27', reason: 'The body is not JSON.' });
    expect(fourth).toMatchObject({ replayOf: 3, source: 'replay' });
  });

  it('tells the other threads how much was appended', async () => {
    const appender = start();
    await appender.append([aPush('{}'), aPush('{}')]);
    await appender.close();
    expect(new Int32Array(store.turns).at(-1)).toBe(2);
  });

  it('rejects with the code of what went wrong', async () => {
    const appender = start();
    // A replay of a push that is not there.
    const failure: unknown = await appender.append([aPush('{}', { replayOf: 99 })]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
    expect(storageFaultOf(failure)).toBeNull();
    expect(await appender.append([aPush('{}')])).toEqual([1]);
    await appender.probe();
    await appender.close();
  });

  it('rejects what is under way when its thread ends, and starts it again for the next', async () => {
    const missing = join(dir, 'nowhere', 'earshot.db');
    const appender = createAppender({ thread, file: missing, turns: store.turns, log: quiet });
    await expect(appender.append([aPush('{}')])).rejects.toThrow('The thread that keeps pushes ended.');
    await expect(appender.append([aPush('{}')])).rejects.toThrow('The thread that keeps pushes ended.');
    await appender.close();
    await expect(appender.append([aPush('{}')])).rejects.toThrow('The database is closed.');
  });
});
