/**
 * What stands for Electron's binary: `node run.ts [-r module] <app's folder> [arguments]` runs the app's main module with
 * the double in the place of `electron`. The windows' pages are in the process that started it, at the other end of Node's
 * IPC channel.
 */
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runInThisContext } from 'node:vm';
import type { WindowsFace } from './faces.ts';
import { createElectron } from './main/electron.ts';
import { connect } from './wire.ts';

const require = createRequire(import.meta.url);
const [node = '', , ...given] = process.argv;
const { values, positionals, tokens } = parseArgs({ args: given, options: { require: { type: 'string', short: 'r', multiple: true } }, allowPositionals: true, strict: false, tokens: true });
const folder = positionals[0] ?? '.';
const appPath = resolve(folder);
const packageJson = readJson(join(appPath, 'package.json'));

process.argv = [node, ...given.slice(tokens.find((token) => token.kind === 'positional')?.index ?? 0)];
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: readJson(require.resolve('electron/package.json'))['version'], chrome: process.env['ELECTRON_DOUBLE_CHROME'] },
});

/** The exit waits for what was sent. */
let sent = Promise.resolve();
const windows = connect<WindowsFace>(
  {
    send(message) {
      sent = new Promise((done) => {
        if (process.connected) process.send?.(message, undefined, undefined, () => done());
        else done();
      });
    },
    onMessage: (listen) => process.on('message', listen),
  },
  () => ({
    ...double.face,
    evaluate: (source: string, argument: unknown) => (runInThisContext(`(${source})`) as (module: unknown, argument: unknown) => unknown)(double.electron, argument),
  }),
);
const double = createElectron({
  appPath,
  packageJson,
  windows,
  exit: (code) => {
    void sent.then(() => process.exit(code));
  },
});

// The app may import any of its names, as `import { app } from 'electron'` or with require.
const place = Symbol.for('electron-double');
Object.defineProperty(process, place, { value: double.electron });
registerHooks({
  resolve: (specifier, context, next) => (/^electron(?:\/main|\/common)?$/.test(specifier) ? { url: 'electron-double:module', format: 'module', shortCircuit: true } : next(specifier, context)),
  load: (url, context, next) =>
    url === 'electron-double:module'
      ? { format: 'module', shortCircuit: true, source: `const electron = process[Symbol.for('electron-double')];\nexport default electron;\nexport const { ${Object.keys(double.electron).join(', ')} } = electron;` }
      : next(url, context),
});

// As Electron does on Linux and macOS.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => double.electron.app?.quit());
// Without whoever holds the windows there is no app.
process.on('disconnect', () => process.exit(1));

for (const module of values.require ?? []) require(resolve(String(module)));
await import(pathToFileURL(resolve(appPath, String(packageJson['main']))).href);
await double.start();

function readJson(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
