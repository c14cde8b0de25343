// Finds the Chromium that the end-to-end tests run in, or gets one.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a browser that runs: EARSHOT_CHROMIUM, Playwright's own, then the system's. Null where there is none. */
export async function findBrowser() {
  const named = process.env.EARSHOT_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`EARSHOT_CHROMIUM names ${named}, which does not run as a browser here.`);
  }
  const onPath = (process.env.PATH ?? '').split(path.delimiter).flatMap((dir) => names.map((name) => path.join(dir, name)));
  const candidates = [await playwrightsOwn(), ...onPath, ...usualPlaces].filter(Boolean);
  return candidates.find((file) => isExecutable(file) && runs(file)) ?? null;
}

/** The browser, fetched where there is none; throws one sentence where it cannot be had. */
export async function ensureBrowser(say = console.error) {
  const found = await findBrowser();
  if (found) return found;
  say('No Chromium or Chrome was found: getting one for the end-to-end tests…');
  const playwright = path.join(import.meta.dirname, '..', 'node_modules', '@playwright', 'test', 'cli.js');
  run(process.execPath, [playwright, 'install', 'chromium']);
  let fetched = await findBrowser();
  if (!fetched && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
    fetched = await findBrowser();
  }
  if (fetched) return fetched;
  throw new Error('The end-to-end tests need Chromium or Chrome and it could not be downloaded: install one, or name one in EARSHOT_CHROMIUM, and run this again.');
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file of the right name may be a stub that asks for a package, or lack its libraries. */
function runs(file) {
  return spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

function run(command, args) {
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
