import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endRestoring, restoreInto } from '#core/restoring.ts';
import { openReadable } from '../../electron/core/store/handle.ts';
import { copyDatabase, openStore } from '../../electron/core/store/index.ts';
import { damageDatabase, destroyHeader } from '../support/damage.ts';
import { aRule } from '../support/alerts.ts';
import { timedCall } from '../support/callsToTime.ts';
import { aPush, openDerivedStore } from '../support/derivedStore.ts';
import type { DerivedStore } from '../support/derivedStore.ts';

const now = Date.parse('2026-11-22T10:15:00Z');
const asideName = 'earshot.set-aside-2026-11-22T10-15-00Z.db';

let dir: string;
let file: string;
let backup: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-restoring-'));
  file = join(dir, 'earshot.db');
  backup = join(dir, 'backup.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function append(count: number, into = file): void {
  const store = openStore({ file: into });
  store.appendPushes(Array.from({ length: count }, (_, at) => aPush({ callId: `call-${at}`, padding: 'x'.repeat(2000) })));
  store.close();
}

function pushesIn(path: string): number {
  const db = openReadable(path);
  const found = db.get<{ n: number }>('SELECT count(*) AS n FROM pushes')?.n ?? 0;
  db.close();
  return found;
}

/** Fifty pushes in the backup, eighty in the database. */
async function aBackupAndMore(): Promise<void> {
  append(50);
  await copyDatabase({ file, to: backup });
  append(30);
}

/** Everything that is the operator's own. */
const own = (db: DerivedStore) => ({
  reviews: ['a', 'b'].map((callId) => db.reading.getCall(callId)?.review),
  times: db.reading.getCall('a')?.utterances.map(({ corrected }) => corrected),
  views: db.reading.listViews(),
  rules: db.store.alertSettings(),
  rescues: db.reading.listRescues({ answered: [], limit: 10 }).items.map(({ call }) => call.callId),
  counts: db.reading.reviewCounts(),
});

describe('restoreInto', () => {
  it('puts the backup in place, keeps the database that was there, and brings over what only that one has', async () => {
    await aBackupAndMore();
    const restored = restoreInto(dir, [backup], now);
    expect(restored).toEqual({
      backup: { path: backup, facts: expect.objectContaining({ pushes: 50, lastPushId: 50 }) as unknown },
      passedOver: [],
      setAside: join(dir, asideName),
      salvaged: { brought: 30, unreadable: 0, because: null },
    });
    expect(pushesIn(file)).toBe(80);
    expect(pushesIn(join(dir, asideName))).toBe(80);
    expect(pushesIn(backup)).toBe(50);
    expect(existsSync(join(dir, 'restoring.json'))).toBe(false);
  });

  it('restores over a file that cannot be read at all', async () => {
    await aBackupAndMore();
    destroyHeader(file);
    const damaged = readFileSync(file);
    expect(restoreInto(dir, [backup], now)).toMatchObject({ setAside: join(dir, asideName), salvaged: { brought: 0, because: 'nothing-readable' } });
    expect(pushesIn(file)).toBe(50);
    expect(readFileSync(join(dir, asideName)).equals(damaged)).toBe(true);
  });

  it('brings back everything that is the operator’s own from the backup alone', async () => {
    const rules = [aRule({ id: 'vip', name: 'VIP', action: 'urgent' })];
    let before: unknown;
    {
      using db = openDerivedStore({ dir });
      timedCall(db, 'a');
      db.push(...['b', 'c', 'd'].map((callId) => aPush({ callId, resultStatus: 'CALL_LOSS' })));
      db.store.setReviews(['a', 'b'], { starred: true, outcome: 'Called back', intent: 'B', addTags: ['VIP'], read: true, followUp: { dueAtMs: now, text: 'ask' } }, false);
      db.store.addNote('a', { text: 'Angry.', momentMs: 42_000 });
      db.store.changeTimes('a', { changes: [{ index: 0, startMs: 100, endMs: 900 }], shiftMs: 50 });
      db.store.saveView({ id: null, name: 'Mine', query: { starred: true, ownTag: 'VIP', from: 5, sort: 'arrived' } });
      db.store.setAlertSettings({ rules, quietHours: { from: 60, to: 120 }, pausedUntilMs: null, volume: 0.3 });
      db.store.setRescueHandled('c', true);
      before = own(db);
      expect(before).toMatchObject({ times: [{ startMs: 100 }, null, null], views: [{ name: 'Mine', calls: 1 }], rescues: ['d'], counts: { starred: 2, noted: 1 } });
      await copyDatabase({ file, to: backup });
    }
    destroyHeader(file);
    restoreInto(dir, [backup], now);
    using db = openDerivedStore({ dir });
    db.derive();
    expect(own(db)).toEqual(before);
  });

  it('begins anew with what can be read', () => {
    append(40);
    damageDatabase(file, 0.9, 1);
    const { backup: none, salvaged } = restoreInto(dir, null, now);
    expect(none).toBeNull();
    expect(salvaged.brought).toBeGreaterThan(20);
    expect(pushesIn(file)).toBe(salvaged.brought);
  });

  it('restores where there is no database', async () => {
    append(5, join(dir, 'other.db'));
    await copyDatabase({ file: join(dir, 'other.db'), to: backup });
    expect(restoreInto(dir, [backup], now)).toMatchObject({ setAside: null, salvaged: { brought: 0 } });
    expect(pushesIn(file)).toBe(5);
  });

  it('takes a database with its log that was copied by hand', () => {
    const other = join(dir, 'other.db');
    const store = openStore({ file: other });
    store.appendPushes([aPush({ callId: 'a' })]);
    for (const part of ['', '-wal']) copyFileSync(`${other}${part}`, `${backup}${part}`);
    store.close();
    restoreInto(dir, [backup], now);
    expect(pushesIn(file)).toBe(1);
  });

  it.each([
    ['is damaged', () => damageDatabase(backup, 0.5), /it is damaged/],
    ['is no database', () => writeFileSync(backup, 'nothing of the kind'.repeat(100)), /it is damaged/],
    ['is not there', () => rmSync(backup), /cannot be restored/],
  ])('changes nothing where the backup %s', async (_what, spoil, words) => {
    await aBackupAndMore();
    spoil();
    expect(() => restoreInto(dir, [backup], now)).toThrow(expect.objectContaining({ code: 'restore-failed', message: expect.stringMatching(words) as string }));
    expect(pushesIn(file)).toBe(80);
    expect(readdirSync(dir).filter((name) => /set-aside|restor/.test(name))).toEqual([]);
  });

  it('takes the first backup that is whole, and says which were passed over', async () => {
    await aBackupAndMore();
    const [rotten, missing] = [join(dir, 'rotten.db'), join(dir, 'missing.db')];
    copyFileSync(backup, rotten);
    damageDatabase(rotten, 0.5);
    expect(restoreInto(dir, [rotten, missing, backup, join(dir, 'never asked for.db')], now)).toMatchObject({
      backup: { path: backup },
      passedOver: [
        { path: rotten, because: expect.stringMatching(/^it is damaged \(.*\)$/) as string, isDamaged: true },
        { path: missing, because: expect.stringContaining('ENOENT') as string, isDamaged: false },
      ],
      salvaged: { brought: 30 },
    });
    expect(pushesIn(file)).toBe(80);
  });

  it('changes nothing where none of the backups is whole, and names each', async () => {
    await aBackupAndMore();
    destroyHeader(backup);
    expect(() => restoreInto(dir, [backup, join(dir, 'missing.db')], now)).toThrow(
      expect.objectContaining({ code: 'restore-failed', message: expect.stringMatching(/backup\.db cannot be restored: it is damaged .*missing\.db cannot be restored: .*Nothing was changed\.$/) as string }),
    );
    expect(pushesIn(file)).toBe(80);
    expect(readdirSync(dir).filter((name) => /set-aside|restor/.test(name))).toEqual([]);
  });

  it('changes nothing where the backup is of a newer Earshot, or of another program', async () => {
    await aBackupAndMore();
    const newer = openStore({ file: join(dir, 'newer.db') });
    newer.close();
    const db = new Database(join(dir, 'newer.db'));
    db.pragma('user_version = 99990');
    expect(() => restoreInto(dir, [join(dir, 'newer.db')], now)).toThrow(/written by a newer Earshot/);
    db.exec('DROP TABLE derive_state; PRAGMA user_version = 0');
    db.close();
    expect(() => restoreInto(dir, [join(dir, 'newer.db')], now)).toThrow(/no backup of Earshot/);
    expect(pushesIn(file)).toBe(80);
  });
});

describe('endRestoring', () => {
  it('has nothing to do as a rule', () => {
    append(1);
    expect(endRestoring(dir)).toBeNull();
    expect(pushesIn(file)).toBe(1);
  });

  // Every moment at which the process may have ended, once the backup was read through.
  it.each(['before anything was moved', 'after the log was moved', 'after the database was moved', 'after the backup was put in place'])('ends what was interrupted %s', async (moment) => {
    await aBackupAndMore();
    copyFileSync(backup, join(dir, 'earshot.db.restored'));
    writeFileSync(join(dir, 'restoring.json'), JSON.stringify({ setAsideAs: asideName }));
    // The last thirty are only in its log.
    const store = openStore({ file });
    store.appendPushes([aPush({ callId: 'in the log' })]);
    for (const part of ['', '-wal', '-shm']) copyFileSync(`${file}${part}`, join(dir, `kept${part}`));
    store.close();
    for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    const at = ['before anything was moved', 'after the log was moved', 'after the database was moved', 'after the backup was put in place'].indexOf(moment);
    for (const part of ['-wal', '-shm', '']) copyFileSync(join(dir, `kept${part}`), at >= (part === '' ? 2 : 1) ? join(dir, `${asideName}${part}`) : `${file}${part}`);
    if (at === 3) {
      copyFileSync(join(dir, 'earshot.db.restored'), file);
      rmSync(join(dir, 'earshot.db.restored'));
    }
    expect(endRestoring(dir)).toEqual({ setAside: join(dir, asideName), salvaged: { brought: 31, unreadable: 0, because: null } });
    expect(pushesIn(file)).toBe(81);
    expect(endRestoring(dir)).toBeNull();
    expect(existsSync(join(dir, 'earshot.db.restored'))).toBe(false);
  });

  it('deletes a copy that was not decided on', () => {
    append(1);
    writeFileSync(join(dir, 'earshot.db.restored'), 'half');
    expect(endRestoring(dir)).toBeNull();
    expect(existsSync(join(dir, 'earshot.db.restored'))).toBe(false);
  });
});
