import { existsSync } from 'node:fs';
import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Backup } from '#shared/model/backup.ts';
import { AppError, messageOf } from '#shared/errors.ts';
import { checkRoom, createBackupFolder } from './backups/index.ts';
import { lockDataDir, runningHost } from './dataDirLock.ts';
import { diagnose } from './doctor/index.ts';
import type { Diagnosis } from './doctor/index.ts';
import { restoreInto } from './restoring.ts';
import type { Restored } from './restoring.ts';
import { prepareDataDir } from './settings/index.ts';
import { copyDatabase, examineDatabase } from './store/index.ts';
import type { DatabaseFacts } from './store/index.ts';

/*
 * What is done to a data directory from outside a host: the commands, and what a host offers before it can start.
 */

/** A backup with the path that it has. */
export type BackupAt = Backup & { readonly path: string };

const databaseOf = (dataDir: string): string => join(dataDir, 'earshot.db');
const folderOf = (dataDir: string) => createBackupFolder(join(dataDir, 'backups'));

/**
 * Makes a backup of the database, also while a host works on it: in the backups folder, or at `to`, which must not exist
 * yet. Throws `backup-failed` with a sentence.
 */
export async function makeBackup({ dataDir, to, nowMs, onProgress }: { readonly dataDir: string; readonly to: string | null; readonly nowMs: number; readonly onProgress: (done: number) => void }): Promise<{ readonly path: string; readonly facts: DatabaseFacts }> {
  const file = databaseOf(resolve(dataDir));
  if (!existsSync(file)) throw new AppError('backup-failed', `There is no database in ${resolve(dataDir)}. Name the data directory with --data.`);
  if (to !== null && existsSync(to)) throw new AppError('backup-failed', `${resolve(to)} exists already and was left as it is. Name another file.`);
  const folder = folderOf(resolve(dataDir));
  try {
    const path = to === null ? await folder.newPath(nowMs) : resolve(to);
    const room = await checkRoom(file, dirname(path));
    if (room?.kind === 'no-room') {
      throw new AppError('backup-failed', `A backup at ${path} needs ${megabytes(room.neededBytes)} MB, and ${megabytes(room.freeBytes)} MB are free there. Make room, or name another place with --to.`);
    }
    const facts = await copyDatabase({ file, to: path, onProgress });
    if (to === null) await folder.describe(path, nowMs, facts);
    return { path, facts };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('backup-failed', `No backup could be made of ${file}: ${messageOf(cause)}. "doctor" tells more.`, { cause });
  }
}

/** The newest backup that may be restored, or null where there is none; only where it `isVerified` is it known to be good. */
export async function newestBackup(dataDir: string): Promise<BackupAt | null> {
  const dir = resolve(dataDir);
  const [newest] = await folderOf(dir).restorable();
  return newest === undefined ? null : { ...newest, path: pathOf(dir, newest) };
}

const pathOf = (dir: string, { file }: Backup): string => join(folderOf(dir).path, file);

/**
 * Puts a backup in the place of the database: the file that is named (a path, or a name in the backups folder), `latest`
 * for the newest that is whole, or `empty`. No host may run on the directory. Throws `data-dir-locked` or
 * `restore-failed` with a sentence.
 */
export async function restoreBackup({ dataDir, from, now }: { readonly dataDir: string; readonly from: { readonly file: string } | 'latest' | 'empty'; readonly now: () => number }): Promise<Restored> {
  const dir = prepareDataDir(dataDir);
  const lock = await lockDataDir(dir, 'command', now);
  try {
    const restored = restoreInto(dir, await chosen(dir, from), now());
    for (const { path, isDamaged } of restored.passedOver) if (isDamaged) await folderOf(dir).distrust(basename(path));
    return restored;
  } finally {
    lock.release();
  }
}

async function chosen(dir: string, from: { readonly file: string } | 'latest' | 'empty'): Promise<string[] | null> {
  if (from === 'empty') return null;
  if (from === 'latest') {
    const backups = await folderOf(dir).restorable();
    if (backups.length === 0) throw new AppError('restore-failed', `There is no backup in ${join(dir, 'backups')}. Name a file, or begin anew with --empty. Nothing was changed.`);
    return backups.map((backup) => pathOf(dir, backup));
  }
  const inFolder = join(dir, 'backups', from.file);
  const path = !isAbsolute(from.file) && !existsSync(from.file) && existsSync(inFolder) ? inFolder : resolve(from.file);
  if (!existsSync(path)) throw new AppError('restore-failed', `There is no file ${path}. Nothing was changed.`);
  if (path === databaseOf(dir)) throw new AppError('restore-failed', `${path} is the database itself. Nothing was changed.`);
  return [path];
}

/** Looks a data directory through, also while a host works on it, and changes nothing. */
export async function examineDataDir({ dataDir, nowMs }: { readonly dataDir: string; readonly nowMs: number }): Promise<Diagnosis> {
  const dir = resolve(dataDir);
  const file = databaseOf(dir);
  const names = await readdir(dir).catch(() => null);
  const databaseBytes = await sizeOf(file);
  const running = names === null ? null : runningHost(dir);
  return diagnose({
    nowMs,
    dataDir: dir,
    isThere: names !== null,
    isWritable: await access(dir, constants.W_OK).then(() => true, () => false),
    setAside: (names ?? []).filter((name) => /^earshot\.set-aside-.*\.db$/.test(name)),
    isRestoring: names?.includes('restoring.json') ?? false,
    holder: running === null ? null : { pid: running.pid, host: running.host, since: running.since },
    database: databaseBytes === null ? null : { bytes: databaseBytes, walBytes: (await sizeOf(`${file}-wal`)) ?? 0, examination: examineDatabase(file) },
    recordings: await filesIn(join(dir, 'recordings')),
    freeBytes: await freeBytesOf(dir),
    backups: await folderOf(dir).list(),
    logBytes: (await filesIn(join(dir, 'logs'))).reduce((sum, { bytes }) => sum + bytes, 0),
  });
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

async function filesIn(dir: string): Promise<{ readonly name: string; readonly bytes: number }[]> {
  const names = await readdir(dir).catch(() => []);
  const found: { name: string; bytes: number }[] = [];
  for (const name of names) {
    const file = await stat(join(dir, name)).catch(() => null);
    if (file?.isFile() === true) found.push({ name, bytes: file.size });
  }
  return found;
}

async function freeBytesOf(dir: string): Promise<number | null> {
  const disk = await statfs(dir).catch(() => null);
  return disk === null ? null : disk.bavail * disk.bsize;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
