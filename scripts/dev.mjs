// `npm run dev`: Earshot with reload. In Electron where it can be had, else the headless host with the page in a browser;
// there the page changes in place, and the host starts again, when a source changes. `-- --headless` takes that one anyway.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { ended, whyNoElectron } from './electron.mjs';

const root = path.join(import.meta.dirname, '..');
const flags = process.argv.slice(2).filter((argument) => argument !== '--headless');

try {
  const obstacle = await whyNoElectron();
  if (obstacle === null) await developDesktop();
  else await developHeadless(obstacle);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** electron-vite serves the page, builds main and preload anew and starts Electron again when they change. */
async function developDesktop() {
  // What it builds is not what `npm start` runs.
  await rm(path.join(root, 'out', '.built'), { force: true });
  const electronVite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  process.exitCode = await ended(spawn(process.execPath, [electronVite, 'dev', '--watch', ...flags], { cwd: root, stdio: 'inherit' }));
}

async function developHeadless(reason) {
  console.log(`Earshot runs without its own window, because ${reason}.`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());
  const ready = Promise.withResolvers();
  const page = ready.promise.then(serveThePage);
  page.catch((error) => console.error(error.message));
  while (!stop.signal.aborted) {
    const changed = AbortSignal.any([stop.signal, firstChange(['electron', 'shared'])]);
    const host = startHost();
    changed.addEventListener('abort', () => host.kill());
    createInterface(host.stdout).once('line', (line) => ready.resolve(JSON.parse(line)));
    const code = await ended(host);
    // One that ended by itself has said why: the next change may mend it.
    if (!changed.aborted) await once(changed, 'abort');
    console.log(stop.signal.aborted ? `Ended with code ${code}.` : 'A source changed: starting the host again…');
  }
  // The page's server would go on.
  process.exit();
}

/** The headless host from its sources. Not by `node --watch`: that sends messages of its own through the threads' ports. */
function startHost() {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'devHost.mjs'), 'serve', '--json', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Aborts at the first change in one of the folders. */
function firstChange(folders) {
  const change = new AbortController();
  for (const folder of folders) watch(path.join(root, folder), { recursive: true, signal: change.signal }, () => change.abort());
  return change.signal;
}

/** The page from its sources, with what it asks of the host passed on to it under the host's access key. */
async function serveThePage({ apiUrl, apiKey }) {
  const target = new URL(apiUrl).origin;
  const page = await createServer({
    configFile: false,
    root: path.join(root, 'renderer'),
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      proxy: {
        '^/(?:rpc|api)/': {
          target,
          changeOrigin: true,
          headers: { authorization: `Bearer ${apiKey}`, origin: target },
          // The key is only for the page served here.
          bypass: ({ headers: { host, origin } }) => (origin === undefined || origin === `http://${host}` ? undefined : false),
        },
      },
    },
  });
  await page.listen();
  page.printUrls();
}
