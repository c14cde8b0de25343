import { constants, copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, messageOf } from '#shared/errors.ts';
import { checkedFacts, newestSchema, openStore, plainFile, removeDatabase, salvagePushes, storageFaultOf, syncFolder } from './store/index.ts';
import type { DatabaseFacts, Salvaged } from './store/index.ts';

/** What was put in the place of a database. */
export interface Restored {
  /** Null where it began anew with an empty one. */
  readonly backup: { readonly path: string; readonly facts: DatabaseFacts } | null;
  /** Backups that come before it and could not be taken; `because` has the words of a sentence. */
  readonly passedOver: readonly PassedOver[];
  /** Where the database that was there is now; null where there was none. */
  readonly setAside: string | null;
  /** What was brought over from it. */
  readonly salvaged: Salvaged;
}

interface PassedOver {
  readonly path: string;
  readonly because: string;
  /** Whether it was read and is not whole. */
  readonly isDamaged: boolean;
}

/** restoring.json: what is to be done to the end, whatever happens meanwhile. */
const planSchema = z.object({ setAsideAs: z.string().regex(/^earshot\.set-aside-[\w-]+\.db$/) });

const databaseFile = (dir: string): string => join(dir, 'earshot.db');
const planFile = (dir: string): string => join(dir, 'restoring.json');
const replacementFile = (dir: string): string => join(dir, 'earshot.db.restored');
const damageFile = (dir: string): string => join(dir, 'damaged.json');

/**
 * Puts the first of these backups that is whole, or null for an empty database, in the place of the one in `dir`, which is
 * set aside and never deleted, and brings over the pushes that only that one has. The backup is copied and read through
 * first: where none is whole, nothing has changed. What is interrupted is ended at the next start. The caller has the
 * directory's lock. Throws `restore-failed` with a sentence.
 */
export function restoreInto(dir: string, backups: readonly string[] | null, nowMs: number): Restored {
  endRestoring(dir);
  const { backup, passedOver } = backups === null ? { backup: null, passedOver: [] } : replaceByFirstWhole(dir, backups);
  if (backup === null) makeEmpty(dir);
  writeFileSync(planFile(dir), JSON.stringify({ setAsideAs: freeName(dir, nowMs) } satisfies z.infer<typeof planSchema>), { flush: true });
  const { setAside, salvaged } = endRestoring(dir) ?? { setAside: null, salvaged: nothing };
  return { backup, passedOver, setAside, salvaged };
}

/** Ends what an earlier `restoreInto` began; null where there is nothing to end. */
export function endRestoring(dir: string): Pick<Restored, 'setAside' | 'salvaged'> | null {
  if (!existsSync(planFile(dir))) {
    // Not wanted any more, or not whole: the plan is written after it.
    removeDatabase(replacementFile(dir));
    return null;
  }
  const { setAsideAs } = planSchema.parse(JSON.parse(readFileSync(planFile(dir), 'utf8')));
  const file = databaseFile(dir);
  const aside = join(dir, setAsideAs);
  if (existsSync(replacementFile(dir))) {
    // The log before the database: one that stayed behind would be taken for the new one's.
    for (const part of ['-wal', '-shm', '']) if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${aside}${part}`);
    syncFolder(dir);
    renameSync(replacementFile(dir), file);
    syncFolder(dir);
  }
  // Brings it up to the present schema.
  openStore({ file }).close();
  const salvaged = existsSync(aside) ? salvagePushes({ from: aside, into: file }) : nothing;
  rmSync(damageFile(dir), { force: true });
  rmSync(planFile(dir), { force: true });
  return { setAside: existsSync(aside) ? aside : null, salvaged };
}

/** Writes down that the database was found damaged while it was in use, so that the next start reads it through. */
export function noteDamage(dir: string, nowMs: number): void {
  writeFileSync(damageFile(dir), `${JSON.stringify({ foundAtMs: nowMs })}\n`);
}

export function isDamageNoted(dir: string): boolean {
  return existsSync(damageFile(dir));
}

export function forgetDamage(dir: string): void {
  rmSync(damageFile(dir), { force: true });
}

const nothing: Salvaged = { brought: 0, unreadable: 0, because: null };

function replaceByFirstWhole(dir: string, backups: readonly string[]): Pick<Restored, 'backup' | 'passedOver'> {
  const passedOver: PassedOver[] = [];
  for (const path of backups) {
    const tried = replaceBy(dir, path);
    if (tried.ok) return { backup: { path, facts: tried.facts }, passedOver };
    passedOver.push({ path, because: tried.because, isDamaged: tried.isDamaged });
  }
  const sentences = passedOver.map(({ path, because }) => `${path} cannot be restored: ${because}.`);
  throw new AppError('restore-failed', `${sentences.join(' ')} Take another backup. Nothing was changed.`);
}

type Tried = { readonly ok: true; readonly facts: DatabaseFacts } | ({ readonly ok: false } & Omit<PassedOver, 'path'>);

/** Not where it is the backup that is at fault; throws where another one would not do either, or is not wanted instead. */
function replaceBy(dir: string, backup: string): Tried {
  const copy = replacementFile(dir);
  removeDatabase(copy);
  try {
    copyFileSync(backup, copy, constants.COPYFILE_FICLONE);
    // Of a database that was copied by hand while it was in use.
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${copy}-wal`);
    plainFile(copy);
    const facts = checkedFacts(copy);
    const isOfEarshot = facts.pushes !== null && facts.schemaVersion > 0;
    if (isOfEarshot && facts.schemaVersion <= newestSchema) return { ok: true, facts };
    removeDatabase(copy);
    if (!isOfEarshot) return { ok: false, because: 'it is no backup of Earshot', isDamaged: false };
    throw new AppError('restore-failed', `${backup} was written by a newer Earshot (schema ${facts.schemaVersion}, this one knows up to ${newestSchema}). Install that version. Nothing was changed.`);
  } catch (cause) {
    removeDatabase(copy);
    if (cause instanceof AppError) throw cause;
    if (storageFaultOf(cause) === 'disk-full') throw new AppError('restore-failed', `${backup} cannot be restored: the disk of the data folder has no room for it. Make room there. Nothing was changed.`, { cause });
    const isDamaged = storageFaultOf(cause) === 'database-damaged';
    return { ok: false, because: isDamaged ? `it is damaged (${messageOf(cause)})` : messageOf(cause), isDamaged };
  }
}

function makeEmpty(dir: string): void {
  removeDatabase(replacementFile(dir));
  openStore({ file: replacementFile(dir) }).close();
}

function freeName(dir: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  let name = `earshot.set-aside-${time}Z.db`;
  for (let more = 2; existsSync(join(dir, name)); more += 1) name = `earshot.set-aside-${time}Z-${more}.db`;
  return name;
}
