// `npm run test:electron`: the desktop host's specs on Electron itself. Arguments go to Playwright.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { electronPath } from './electron.mjs';

const root = path.join(import.meta.dirname, '..');
const electron = electronPath();
if (electron === null) {
  console.log('Electron itself is not installed here, so its specs were not run (npx install-electron fetches it).');
} else {
  try {
    await buildIfNeeded({ say: console.error });
    const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    // One window at a time has the focus of a desktop.
    const { status } = spawnSync(process.execPath, [playwright, 'test', '--project=desktop', '--workers=1', ...process.argv.slice(2)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, EARSHOT_DESKTOP: 'electron', EARSHOT_ELECTRON: electron },
    });
    process.exitCode = status ?? 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
