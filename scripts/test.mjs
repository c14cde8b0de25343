// `npm test`: everything that must hold, in the order in which it fails fastest. Stops at the first failure.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';

const root = path.join(import.meta.dirname, '..');
const tool = (...parts) => path.join(root, 'node_modules', ...parts);

/** @type {[name: string, script: string, args: string[]][]} */
const steps = [
  ['Types', tool('typescript', 'bin', 'tsc'), ['--noEmit']],
  ['Lint', tool('oxlint', 'bin', 'oxlint'), ['--type-aware', '--quiet', 'electron', 'renderer', 'shared', 'test', 'scripts']],
  ['Unused code', tool('knip', 'bin', 'knip.js'), []],
  ['Build', path.join(root, 'scripts', 'build.mjs'), []],
  ['Unit and contract tests', tool('vitest', 'vitest.mjs'), ['run']],
  ['End-to-end tests', tool('@playwright', 'test', 'cli.js'), ['test']],
];

const startedAtMs = Date.now();
try {
  const env = { ...process.env, EARSHOT_CHROMIUM: await ensureBrowser() };
  for (const [name, script, args] of steps) {
    console.log(`\n== ${name}`);
    const beganAtMs = Date.now();
    const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env });
    if (status !== 0) throw new Error(`${name}: failed after ${secondsSince(beganAtMs)} s.`);
    console.log(`   ${name}: ${secondsSince(beganAtMs)} s`);
  }
  console.log(`\nAll passed in ${secondsSince(startedAtMs)} s.`);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

function secondsSince(ms) {
  return ((Date.now() - ms) / 1000).toFixed(1);
}
