import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDatabase } from '../../../electron/core/store/copies.ts';
import { examineDatabase } from '../../../electron/core/store/examine.ts';
import { openReadable, openWritable } from '../../../electron/core/store/handle.ts';
import { openReading, openStore, salvagePushes } from '../../../electron/core/store/index.ts';
import { timedCall } from '../../support/callsToTime.ts';
import { damageDatabase, damageLeaf, destroyHeader } from '../../support/damage.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';

let dir: string;
let file: string;
let backup: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-salvage-'));
  file = join(dir, 'earshot.db');
  backup = join(dir, 'backup.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Appends `count` pushes of some 3 KB and returns the last id. */
function append(into: string, count: number, sender = 'platform'): number {
  const store = openStore({ file: into });
  const ids = store.appendPushes(Array.from({ length: count }, (_, at) => aPush(aPushedRecord({ callId: `${sender}-${at}`, analysisBasis: 'x'.repeat(2000) }), { source: sender })));
  store.close();
  return ids.at(-1) ?? 0;
}

const lost = (callId: string) => aPush(aPushedRecord({ callId, resultStatus: 'TRANSFER_ARTIFICIAL' }));

const rows = (of: string) => {
  const db = openReadable(of);
  const found = db.all<{ id: number; source: string; body: Uint8Array }>('SELECT id, source, body FROM pushes ORDER BY id');
  db.close();
  return found;
};

/** Derives what there is at a folder, and does something with it. */
function review(at: string, act: (store: DerivedStore) => void): void {
  using store = openDerivedStore({ dir: at });
  store.derive();
  act(store);
}

/** Who waits to be called back. */
const due = (db: DerivedStore) => db.reading.listRescues({ answered: ['ANSWERED'], limit: 10 }).items.map(({ call }) => call.callId);
/** What is said of the times of two calls, and what follows from it. */
const spoken = (db: DerivedStore) => ['a', 'b'].map((callId) => {
  const { utterances = [], timing, conversation } = db.reading.getCall(callId) ?? {};
  return [utterances.map(({ corrected }) => corrected), timing?.shiftMs, timing?.hasCorrections, conversation];
});

describe('salvagePushes', () => {
  it('brings over what came after the backup, byte for byte and with its ids', async () => {
    append(file, 50);
    await copyDatabase({ file, to: backup });
    append(file, 30);
    const all = rows(file);
    expect(salvagePushes({ from: file, into: backup })).toEqual({ brought: 30, unreadable: 0, because: null });
    expect(rows(backup)).toEqual(all);
    expect(append(backup, 1)).toBe(81);
  });

  it('brings refused pushes over with what the log needs to know of them', async () => {
    append(file, 2);
    await copyDatabase({ file, to: backup });
    const store = openStore({ file });
    store.appendPushes([
      aPush('{"callId":"a"}', { refusal: { code: '-4' } }),
      aPush('scan', { source: '198.51.100.7', refusal: { code: '-1', isAuthenticated: false } }),
      aPush('{"callId":"a"}', { source: 'replay', replayOf: 3 }),
    ]);
    store.close();
    expect(salvagePushes({ from: file, into: backup })).toMatchObject({ brought: 3 });
    const reading = openReading(backup, { clock: () => 0 });
    expect(reading.listPushes({ outcome: ['refused'], limit: 10 }).items.map(({ id, isAuthenticated, replayedAs }) => [id, isAuthenticated, replayedAs])).toEqual([
      [4, false, null],
      [3, true, 5],
    ]);
    expect(reading.listPushes({ source: '198.51.100.7', limit: 10 }).items.map(({ id }) => id)).toEqual([4]);
    expect(reading.totals()).toMatchObject({ pushes: 5, refused: 2 });
    reading.close();
    const strict = { authenticated: { pushes: 0, bytes: 0 }, unauthenticated: { pushes: 0, bytes: 0 } };
    const again = openStore({ file: backup, budgets: strict });
    expect(again.appendPushes([aPush('{}', { refusal: {} })])).toEqual([6]);
    again.close();
    expect(rows(backup).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  });

  it('knows of refused pushes what the other database knew: who sent them, how large they were, what was answered', async () => {
    append(file, 2);
    await copyDatabase({ file, to: backup });
    const store = openStore({ file });
    store.appendPushes([
      // The right key in the address, and a wrong signature.
      aPush('{"callId":"a"}', { refusal: { code: '-1', reason: 'The sign is wrong.', httpStatus: 401 } }),
      aPush('x'.repeat(4096), { refusal: { code: '-27', wholeBytes: 9_000_000, httpStatus: 413 } }),
    ]);
    store.close();
    expect(salvagePushes({ from: file, into: backup })).toMatchObject({ brought: 2 });
    const reading = openReading(backup, { clock: () => 0 });
    expect([3, 4].map((id) => reading.getPush(id))).toMatchObject([{ isAuthenticated: true, wholeBytes: 14 }, { isAuthenticated: true, wholeBytes: 9_000_000 }]);
    expect([3, 4].map((id) => reading.pushDetail(id, 10)?.refusedWith)).toEqual([401, 413]);
    expect(['-1', '-27'].map((code) => reading.openRefused({ code, isAuthenticated: true, after: 0, limit: 10 }))).toEqual([[3], []]);
    reading.close();
  });

  it('takes -1 for a stranger’s where the other database does not tell', async () => {
    append(file, 2);
    await copyDatabase({ file, to: backup });
    const store = openStore({ file });
    store.appendPushes([aPush('{"callId":"a"}', { refusal: { code: '-1' } }), aPush('{"callId":"a"}', { refusal: { code: '-4' } })]);
    store.close();
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 0 });
    db.exec('DROP TABLE refused_pushes');
    db.close();
    expect(salvagePushes({ from: file, into: backup })).toMatchObject({ brought: 2 });
    const reading = openReading(backup, { clock: () => 0 });
    expect([3, 4].map((id) => reading.getPush(id)?.isAuthenticated)).toEqual([false, true]);
    reading.close();
  });

  it('brings over what can be read around damaged pages, and counts the rest', async () => {
    append(file, 50);
    await copyDatabase({ file, to: backup });
    append(file, 1000);
    const whole = join(dir, 'whole.db');
    await copyDatabase({ file, to: whole });
    damageDatabase(file, 0.6);
    const salvaged = salvagePushes({ from: file, into: backup });
    expect(salvaged.because).toBeNull();
    expect(salvaged.brought).toBeGreaterThan(900);
    expect(salvaged.unreadable).toBeGreaterThan(0);
    expect(salvaged.brought + salvaged.unreadable).toBe(1000);
    const truth = new Map(rows(whole).map(({ id, body }) => [id, body]));
    // SQLite has no checksums: where a page holds nothing but a body's bytes, their damage cannot be seen.
    const same = rows(backup).filter(({ id, body }) => Buffer.from(truth.get(id)!).equals(body)).length; // every row has its truth
    expect(same).toBeGreaterThan(940);
  });

  it('takes nothing from a database of another history', async () => {
    append(file, 50);
    await copyDatabase({ file, to: backup });
    const other = join(dir, 'other.db');
    append(other, 80, 'stranger');
    expect(salvagePushes({ from: other, into: backup })).toEqual({ brought: 0, unreadable: 0, because: 'other-history' });
    expect(rows(backup)).toHaveLength(50);
  });

  it('says so where nothing can be read', async () => {
    append(file, 5);
    await copyDatabase({ file, to: backup });
    destroyHeader(file);
    expect(salvagePushes({ from: file, into: backup })).toEqual({ brought: 0, unreadable: 0, because: 'nothing-readable' });
  });

  it('fills an empty database from the beginning', () => {
    append(file, 20);
    const empty = join(dir, 'empty.db');
    openStore({ file: empty }).close();
    expect(salvagePushes({ from: file, into: empty })).toEqual({ brought: 20, unreadable: 0, because: null });
    expect(rows(empty)).toEqual(rows(file));
  });

  it('keeps which push a replay repeats', () => {
    const store = openStore({ file });
    const [first = 0] = store.appendPushes([aPush({ callId: 'a' })]);
    store.appendPushes([aPush({ callId: 'a' }, { replayOf: first })]);
    store.close();
    const empty = join(dir, 'empty.db');
    openStore({ file: empty }).close();
    copyFileSync(file, backup);
    salvagePushes({ from: file, into: empty });
    const db = openReadable(empty);
    expect(db.all('SELECT id, replay_of FROM pushes')).toEqual([{ id: 1, replay_of: null }, { id: 2, replay_of: 1 }]);
    db.close();
  });

  it('brings over which customers were seen to since the backup', async () => {
    review(dir, (store) => store.push(lost('a'), lost('b')));
    await copyDatabase({ file, to: backup });
    review(dir, (store) => {
      store.push(lost('c'), lost('d'));
      store.store.setRescueHandled('a', true);
      store.store.setRescueHandled('c', true);
    });
    salvagePushes({ from: file, into: backup });
    const other = join(dir, 'restored');
    mkdirSync(other);
    copyFileSync(backup, join(other, 'earshot.db'));
    review(other, ({ reading }) => expect(reading.listRescues({ answered: [], limit: 9 }).items.map(({ call }) => call.callId)).toEqual(['d', 'b']));
  });

  it('brings over what the operator made of calls since the backup, and takes away what was taken away', async () => {
    append(file, 3);
    review(dir, ({ store }) => {
      store.setReviews(['platform-0'], { starred: true }, false);
      store.addNote('platform-0', { text: 'Taken away later.', momentMs: null });
      store.saveView({ id: null, name: 'Old', query: { sort: 'arrived' } });
    });
    await copyDatabase({ file, to: backup });
    append(file, 1, 'later');
    review(dir, ({ store }) => {
      store.setReviews(['platform-0'], { starred: false, outcome: 'Called back' }, false);
      store.setReviews(['later-0', 'platform-1'], { addTags: ['VIP'], read: true }, false);
      store.removeNote(1);
      store.addNote('later-0', { text: 'Angry.', momentMs: 42_000 });
      store.saveView({ id: 1, name: 'New', query: { sort: 'started' } });
    });
    expect(salvagePushes({ from: file, into: backup })).toMatchObject({ brought: 1 });
    const other = join(dir, 'restored');
    mkdirSync(other);
    copyFileSync(backup, join(other, 'earshot.db'));
    review(other, ({ reading, file: restored }) => {
      const shown = (callId: string) => reading.getCall(callId)?.review;
      expect(shown('platform-0')).toMatchObject({ starred: false, outcome: 'Called back', notes: [] });
      expect(shown('platform-1')).toMatchObject({ tags: ['VIP'], read: true });
      expect(shown('later-0')).toMatchObject({ tags: ['VIP'], read: true, notes: [{ text: 'Angry.', momentMs: 42_000 }] });
      expect(reading.listViews().map(({ name }) => name)).toEqual(['New']);
      const examination = examineDatabase(restored);
      expect(examination.ok && examination.found.reviews).toEqual({ calls: 3, notes: 1, withoutCall: 0, marksOff: 0 });
    });
  });

  it('brings over as much of that as can be read', async () => {
    append(file, 3);
    const derived = openDerivedStore({ dir });
    derived.derive();
    derived.store.setReviews(['platform-0', 'platform-1'], { starred: true }, false);
    derived.store.saveView({ id: null, name: 'Mine', query: { sort: 'arrived' } });
    await copyDatabase({ file, to: backup });
    derived.store.setReviews(['platform-2'], { starred: true }, false);
    derived[Symbol.dispose]();
    const odd = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    odd.run(`UPDATE reviews SET tags = '[' WHERE call_id = 'platform-0'`);
    odd.close();
    salvagePushes({ from: file, into: backup });
    const reading = openReading(backup);
    expect(reading.listCalls({ starred: true, sort: 'arrived', limit: 10 }).items.map(({ callId }) => callId)).toEqual(['platform-2', 'platform-1', 'platform-0']);
    reading.close();
  });

  it('brings over who spoke when as the operator says since the backup, and who was called back', async () => {
    {
      using db = openDerivedStore({ dir });
      timedCall(db, 'a');
      timedCall(db, 'b');
      db.push(...['lost', 'called'].map((callId) => aPush({ callId, resultStatus: 'CALL_LOSS' })));
      db.store.changeTimes('b', { changes: [{ index: 0, startMs: 100, endMs: 900 }], shiftMs: 50 });
      expect(due(db)).toEqual(['called', 'lost']);
      await copyDatabase({ file, to: backup });
      db.store.changeTimes('a', { changes: [{ index: 0, startMs: 700, endMs: 2900 }, { index: 1, startMs: 2800, endMs: 4100 }, { index: 2, startMs: 5000, endMs: 7000 }], shiftMs: -20 });
      db.store.resetTimes('b');
      db.store.setRescueHandled('called', true);
    }
    const before: unknown[] = [];
    review(dir, (db) => before.push(...spoken(db)));
    expect(before).toMatchObject([[[{ startMs: 700 }, { startMs: 2800 }, { startMs: 5000 }], -20, true, { robotMs: expect.any(Number) as number }], [[null, null, null], 0, false, null]]);
    salvagePushes({ from: file, into: backup });
    const other = join(dir, 'restored');
    mkdirSync(other);
    copyFileSync(backup, join(other, 'earshot.db'));
    review(other, (db) => {
      expect(spoken(db)).toEqual(before);
      expect(due(db)).toEqual(['lost']);
      // What lists of calls show of their times follows from that too.
      const own = openReadable(db.file);
      expect(own.all('SELECT call_id, robot_ms IS NOT NULL AS isCounted FROM call_times JOIN calls ON id = call_row ORDER BY call_id')).toContainEqual({ call_id: 'a', isCounted: 1 });
      own.close();
    });
  });

  it('brings over what can be read of that from both ends of what cannot', async () => {
    {
      using db = openDerivedStore({ dir });
      timedCall(db, 'a');
      await copyDatabase({ file, to: backup });
    }
    const odd = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    odd.write(() => {
      for (let call = 0; call < 4000; call += 1) odd.run('INSERT INTO time_shifts VALUES (?, ?)', `call-${String(call).padStart(5, '0')}`, 7);
    });
    odd.close();
    damageLeaf(file, 'time_shifts', 5);
    salvagePushes({ from: file, into: backup });
    const db = openReadable(backup);
    const kept = db.all<{ callId: string }>('SELECT call_id AS callId FROM time_shifts ORDER BY call_id').map(({ callId }) => callId);
    db.close();
    expect([kept.at(0), kept.at(-1)]).toEqual(['call-00000', 'call-03999']);
    expect(kept.length).toBeGreaterThan(3000);
    expect(kept.length).toBeLessThan(4000);
  });
});
