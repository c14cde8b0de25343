// Whether the desktop host can run here: a display, and Electron's binary, which is fetched where it is missing.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const electronDir = path.join(import.meta.dirname, '..', 'node_modules', 'electron');
const downloadLimitMs = 120_000;

/** Why no window can be opened here, or null; gets Electron where only that is missing. */
export async function whyNoElectron() {
  return whyNoDesktop() ?? (await getElectron());
}

function whyNoDesktop() {
  if (process.argv.includes('--headless')) return '--headless was given';
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  // Chromium keeps its sandbox only under an ordinary user.
  return process.getuid?.() === 0 ? 'Electron does not run as root' : null;
}

/** Fetches Electron's binary where it is missing; why that failed, or null. */
async function getElectron() {
  if (electronPath() !== null) return null;
  console.log(`Downloading Electron (about 120 MB, at most ${downloadLimitMs / 1000} s)…`);
  const startedAtMs = Date.now();
  const child = spawn(process.execPath, [path.join(electronDir, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'] });
  const lastWords = keepLastWords(child.stderr);
  const progress = setInterval(() => console.log(`  still downloading, ${Math.round((Date.now() - startedAtMs) / 1000)} s`), 10_000);
  const limit = setTimeout(() => child.kill(), downloadLimitMs);
  const code = await ended(child);
  clearInterval(progress);
  clearTimeout(limit);
  if (electronPath() !== null) return null;
  if (code === null) return `Electron could not be downloaded within ${downloadLimitMs / 1000} s`;
  const cause = lastWords().find((line) => /\b(?:E[A-Z]{4,}|EAI_AGAIN|Response code)\b/.test(line)) ?? lastWords()[0];
  return `Electron could not be downloaded (${cause ?? `its installer ended with code ${code}`})`;
}

/** Path of Electron's binary, or null where it is missing. */
export function electronPath() {
  const pathFile = path.join(electronDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(electronDir, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Keeps the last lines of a stream; returns the way to read them. */
export function keepLastWords(stream) {
  let lines = [];
  stream.on('data', (chunk) => {
    lines = [...lines, ...String(chunk).split('\n').map((line) => line.trim())].filter((line) => line !== '').slice(-20);
  });
  return () => lines;
}

/** Exit code of a child once it has ended; -1 where it never ran. */
export function ended(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code));
  });
}
