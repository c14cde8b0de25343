import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#shared/contract/contentSecurityPolicy.ts';
import lock from '../package-lock.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Row {
  readonly rule: string;
  readonly keptIn: readonly string[];
  readonly heldBy: readonly string[];
}

const rows: readonly Row[] = read('docs/security.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:Rule|Point|---) /.test(line))
  .map((line) => {
    const [rule = '', keptIn = '', heldBy = ''] = line.slice(2, -2).split(' | ');
    return { rule, keptIn: keptIn.split('<br>'), heldBy: heldBy.split('<br>') };
  });

/** Whether a file has a test of this title that runs; of one that is run with a table, the title may be a row's first cell. */
function hasTest(text: string, title: string): boolean {
  const quoted = title.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?:(?<!skip|todo|fixme)\(|\[)\s*(?<quote>['\x60])${quoted}\k<quote>,`).test(text);
}

describe('docs/security.md', () => {
  it.each(rows)('names for "$rule" where it is kept and the tests that hold it', ({ keptIn, heldBy }) => {
    const missing = [
      ...keptIn.filter((cell) => !existsSync(join(root, /^`(.+)`$/.exec(cell)?.[1] ?? 'no path'))),
      ...heldBy.filter((cell) => {
        const [, file = '', title = ''] = /^`(.+?)`: (.+)$/.exec(cell) ?? [];
        return !existsSync(join(root, file)) || !hasTest(read(file), title);
      }),
    ];
    expect(missing).toEqual([]);
  });

  it('goes through every point of Electron’s checklist', () => {
    const points = rows.flatMap(({ rule }) => /^(?<point>\d+)\. /.exec(rule)?.groups?.['point'] ?? []);
    expect(points).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
  });
});

describe('the packaging', () => {
  const config = read('electron-builder.yml');

  it('sets every fuse so that the app runs its own archive and nothing else', () => {
    const block = /^electronFuses:\n(?<fuses>(?: {2}.+\n)+)/m.exec(config)?.groups?.['fuses'] ?? '';
    expect(Object.fromEntries(block.trim().split('\n').map((line) => line.trim().split(': ')))).toEqual({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      grantFileProtocolExtraPrivileges: 'false',
      enableCookieEncryption: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
    });
  });

  it('keeps all code in the archive but what the system itself loads', () => {
    expect(config).toMatch(/^asar: true$/m);
    const unpacked = /^asarUnpack:\n(?<paths>(?: {2}- .+\n)+)/m.exec(config)?.groups?.['paths'] ?? '';
    expect(unpacked.trim().split(/\s*- /).filter((path) => path !== '')).toEqual(["'**/*.node'", 'samples/**']);
  });
});

describe('the version of Electron', () => {
  it('is one, and the one that is locked', () => {
    const { electron } = packageJson.devDependencies;
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages['node_modules/electron'].version).toBe(electron);
  });
});

describe('the sources of the desktop host and the page', () => {
  const sources = ['electron/main', 'electron/preload', 'renderer', 'shared']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(?:tsx?|html|css|svg)$/.test(path))
    .map((path) => ({ path, text: read(path) }));
  const filesWith = (what: RegExp): string[] => sources.filter(({ text }) => what.test(text)).map(({ path }) => path);
  /** Where a part of Electron is used, which member of it, and what that is given first. */
  const usesOf = (part: string): string[] => {
    const use = new RegExp(String.raw`\b${part}\.(?<member>\w+)\((?<first>[\w.]+)`, 'g');
    return sources.flatMap(({ path, text }) => [...text.matchAll(use)].map(({ groups }) => `${path}: ${groups?.['member'] ?? ''} ${groups?.['first'] ?? ''}`));
  };

  it('are there', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it.each([
    ['embed no web view', /<webview|webviewTag|allowpopups/i],
    ['load nothing from file:', /loadFile|file:\/\//],
    ['run no text as a script', /executeJavaScript|insertCSS|\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write/],
    ['take no protection of Chromium away', /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|\.commandLine\b|bypassCSP|certificate-error|setCertificateVerifyProc|nodeIntegrationIn/],
    ['expose nothing to the page', /contextBridge|exposeIn/],
    ['name no address that a page would load', /\b(?:src|href)=(?:\{?["'`])https?:|url\(["']?https?:|@import/],
  ])('%s', (_what, sign) => {
    expect(filesWith(sign)).toEqual([]);
  });

  it('hand no address to the system but that of a number', () => {
    expect(usesOf('shell').filter((use) => use.includes('External'))).toEqual([`${join('electron', 'main', 'dialling.ts')}: openExternal address`]);
  });

  it('listen to one message of the page, and the preload sends that one', () => {
    expect(usesOf('ipcMain')).toEqual([`${join('electron', 'main', 'ports.ts')}: on portMessages.offered`]);
    expect(usesOf('ipcRenderer')).toEqual([`${join('electron', 'preload', 'index.ts')}: postMessage portMessages.offered`]);
  });
});

describe('the page’s policy', () => {
  it('lets no inline script run and no text be run as one, unless a page is being developed', () => {
    const directives = new Map(contentSecurityPolicy({ media: 'media:', connect: 'connect:' }).split('; ').map((directive) => directive.split(/ (.*)/s, 2) as [string, string])); // each has a name and sources
    expect(directives.get('script-src')).toBe("'self'");
    expect(directives.get('default-src')).toBe("'none'");
    expect([...directives.values()].join(' ')).not.toMatch(/unsafe-eval|\*|https?:/);
  });
});
