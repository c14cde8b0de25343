import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gather } from '../support/gather.ts';

/** What is made from the rest, or belongs to the checkout alone. */
const leftOut = new Set(['.git', '.browser', 'dist', 'node_modules', 'out', 'playwright-report', 'test-results']);

/** A copy of the project in a folder of its own, which may be changed and built as one likes. */
export interface Copy {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Copies what is in `root`; the packages are linked to, one by one, so that what is kept beside them is the copy's own. */
export async function copyProject(root: string): Promise<Copy> {
  const dir = await mkdtemp(join(tmpdir(), 'earshot-mutant-'));
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true, maxRetries: 3 });
  try {
    for (const name of await readdir(root)) if (!leftOut.has(name)) await cp(join(root, name), join(dir, name), { recursive: true });
    const packages = join(dir, 'node_modules');
    await mkdir(packages);
    for (const entry of await readdir(join(root, 'node_modules'), { withFileTypes: true })) {
      if (entry.isDirectory() || entry.isSymbolicLink()) await symlink(join(root, 'node_modules', entry.name), join(packages, entry.name), 'junction');
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { dir, remove };
}

/** Runs a script of the copy to its end and returns its exit code with what it wrote. `interrupted` ends it early, and throws. */
export async function runIn(dir: string, args: readonly string[], interrupted?: AbortSignal): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  interrupted?.throwIfAborted();
  const child = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  const interrupt = (): boolean => child.kill('SIGINT');
  interrupted?.addEventListener('abort', interrupt);
  await once(child, 'close');
  interrupted?.removeEventListener('abort', interrupt);
  interrupted?.throwIfAborted();
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
}
