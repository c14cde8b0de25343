import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackupFolder } from '#core/backups/index.ts';

const now = Date.parse('2026-11-22T10:15:00Z');
const copy = { schemaVersion: 10, pushes: 3, lastPushId: 3, calls: 2 };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-backups-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const aFolder = () => createBackupFolder(join(dir, 'backups'));

/** A backup of `content` that is described as made at `madeAtMs`; returns its name. */
async function made(folder: ReturnType<typeof aFolder>, madeAtMs: number, content = 'whole'): Promise<string> {
  const path = await folder.newPath(madeAtMs);
  writeFileSync(path, content);
  await folder.describe(path, madeAtMs, copy);
  return basename(path);
}

describe('a folder of backups', () => {
  it('is empty where there is none', async () => {
    expect(await aFolder().list()).toEqual([]);
  });

  it('names a backup by its time, and two of one second apart', async () => {
    const folder = aFolder();
    expect(await made(folder, now)).toBe('earshot-2026-11-22T10-15-00Z.db');
    expect(await made(folder, now)).toBe('earshot-2026-11-22T10-15-00Z-2.db');
  });

  it('tells of each what was found in it, newest first', async () => {
    const folder = aFolder();
    const first = await made(folder, now);
    const second = await made(folder, now + 1000, 'whole too');
    expect(await folder.list()).toEqual([
      { file: second, kind: 'regular', madeAtMs: now + 1000, bytes: 9, pushes: 3, calls: 2, isVerified: true },
      { file: first, kind: 'regular', madeAtMs: now, bytes: 5, pushes: 3, calls: 2, isVerified: true },
    ]);
  });

  it('does not vouch for one that has changed since, or that came by hand', async () => {
    const folder = aFolder();
    const changed = await made(folder, now);
    writeFileSync(join(folder.path, changed), 'other');
    writeFileSync(join(folder.path, 'earshot-2026-01-01T00-00-00Z.db'), 'by hand');
    writeFileSync(join(folder.path, 'notes.txt'), 'nothing of ours');
    expect((await folder.list()).map(({ file, isVerified }) => [file, isVerified])).toEqual([
      [changed, false],
      ['earshot-2026-01-01T00-00-00Z.db', false],
    ]);
  });

  it('does not vouch for one that was found damaged, and deletes it in its turn', async () => {
    const folder = aFolder();
    const rotten = await made(folder, now);
    await made(folder, now + 1000);
    await folder.distrust(rotten);
    await folder.distrust('earshot-2026-01-01T00-00-00Z.db');
    expect((await folder.list()).map(({ isVerified }) => isVerified)).toEqual([true, false]);
    expect(await folder.prune(1, now)).toEqual([rotten]);
  });

  it('offers all but those that were found damaged for restoring, newest first: copied elsewhere, a good one has another time', async () => {
    const folder = aFolder();
    const older = await made(folder, now);
    const rotten = await made(folder, now + 1000);
    const newest = await made(folder, now + 2000);
    for (const file of [older, newest]) utimesSync(join(folder.path, file), now / 1000 + 86_400, now / 1000 + 86_400);
    await folder.distrust(rotten);
    writeFileSync(join(folder.path, 'earshot-2026-01-01T00-00-00Z.db'), 'by hand');
    expect((await folder.restorable()).map(({ file, isVerified }) => [file, isVerified])).toEqual([
      [newest, false],
      [older, false],
      ['earshot-2026-01-01T00-00-00Z.db', false],
    ]);
  });

  it('knows the copies made before an update of the schema', async () => {
    const folder = aFolder();
    await folder.newPath(now);
    writeFileSync(join(folder.path, 'earshot-schema-10.db'), 'old');
    expect(await folder.list()).toMatchObject([{ file: 'earshot-schema-10.db', kind: 'before-update', isVerified: true }]);
  });

  it('keeps to the order in which they were made when the clock is set back', async () => {
    const folder = aFolder();
    const before = await made(folder, now);
    const after = await made(folder, now - 86_400_000);
    expect((await folder.list()).map(({ file }) => file)).toEqual([after, before]);
    await folder.prune(1, now - 86_400_000);
    expect((await folder.list()).map(({ file }) => file)).toEqual([after]);
  });

  it('deletes the oldest regular ones beyond what is kept, and nothing that is not its own', async () => {
    const folder = aFolder();
    const names: string[] = [];
    for (let at = 0; at < 4; at += 1) names.push(await made(folder, now + at * 1000));
    for (const other of ['earshot-schema-10.db', 'earshot-2026-01-01T00-00-00Z.db', 'mine.db']) writeFileSync(join(folder.path, other), 'stays');
    expect(await folder.prune(2, now)).toEqual([names[1], names[0]]);
    expect(readdirSync(folder.path).toSorted()).toEqual(
      [names[2]!, names[3]!].flatMap((name) => [name, name.replace('.db', '.json')]).concat('earshot-schema-10.db', 'earshot-2026-01-01T00-00-00Z.db', 'mine.db').toSorted(),
    );
  });

  it('deletes what an interrupted one left, but not what may be under way', async () => {
    const folder = aFolder();
    await folder.newPath(now);
    for (const name of ['old.db.unfinished', 'new.db.unfinished']) writeFileSync(join(folder.path, name), 'half');
    utimesSync(join(folder.path, 'old.db.unfinished'), now / 1000 - 7200, now / 1000 - 7200);
    utimesSync(join(folder.path, 'new.db.unfinished'), now / 1000 - 60, now / 1000 - 60);
    await folder.prune(7, now);
    expect(readdirSync(folder.path)).toEqual(['new.db.unfinished']);
  });
});
