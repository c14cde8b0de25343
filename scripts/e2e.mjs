// The end-to-end tests: the built hosts, their pages in a real browser. Arguments go to Playwright.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildIfNeeded } from './build.mjs';

const root = path.join(import.meta.dirname, '..');
try {
  const browser = await ensureBrowser();
  await buildIfNeeded({ say: console.error });
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { status } = spawnSync(process.execPath, [playwright, 'test', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, EARSHOT_CHROMIUM: browser },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
