import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, messageOf, systemCodeOf } from '#shared/errors.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import { headPath } from './partFile.ts';
import { pathsBeside, playablePath } from './sound/index.ts';
import { soundFormats, type SoundFormat } from './sniff.ts';

/** A kept recording, for whoever serves it. */
export interface SoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly contentType: string;
  /** With the dot. */
  readonly extension: string;
}

/** A beginning that is kept, and what tells of it; see partFile.ts. */
const ownPart = /^[0-9a-f]{40}\.part(?:\.json)?$/;
const unfinished = /\.part(?:\.json)?$/;
/** Longer than any recording is asked for: whoever had it on its way has given it up. */
const partLivesMs = 5 * 24 * 3_600_000;
const ownName = /^[0-9a-f]{40}\.[a-z0-9]+$/;

/** The folder of the recordings. Names are made here, never by a URL. */
export interface SoundFolder {
  /** Makes the folder, and removes what nobody goes on with; throws `data-dir-unusable`. */
  prepare(nowMs: number): void;
  /** Where the beginning of a recording is kept while it is on its way. */
  partPath(name: string): string;
  /** Puts the finished part at `path` into place; returns its file name. */
  moveIn(path: string, name: string, format: SoundFormat): Promise<string>;
  /** Whether `find` would find one, without waiting. */
  has(name: string): boolean;
  /** The file of `name` that is in place already: the process ended before it was written down. */
  find(name: string): Promise<string | null>;
  /** With what is kept beside it. */
  remove(file: string): Promise<void>;
  /** Null where there is no such file, or it was not named here. */
  open(file: string): Promise<SoundFile | null>;
  /** What is kept beside a file for Chromium to play it; the file itself where that is gone. */
  openPlayable(file: string): Promise<SoundFile | null>;
}

/** Without its extension: the same for the same call, kind and address. */
export function nameOfRecording(callId: string, kind: RecordingKind, url: string): string {
  return createHash('sha256').update(JSON.stringify([callId, kind, url])).digest('hex').slice(0, 40);
}

export function createSoundFolder(dir: string): SoundFolder {
  const openFile = async (file: string): Promise<SoundFile | null> => {
    const format = soundFormats.find(({ extension }) => file.endsWith(extension));
    if (!ownName.test(file) || format === undefined) return null;
    const path = join(dir, file);
    try {
      const found = await stat(path);
      return found.isFile() ? { path, bytes: found.size, ...format } : null;
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  };

  return {
    prepare(nowMs) {
      try {
        mkdirSync(dir, { recursive: true });
        for (const file of readdirSync(dir)) {
          if (unfinished.test(file) && !(ownPart.test(file) && isYoung(join(dir, file), nowMs))) rmSync(join(dir, file), { force: true });
        }
      } catch (cause) {
        throw new AppError('data-dir-unusable', `Earshot cannot keep recordings in ${dir} (${messageOf(cause)}). Make it a folder that can be written to.`, { cause });
      }
    },

    partPath: (name) => join(dir, `${name}.part`),

    async moveIn(path, name, { extension }) {
      const file = `${name}${extension}`;
      await rename(path, join(dir, file));
      await rm(headPath(path), { force: true });
      await syncFolder(dir);
      return file;
    },

    has: (name) => soundFormats.some(({ extension }) => existsSync(join(dir, `${name}${extension}`))),

    async find(name) {
      for (const { extension } of soundFormats) if (await openFile(`${name}${extension}`)) return `${name}${extension}`;
      return null;
    },

    async remove(file) {
      const path = join(dir, file);
      await Promise.all([path, ...pathsBeside(path)].map((unwanted) => rm(unwanted, { force: true })));
    },

    open: openFile,
    async openPlayable(file) {
      const original = await openFile(file);
      if (original === null) return null;
      const path = playablePath(original.path);
      const beside = await stat(path).catch(() => null);
      return beside === null ? original : { path, bytes: beside.size, contentType: 'audio/wav', extension: '.wav' };
    },
  };
}

function isYoung(path: string, nowMs: number): boolean {
  return nowMs - statSync(path).mtimeMs < partLivesMs;
}

/** A new name is on the disk only once its folder is. Windows opens no folders, and writes names through. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dir);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
