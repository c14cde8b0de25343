import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipJob, MadeFile } from './clips/index.ts';
import type { EvidenceJob } from './evidence/index.ts';
import type { SoundThread } from './soundThread.ts';

/** What a file is to be called, and what it is. */
interface Label {
  readonly name: string;
  readonly contentType: string;
}

/** A file that was made and waits to be taken. */
interface ReadyFile extends Label {
  readonly id: string;
  readonly bytes: number;
}

/** `failed`: the log says why. */
export type MadeOutcome = { readonly ok: true; readonly file: ReadyFile } | { readonly ok: false; readonly reason: Exclude<MadeFile['verdict'], 'ok'> | 'failed' };

/** A file that was made, for whoever hands it out. */
export interface TakenFile extends ReadyFile {
  readonly path: string;
  /** It is not needed any more. */
  release(): void;
}

/** Files made of sounds and calls, each to be taken once. */
export interface MadeFiles {
  /** Cuts a stretch out of a kept sound. */
  clip(job: Omit<ClipJob, 'into'>, label: Label): Promise<MadeOutcome>;
  /** Writes a call as one page. */
  evidence(job: Omit<EvidenceJob, 'into'>, label: Label): Promise<MadeOutcome>;
  /** The file, once; null where there is none of this id any more. */
  take(id: string): TakenFile | null;
  /** Removes what an earlier run left. */
  empty(): void;
  /** Removes everything. */
  close(): void;
}

interface Deps {
  /** Belongs to these files alone. */
  readonly dir: string;
  readonly thread: Pick<SoundThread, 'writeClip' | 'writeEvidence'>;
  readonly newId: () => string;
  /** For so long a file waits to be taken. */
  readonly keptMs?: number;
}

const tenMinutesMs = 600_000;

export function createMadeFiles({ dir, thread, newId, keptMs = tenMinutesMs }: Deps): MadeFiles {
  const waiting = new Map<string, { readonly file: ReadyFile; readonly timer: NodeJS.Timeout }>();
  const pathOf = (id: string): string => join(dir, id);
  const empty = (): void => rmSync(dir, { recursive: true, force: true });
  const remove = (id: string): void => {
    clearTimeout(waiting.get(id)?.timer);
    waiting.delete(id);
    rmSync(pathOf(id), { force: true });
  };

  const make = async (label: Label, write: (into: string) => Promise<MadeFile | null>): Promise<MadeOutcome> => {
    const id = newId();
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
    } catch {
      return { ok: false, reason: 'cannot-write' };
    }
    const made = await write(pathOf(id));
    if (made?.verdict !== 'ok') return { ok: false, reason: made?.verdict ?? 'failed' };
    const timer = setTimeout(() => remove(id), keptMs);
    timer.unref();
    const file = { id, ...label, bytes: made.bytes };
    waiting.set(id, { file, timer });
    return { ok: true, file };
  };

  return {
    clip: (job, label) => make(label, (into) => thread.writeClip({ ...job, into })),
    evidence: (job, label) => make(label, (into) => thread.writeEvidence({ ...job, into })),
    take(id) {
      const found = waiting.get(id);
      if (found === undefined) return null;
      clearTimeout(found.timer);
      waiting.delete(id);
      return { ...found.file, path: pathOf(id), release: () => remove(id) };
    },
    empty,
    close() {
      for (const id of waiting.keys()) remove(id);
      empty();
    },
  };
}
