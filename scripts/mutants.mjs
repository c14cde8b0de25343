// `npm run test:mutants`: whether the desktop host's specs catch known mistakes, see test/mutants. Arguments go there.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ended } from './electron.mjs';

const root = path.join(import.meta.dirname, '..');
try {
  const browser = await ensureBrowser();
  const child = spawn(process.execPath, [path.join(root, 'test', 'mutants', 'run.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, EARSHOT_CHROMIUM: browser },
  });
  // It has copies to remove.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = (await ended(child)) ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
