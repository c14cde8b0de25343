// `npm start`: the desktop app where a display and Electron are to be had, else the headless host, saying why.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { electronPath, ended, keepLastWords, whyNoElectron } from './electron.mjs';

const root = path.join(import.meta.dirname, '..');
/** What the desktop host prints once its window can be seen, or once it has told why Earshot itself cannot start. */
const ownLine = /^earshot: (?:window ready|cannot start)$/m;

try {
  await buildIfNeeded({ say: console.log });
  const obstacle = (await whyNoElectron()) ?? (await runDesktop());
  if (obstacle !== null) await runHeadless(obstacle);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Runs the desktop app to its end; why Electron never came that far, or null where it did. */
async function runDesktop() {
  const child = spawn(electronPath(), [root, ...process.argv.slice(2)], { stdio: ['inherit', 'pipe', 'pipe'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  let hasSpoken = false;
  child.stdout.on('data', (chunk) => {
    if (ownLine.test(String(chunk))) hasSpoken = true;
  });
  child.stderr.pipe(process.stderr);
  const lastWords = keepLastWords(child.stderr);
  const code = await ended(child);
  if (hasSpoken || code === 0) {
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
