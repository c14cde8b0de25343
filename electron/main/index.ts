import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { pino } from 'pino';
import { createCore, environmentOverrides } from '#core';
import { AppError } from '#shared/errors.ts';
import { createUiServer } from '../headless/http/uiServer.ts';

// Bundled as out/main/index.js: the threads lie beside it, preload and page above.
const here = import.meta.dirname;
const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));

// Both hosts keep their data in one place, whatever case the package's name has.
app.setPath('userData', join(app.getPath('appData'), 'Earshot'));
// Electron becomes ready only once this module has run to its end: awaiting that here would wait for ever.
app.whenReady().then(boot).catch(fail);

async function boot(): Promise<void> {
  const core = await createCore({
    dataDir: process.env['EARSHOT_DATA'] || app.getPath('userData'),
    overrides: { environment: environmentOverrides(process.env), flag: {} },
    host: 'desktop',
    threads: {
      derive: new URL('./derive.js', import.meta.url),
      read: new URL('./read.js', import.meta.url),
      peaks: new URL('./peaks.js', import.meta.url),
    },
    samplesDir: join(here, '..', '..', 'samples'),
    version: app.getVersion(),
    log,
  });
  const ui = createUiServer({ core, rendererDir: join(here, '..', 'renderer'), log });
  endWith(async () => {
    await ui.close();
    await core.close();
  });
  await core.start();
  const base = `http://127.0.0.1:${await ui.listen(0)}`;
  core.announce(null);
  guardPages(base);
  await openWindow(`${base}/?key=${core.settings().ui.key}`);
}

/** Nothing has been shown yet: the reason is, with its code. */
function fail(error: unknown): void {
  const sentence = error instanceof AppError ? `${error.message} (${error.code})` : String(error);
  process.stderr.write(`${sentence}\n`);
  dialog.showErrorBox('Earshot cannot start', sentence);
  app.exit(1);
}

async function openWindow(address: string): Promise<void> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, preload: join(here, '..', 'preload', 'index.cjs') },
  });
  window.once('ready-to-show', () => {
    window.show();
    // scripts/start.mjs waits for this line.
    process.stdout.write('earshot: window ready\n');
  });
  await window.loadURL(address);
}

/** The page stays on its own address, opens nothing and is granted nothing but notifications and the clipboard. */
function guardPages(base: string): void {
  const granted = new Set(['notifications', 'clipboard-sanitized-write']);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(granted.has(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (URL.parse(event.url)?.origin !== base) event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Closes everything before the process ends. */
function endWith(close: () => Promise<void>): void {
  let closing: Promise<void> | null = null;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    closing ??= close().finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
