import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changedFiles, specOf } from './fault.ts';
import type { Fault } from './fault.ts';
import { runIn } from './project.ts';
import { runSpecs } from './specs.ts';
import type { SpecRun } from './specs.ts';

/** What came of a fault: `invalid` where it showed nothing about the specs. */
export type Outcome = { readonly kind: 'caught'; readonly by: string } | { readonly kind: 'survived'; readonly wavered: readonly string[] } | { readonly kind: 'invalid'; readonly because: string };

/** A copy of the project that is built, without a fault. */
export interface Faultless {
  readonly dir: string;
  /** Of what was built. */
  readonly digest: string;
}

/** Builds a copy of the project; throws with the builder's words. */
export async function buildFaultless(dir: string, signal: AbortSignal): Promise<Faultless> {
  await build(dir, signal);
  return { dir, digest: await digestOfBuilt(dir) };
}

/** Makes the fault in the copy, builds it and runs the spec that is named, then all, until one fails. Leaves the copy's sources as they were. */
export async function tryFault({ dir, digest }: Faultless, fault: Fault, specFiles: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
  const originals = new Map<string, string>();
  try {
    for (const [file, text] of changedFiles(fault, read)) {
      originals.set(file, read(file));
      await writeFile(join(dir, file), text);
    }
    await build(dir, signal);
    if ((await digestOfBuilt(dir)) === digest) return { kind: 'invalid', because: 'it changes nothing in what is built' };
    return await outcomeOf(dir, fault, specFiles, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'invalid', because: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const [file, text] of originals) await writeFile(join(dir, file), text);
  }
}

async function outcomeOf(dir: string, fault: Fault, specFiles: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const { file, title } = specOf(fault);
  const named = await runSpecs(dir, { files: [file], title, workers: 1, untilOneFails: true }, signal);
  const outcome = readRun(named);
  if (outcome !== null) return outcome;
  if (named.passed + named.wavered.length === 0) return { kind: 'invalid', because: `no spec ran as “${fault.caughtBy}”` };
  const all = await runSpecs(dir, { files: specFiles, workers: 1, untilOneFails: true }, signal);
  return readRun(all) ?? { kind: 'survived', wavered: [...new Set([...named.wavered, ...all.wavered])] };
}

/** What a run shows, or null where no spec failed. */
function readRun({ failed, errors }: SpecRun): Outcome | null {
  const [by] = failed;
  if (by !== undefined) return { kind: 'caught', by };
  return errors.length === 0 ? null : { kind: 'invalid', because: `its specs could not be run: ${errors.join(' ')}` };
}

async function build(dir: string, signal: AbortSignal): Promise<void> {
  // To its end in any case: the builder that it starts would go on without it.
  const { code, stderr } = await runIn(dir, [join('scripts', 'build.mjs')]);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(stderr.trim());
}

async function digestOfBuilt(dir: string): Promise<string> {
  const out = join(dir, 'out');
  const hash = createHash('sha256');
  // Without the maps, which hold the sources' comments.
  for (const file of (await readdir(out, { recursive: true })).filter((name) => /\.c?js$/.test(name)).toSorted()) hash.update(`${file}\0`).update(await readFile(join(out, file)));
  return hash.digest('hex');
}
