import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const body = Buffer.alloc(4000, 'x');
const append = (db: DerivedStore, pushes: number): void => {
  for (let at = 0; at < pushes; at += 100) db.store.appendPushes(Array.from({ length: 100 }, () => aPush(body)));
};
const logBytes = (db: DerivedStore): number => statSync(`${db.file}-wal`).size;

describe('the write-ahead log', () => {
  it('begins again at its start once it was copied, so that it stays small however much is written', () => {
    using db = openDerivedStore();
    // What 2000 pages make of it, and what comes on top until the next look.
    for (let round = 0; round < 8; round += 1) {
      append(db, 1000);
      db.deriving.tidy(1, false);
    }
    expect(logBytes(db)).toBeLessThan(4 * 2000 * 4096);
  });

  it('is left alone for longer while pushes come in fast', () => {
    using db = openDerivedStore();
    for (let round = 0; round < 4; round += 1) {
      append(db, 1000);
      db.deriving.tidy(1, true);
    }
    expect(logBytes(db)).toBeGreaterThan(4000 * 4096);
    db.deriving.tidy(1, false);
    append(db, 1000);
    const bytes = logBytes(db);
    append(db, 100);
    expect(logBytes(db)).toBe(bytes);
  });
});
