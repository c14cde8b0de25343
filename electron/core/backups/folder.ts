import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Backup } from '#shared/model/backup.ts';
import { systemCodeOf } from '#shared/errors.ts';

/** What was found in a copy of the database when it was checked; null where its schema has no such thing. */
export interface CheckedCopy {
  readonly schemaVersion: number;
  readonly pushes: number | null;
  readonly lastPushId: number | null;
  readonly calls: number | null;
}

/** The folder of the backups. */
export interface BackupFolder {
  /** Absolute. */
  readonly path: string;
  /** The backups there are, newest first. A folder that is missing or cannot be read has none. */
  list(): Promise<Backup[]>;
  /**
   * Those of them that may be whole, newest first: all but the ones that were found damaged. One that is not verified may
   * only have been copied here, which changes the time of a file; whoever restores it reads it through first.
   */
  restorable(): Promise<Backup[]>;
  /** A path for a backup of this moment that no other one has; makes the folder. */
  newPath(nowMs: number): Promise<string>;
  /** Writes down what was found in a backup that has just got its name. */
  describe(path: string, madeAtMs: number, copy: CheckedCopy): Promise<void>;
  /** Writes down that a backup is not whole any more. */
  distrust(file: string): Promise<void>;
  /** Deletes the oldest regular backups beyond `keep`, and what one left that was interrupted long ago; returns the names. */
  prune(keep: number, nowMs: number): Promise<string[]>;
}

const noteSchema = z.object({
  /** Grows by one from each backup to the next, whatever the clock does. */
  order: z.number().int(),
  madeAtMs: z.number().int(),
  bytes: z.number().int(),
  modifiedAtMs: z.number(),
  schemaVersion: z.number().int(),
  pushes: z.number().int().nullable(),
  lastPushId: z.number().int().nullable(),
  calls: z.number().int().nullable(),
  /** It was found damaged later; size and time do not show that. */
  isDamaged: z.boolean().optional(),
});
type Note = z.infer<typeof noteSchema>;

interface Entry {
  readonly backup: Backup;
  readonly order: number;
  readonly isDamaged: boolean;
}

const regularName = /^earshot-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-\d+)?\.db$/;
/** Made by the store before it changes the schema, and checked before it had its name. */
const beforeUpdateName = /^earshot-schema-\d+\.db$/;
const interruptedAfterMs = 3_600_000;
const unfinishedName = /\.unfinished(?:-journal|-wal|-shm)?$/;

export function createBackupFolder(path: string): BackupFolder {
  const noteFile = (backup: string): string => join(path, backup.replace(/\.db$/, '.json'));

  async function names(): Promise<string[]> {
    try {
      return await readdir(path);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return [];
      throw error;
    }
  }

  async function readNote(backup: string): Promise<Note | null> {
    try {
      return noteSchema.parse(JSON.parse(await readFile(noteFile(backup), 'utf8')));
    } catch {
      // Missing, or of a file that came here by hand: nothing is known of it then.
      return null;
    }
  }

  async function entry(file: string): Promise<Entry | null> {
    const kind = regularName.test(file) ? 'regular' : beforeUpdateName.test(file) ? 'before-update' : null;
    if (kind === null) return null;
    const [found, note] = await Promise.all([stat(join(path, file)).catch(() => null), readNote(file)]);
    if (found === null) return null;
    const isAsNoted = note !== null && note.isDamaged !== true && note.bytes === found.size && note.modifiedAtMs === found.mtimeMs;
    return {
      order: note?.order ?? 0,
      isDamaged: note?.isDamaged === true,
      backup: {
        file,
        kind,
        madeAtMs: note?.madeAtMs ?? timeIn(file) ?? Math.round(found.mtimeMs),
        bytes: found.size,
        pushes: note?.pushes ?? null,
        calls: note?.calls ?? null,
        isVerified: isAsNoted || kind === 'before-update',
      },
    };
  }

  async function entries(): Promise<Entry[]> {
    const found = await Promise.all((await names()).map(entry));
    return found.filter((item) => item !== null).toSorted((a, b) => b.order - a.order || b.backup.madeAtMs - a.backup.madeAtMs);
  }

  return {
    path,
    async list() {
      return (await entries()).map(({ backup }) => backup);
    },

    async restorable() {
      return (await entries()).filter(({ isDamaged }) => !isDamaged).map(({ backup }) => backup);
    },

    async newPath(nowMs) {
      await mkdir(path, { recursive: true });
      const taken = new Set(await names());
      const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
      let name = `earshot-${time}Z.db`;
      for (let more = 2; taken.has(name); more += 1) name = `earshot-${time}Z-${more}.db`;
      return join(path, name);
    },

    async describe(backup, madeAtMs, copy) {
      const { size, mtimeMs } = await stat(backup);
      const order = 1 + Math.max(0, ...(await entries()).map((item) => item.order));
      const note: Note = { order, madeAtMs, bytes: size, modifiedAtMs: mtimeMs, ...copy };
      await writeFile(backup.replace(/\.db$/, '.json'), `${JSON.stringify(note)}\n`);
    },

    async distrust(file) {
      const note = await readNote(file);
      if (note !== null) await writeFile(noteFile(file), `${JSON.stringify({ ...note, isDamaged: true } satisfies Note)}\n`);
    },

    async prune(keep, nowMs) {
      const regular = (await entries()).filter(({ backup, order }) => backup.kind === 'regular' && order > 0);
      const old = regular.slice(keep).map(({ backup }) => backup.file);
      const left: string[] = [];
      for (const name of await names()) {
        // A younger one may be under way, of a command beside this host.
        const isOld = unfinishedName.test(name) && Math.abs(nowMs - ((await stat(join(path, name)).catch(() => null))?.mtimeMs ?? nowMs)) > interruptedAfterMs;
        if (isOld) left.push(name);
      }
      for (const name of [...old, ...left]) await rm(join(path, name), { force: true });
      for (const name of old) await rm(noteFile(name), { force: true });
      return old;
    },
  };
}

function timeIn(name: string): number | null {
  const [, day, hours, minutes, seconds] = regularName.exec(name) ?? [];
  const ms = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(ms) ? null : ms;
}
