// `npm run test:faults`: the fault suite in its long form, on the built app. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded } from './build.mjs';

const root = path.join(import.meta.dirname, '..');
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
try {
  await buildIfNeeded({ say: console.error });
  // One file after the other: they are about moments, and the machine is to be theirs.
  const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/faults', '--no-file-parallelism', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, EARSHOT_FAULTS: 'long' },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
