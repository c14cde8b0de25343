import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkedFacts, copyDatabase } from '../../../electron/core/store/copies.ts';
import { openReadable } from '../../../electron/core/store/handle.ts';
import { storageFaultOf } from '../../../electron/core/store/faults.ts';
import { openStore } from '../../../electron/core/store/index.ts';
import type { Store } from '../../../electron/core/store/index.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { damageDatabase, spoilIndex } from '../../support/damage.ts';
import { aPushedRecord } from '../../support/pushes.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

let dir: string;
let to: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-copies-'));
  to = join(dir, 'copy.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const schemaVersion = migrations.at(-1)?.version;
const fill = (store: Store, from: number, count: number): number[] =>
  store.appendPushes(Array.from({ length: count }, (_, at) => aPush(aPushedRecord({ callId: `call-${from + at}`, analysisBasis: 'x'.repeat(3000) }))));

describe('copyDatabase', () => {
  it('makes one plain file of a database that is in use, and says what is in it', async () => {
    using derived = openDerivedStore();
    derived.push(aPush(aPushedRecord({ callId: 'a' })), aPush(aPushedRecord({ callId: 'b' })));
    const progress: number[] = [];
    const facts = await copyDatabase({ file: derived.file, to, onProgress: (done) => progress.push(done) });
    expect(facts).toEqual({ schemaVersion, pushes: 2, lastPushId: 2, calls: 2 });
    expect(checkedFacts(to)).toEqual(facts);
    expect(readdirSync(dir)).toEqual(['copy.db']);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('is of one moment and comes to an end while pushes keep being appended', async () => {
    using derived = openDerivedStore();
    fill(derived.store, 0, 4000);
    let appended = 0;
    const facts = await copyDatabase({
      file: derived.file,
      to,
      onProgress: () => void (appended += fill(derived.store, 10_000 + appended, 1).length),
    });
    expect(appended).toBeGreaterThan(2);
    expect(facts).toMatchObject({ pushes: 4000, lastPushId: 4000 });
    const copy = openReadable(to);
    expect(copy.get('SELECT count(*) AS n FROM pushes')).toEqual({ n: 4000 });
    copy.close();
  });

  it('leaves nothing, and the older copy as it was, where the database is damaged', async () => {
    using derived = openDerivedStore();
    fill(derived.store, 0, 400);
    await copyDatabase({ file: derived.file, to });
    const before = statSync(to).mtimeMs;
    damageDatabase(derived.file, 0.5);
    const failure: unknown = await copyDatabase({ file: derived.file, to }).catch((error: unknown) => error);
    expect(storageFaultOf(failure)).toBe('database-damaged');
    expect(readdirSync(dir)).toEqual(['copy.db']);
    expect(statSync(to).mtimeMs).toBe(before);
  });

  it('makes none of a database of which an index is damaged, as it could not be restored', async () => {
    const derived = openDerivedStore();
    derived.push(aPush(aPushedRecord({ callId: 'a' })), aPush(aPushedRecord({ callId: 'b' })));
    for (const part of [derived.reading, derived.deriving, derived.store]) part.close();
    spoilIndex(derived.file);
    const failure: unknown = await copyDatabase({ file: derived.file, to }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('index') as string });
    expect(storageFaultOf(failure)).toBe('database-damaged');
    expect(readdirSync(dir)).toEqual([]);
    expect(() => openStore({ file: derived.file, readThrough: true })).toThrow(expect.objectContaining({ code: 'database-damaged' }));
    rmSync(derived.dir, { recursive: true });
  });

  it('leaves nothing where it is broken off', async () => {
    using derived = openDerivedStore();
    fill(derived.store, 0, 4000);
    const abort = new AbortController();
    await expect(copyDatabase({ file: derived.file, to, signal: abort.signal, onProgress: () => abort.abort() })).rejects.toThrow('abort');
    expect(readdirSync(dir)).toEqual([]);
  });

  it('makes no database where there is none', async () => {
    await expect(copyDatabase({ file: join(dir, 'none.db'), to })).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
    expect(existsSync(join(dir, 'none.db'))).toBe(false);
  });
});
