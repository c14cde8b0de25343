// `npm start`: the desktop app where a display and Electron are to be had, else the headless host, saying why.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';

const root = path.join(import.meta.dirname, '..');
const electronDir = path.join(root, 'node_modules', 'electron');
const downloadLimitMs = 120_000;
/** What the desktop host prints once its window can be seen. */
const readyLine = 'earshot: window ready';

try {
  await buildIfNeeded({ say: console.log });
  const obstacle = whyNoDesktop() ?? (await getElectron()) ?? (await runDesktop());
  if (obstacle !== null) await runHeadless(obstacle);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Why no window can be opened here, or null. */
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

function electronPath() {
  const pathFile = path.join(electronDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(electronDir, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

/** Runs the desktop app to its end; why its window never came, or null where it did. */
async function runDesktop() {
  const child = spawn(electronPath(), [root, ...process.argv.slice(2)], { stdio: ['inherit', 'pipe', 'pipe'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  let isReady = false;
  child.stdout.on('data', (chunk) => {
    if (String(chunk).includes(readyLine)) isReady = true;
  });
  child.stderr.pipe(process.stderr);
  const lastWords = keepLastWords(child.stderr);
  const code = await ended(child);
  if (isReady || code === 0) {
    process.exitCode = code ?? 1;
    return null;
  }
  return `Electron ended before its window was ready (${lastWords().at(-1) ?? `code ${code}`})`;
}

async function runHeadless(reason) {
  console.log(`Earshot runs without its own window, because ${reason}.`);
  process.argv.splice(2, process.argv.length, 'serve', ...process.argv.slice(2).filter((argument) => argument !== '--headless'));
  await import(pathToFileURL(path.join(root, 'out', 'main', 'headless.js')).href);
}

function keepLastWords(stream) {
  let lines = [];
  stream.on('data', (chunk) => {
    lines = [...lines, ...String(chunk).split('\n').map((line) => line.trim())].filter((line) => line !== '').slice(-20);
  });
  return () => lines;
}

function ended(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code));
  });
}
