import { describe, expect, it } from 'vitest';
import { openForAccepting, openForDeriving } from '../../../electron/core/store/open.ts';
import type { WritableDb } from '../../../electron/core/store/handle.ts';
import { openDerivedStore } from '../../support/derivedStore.ts';

const pragma = (db: WritableDb, name: string): unknown => Object.values(db.get<object>(`PRAGMA ${name}`) ?? {})[0];

describe('a connection that writes', () => {
  it('waits with every commit for the disk itself where pushes are accepted, on macOS too', () => {
    using derived = openDerivedStore();
    const db = openForAccepting(derived.file);
    expect(['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync'].map((name) => pragma(db, name))).toEqual(['wal', 2, 1, 1]);
    db.close();
  });

  it('waits for it where it derives only before the log is written over', () => {
    using derived = openDerivedStore();
    const db = openForDeriving(derived.file);
    expect(['synchronous', 'fullfsync', 'checkpoint_fullfsync', 'wal_autocheckpoint'].map((name) => pragma(db, name))).toEqual([1, 0, 1, 0]);
    db.close();
  });
});
