import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadable, openWritable } from '../../../electron/core/store/handle.ts';
import type { WritableDb } from '../../../electron/core/store/handle.ts';
import { migrate } from '../../../electron/core/store/migrate.ts';
import { migrations } from '../../../electron/core/store/migrations/index.ts';
import { schemaVersion } from '../../../electron/core/store/schema.ts';
import { openReading, openStore } from '../../../electron/core/store/index.ts';
import { aPush } from '../../support/derivedStore.ts';
import { mountReadOnly, obstacleToMounting } from '../../support/smallDisk.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-migrate-'));
  file = join(dir, 'earshot.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (): WritableDb => openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
const numbered = (version: number, up: (db: WritableDb) => void = (db) => db.exec(`CREATE TABLE t${version} (a INTEGER) STRICT`)) => ({ version, up });
const tables = (db: WritableDb): string[] => db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE name LIKE 't%' ORDER BY name`).map(({ name }) => name);

describe('migrations', () => {
  it('stand in order', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
  });

  it('make only STRICT tables', () => {
    openStore({ file }).close();
    const db = openReadable(file);
    const loose = db.all<{ name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose).toEqual([]);
    expect(schemaVersion(db)).toBe(migrations.at(-1)?.version);
    db.close();
  });
});

describe('migrate', () => {
  it('runs the steps that are missing, in order, and marks the file', () => {
    const db = open();
    migrate(db, file, [numbered(10)]);
    migrate(db, file, [numbered(10, () => expect.unreachable()), numbered(20), numbered(30)]);
    expect(tables(db)).toEqual(['t10', 't20', 't30']);
    expect(schemaVersion(db)).toBe(30);
    db.close();
  });

  it('runs all of them or none', () => {
    const db = open();
    const failing = numbered(30, () => {
      throw new Error('cannot');
    });
    expect(() => migrate(db, file, [numbered(10), numbered(20), failing])).toThrow('cannot');
    expect(tables(db)).toEqual([]);
    expect(schemaVersion(db)).toBe(0);
    db.close();
  });

  it('makes a whole copy of an older file first, and none of a new one', () => {
    const db = open();
    migrate(db, file, [numbered(10)]);
    expect(existsSync(join(dir, 'backups'))).toBe(false);
    db.run('INSERT INTO t10 VALUES (?)', 7);
    migrate(db, file, [numbered(10), numbered(20, (old) => old.exec('DROP TABLE t10'))]);
    db.close();
    expect(readdirSync(join(dir, 'backups'))).toEqual(['earshot-schema-10.db']);
    const copy = openReadable(join(dir, 'backups', 'earshot-schema-10.db'));
    expect(copy.all('SELECT a FROM t10')).toEqual([{ a: 7 }]);
    expect(schemaVersion(copy)).toBe(10);
    copy.close();
  });

  it('does not touch the file where no copy can be made', () => {
    const db = open();
    migrate(db, file, [numbered(10)]);
    writeFileSync(join(dir, 'backups'), 'in the way');
    expect(() => migrate(db, file, [numbered(10), numbered(20)])).toThrow(expect.objectContaining({ code: 'database-unusable' }));
    expect(schemaVersion(db)).toBe(10);
    db.close();
  });

  it('refuses the file of a newer Earshot with a sentence, and leaves it alone', () => {
    const db = open();
    migrate(db, file, [numbered(10), numbered(20)]);
    expect(() => migrate(db, file, [numbered(10)])).toThrow(expect.objectContaining({ code: 'database-newer', message: expect.stringContaining('newer Earshot') }));
    expect(tables(db)).toEqual(['t10', 't20']);
    db.close();
  });
});

describe('openStore', () => {
  it('keeps what is there', () => {
    const first = openStore({ file });
    first.appendPushes([aPush({ callId: 'a' })]);
    first.close();
    const again = openStore({ file });
    expect(again.appendPushes([aPush({ callId: 'b' })])).toEqual([2]);
    again.close();
  });

  it('says what to do about a file that is no database', () => {
    writeFileSync(file, 'this is no database, but long enough to look at as one'.repeat(40));
    expect(() => openStore({ file })).toThrow(expect.objectContaining({ code: 'database-damaged', message: expect.stringContaining('Restore a backup') }));
  });

  it('says so about a database of another program', () => {
    const db = open();
    db.exec(`CREATE TABLE theirs (a); PRAGMA user_version = ${migrations.at(-1)?.version}`);
    db.close();
    expect(() => openStore({ file })).toThrow(expect.objectContaining({ code: 'database-unusable', message: expect.stringContaining('no such table') }));
  });

  it('says so at once where the file cannot be written to', async ({ skip }) => {
    // To root every file is writable, but for one on a disk that is not.
    const isRoot = process.getuid?.() === 0;
    const obstacle = isRoot ? await obstacleToMounting() : null;
    skip(obstacle !== null, `to root every file is writable, and ${obstacle ?? ''}`);
    openStore({ file }).close();
    chmodSync(file, 0o444);
    await using readOnly = isRoot ? await mountReadOnly(dir) : null;
    expect(() => openStore({ file: join(readOnly?.dir ?? dir, basename(file)) })).toThrow(expect.objectContaining({ code: 'database-unusable', message: expect.stringContaining('readonly') }));
  });

  it('says so where the folder is missing', () => {
    expect(() => openStore({ file: join(dir, 'missing', 'earshot.db') })).toThrow(expect.objectContaining({ code: 'database-unusable' }));
  });
});

describe('openReading', () => {
  it('does not make or migrate a database by itself', () => {
    expect(() => openReading(file)).toThrow(expect.objectContaining({ code: 'database-unusable' }));
    open().close();
    expect(() => openReading(file)).toThrow(expect.objectContaining({ code: 'database-unusable' }));
  });
});
