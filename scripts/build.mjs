// Builds the app into out/, where its sources have changed since it was last built. Quiet unless it fails.
//   npm run build            builds if needed
//   npm run build -- --force builds anyway
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '..');
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const stamp = path.join(root, 'out', '.built');
const lock = path.join(root, 'node_modules', '.earshot-building');

/** Builds if needed; throws with the builder's own words where it fails. `say` is told when there is something to wait for. */
export async function buildIfNeeded({ force = false, say = () => {} } = {}) {
  await withLock(async () => {
    const wanted = await digestOfSources();
    if (!force && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
    say('Building Earshot…');
    await rm(stamp, { force: true });
    await runBuilder();
    await writeFile(stamp, wanted);
  });
}

async function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(sources.map(filesIn))).flat().toSorted((a, b) => (a < b ? -1 : 1))) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

async function filesIn(name) {
  const at = path.join(root, name);
  if ((await stat(at)).isFile()) return [name];
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function runBuilder() {
  return new Promise((resolve, reject) => {
    const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    const listen = (chunk) => {
      words += chunk;
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${words.trim()}`))));
  });
}

/** Two builds at once would take each other's files away. A lock whose process is gone is nobody's. */
async function withLock(work) {
  for (;;) {
    try {
      await mkdir(path.dirname(lock), { recursive: true });
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
      else await sleep(200);
    }
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Run by itself, or by run.cjs.
if (import.meta.main || process.argv[1] === import.meta.filename) {
  try {
    await buildIfNeeded({ force: process.argv.includes('--force'), say: console.error });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
