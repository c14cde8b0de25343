// `npm run bench`, `npm run bench:<name>`: runs a benchmark of test/bench on the built app. Arguments go to the benchmark.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildIfNeeded } from './build.mjs';

const root = path.join(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
const benchmark = path.join(root, 'test', 'bench', `${name}.ts`);
try {
  if (!existsSync(benchmark)) throw new Error(`There is no benchmark ${name} in test/bench.`);
  const browser = ['feed', 'player', 'desk'].includes(name) ? await ensureBrowser() : '';
  // What is measured on its sources needs no build.
  if (name !== 'timing') await buildIfNeeded({ say: console.error });
  const { status } = spawnSync(process.execPath, [benchmark, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, EARSHOT_CHROMIUM: browser } });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
