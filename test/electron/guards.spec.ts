import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebPreferences } from 'electron';
import type { Desktop } from '../support/desktop.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

test('the page may load its own scripts and nothing from elsewhere', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const policy = await desktop.evaluate(async ({ net }) => (await net.fetch('app://earshot/')).headers.get('content-security-policy'), null);
  expect(policy?.split('; ').toSorted()).toEqual([
    "base-uri 'none'",
    'connect-src earshot-recording:',
    "default-src 'none'",
    "font-src 'self' data:",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    'media-src earshot-recording:',
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
  ]);
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const ofASound = document.createElement('script');
    ofASound.src = 'earshot-recording://sound/call-1/customer';
    document.body.append(ofASound);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.net/';
    document.body.append(frame);
    await fetch('https://example.net/').catch(() => {});
    // A frame's is told by another process, in its own time.
    for (let tries = 0; violations.length < 4 && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return { violations: violations.toSorted(), ran: 'ran' in window };
  });
  expect(blocked).toEqual({ violations: ['connect-src', 'frame-src', 'script-src-elem', 'script-src-elem'], ran: false });
});

test('the page has nothing of Node or Electron', async ({ launch }) => {
  const page = await deskOf(await launch());
  expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'].filter((name) => name in window))).toEqual([]);
});

test('the window is sandboxed and isolated', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const preferences = await desktop.evaluate(({ BrowserWindow }) => {
    // Electron has this function, and its declarations do not.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): WebPreferences };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag = false, webSecurity = true } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  }, null);
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true });
});

test('the page stays where it is and opens nothing', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const at = page.url();
  const tries: readonly (() => void)[] = [
    () => void window.open('https://example.net/'),
    () => void window.open('app://earshot/'),
    () => window.location.assign('https://example.net/'),
    () => window.location.assign('file:///etc/passwd'),
    () => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://example.net/', target: '_blank', textContent: 'away' });
      document.body.append(link);
      link.click();
    },
  ];
  for (const attempt of tries) await page.evaluate(attempt).catch(() => {});
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  expect(page.url()).toBe(at);
  expect(desktop.windows()).toHaveLength(1);
  expect(await desktop.openedExternally()).toEqual([]);
});

test('no dictionaries are fetched for the page', async ({ launch }) => {
  onlyOnTheDouble('Electron does not tell what it was asked for');
  const desktop = await launch();
  await deskOf(desktop);
  const spellcheck = await desktop.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): WebPreferences }; // as above
    return contents.getLastWebPreferences().spellcheck;
  }, null);
  expect(spellcheck).toBe(false);
});

test('the page is not redirected elsewhere', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const prevented = await desktop.evaluate(({ BrowserWindow }) => {
    const prevented: string[] = [];
    for (const url of ['https://example.net/', 'app://elsewhere/', 'app://earshot/settings']) {
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-redirect', { url, preventDefault: () => prevented.push(url) });
    }
    return prevented;
  }, null);
  expect(prevented).toEqual(['https://example.net/', 'app://elsewhere/']);
});

test('the page embeds no web view', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const wasPrevented = await desktop.evaluate(({ BrowserWindow }) => {
    let wasPrevented = false;
    const event = { preventDefault: () => void (wasPrevented = true) };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, { src: 'https://example.net/' });
    return wasPrevented;
  }, null);
  expect(wasPrevented).toBe(true);
});

test('the page is granted copying, and nothing else', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const states = await page.evaluate(async () => {
    const names = ['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'] as PermissionName[];
    return Promise.all(names.map(async (name) => [name, (await navigator.permissions.query({ name })).state] as const));
  });
  expect(states.filter(([, state]) => state !== 'denied').map(([name]) => name)).toEqual(['clipboard-write']);
  const asked = await page.evaluate(async () => [
    await Notification.requestPermission(),
    await navigator.requestMIDIAccess().then(() => 'granted', ({ name }: Error) => name),
    await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(resolve, ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : code), { timeout: 5000 });
    }),
  ]);
  expect(asked).toEqual(['denied', 'NotAllowedError', 'denied']);
});

/** What the app's scheme answers, or null where the system takes it for no address. */
const statusOf = (desktop: Desktop, address: string, method = 'GET') =>
  desktop.evaluate(({ net }, [address, method]) => net.fetch(address, { method }).then(({ status }) => status, () => null), [address, method] as const);

test('the page’s scheme serves files of the page only', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  expect(await statusOf(desktop, 'app://earshot/')).toBe(200);
  expect(await statusOf(desktop, 'app://earshot/nothing.js')).toBe(404);
  expect(await statusOf(desktop, 'app://earshot/nothing')).toBe(404);
  for (const path of ['%2e%2e%2fmain%2findex.js', '..%2f..%2fpackage.json', 'assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json', '%00', '%']) {
    expect.soft([404, null], path).toContain(await statusOf(desktop, `app://earshot/${path}`));
  }
  expect(await statusOf(desktop, 'app://earshot/', 'POST')).toBe(405);
  expect(await statusOf(desktop, 'app://elsewhere/')).toBe(405);
  const headers = await desktop.evaluate(async ({ net }) => {
    const { headers } = await net.fetch('app://earshot/');
    return ['content-type', 'referrer-policy', 'x-content-type-options'].map((name) => headers.get(name));
  }, null);
  expect(headers).toEqual(['text/html; charset=utf-8', 'no-referrer', 'nosniff']);
});

test('the page’s folder is not taken for one whose name begins alike', async ({ launch }) => {
  const root = join(import.meta.dirname, '..', '..');
  const app = await mkdtemp(join(tmpdir(), 'earshot-app-'));
  try {
    for (const name of ['out', 'samples', 'package.json']) await cp(join(root, name), join(app, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(app, 'node_modules'), 'junction');
    await cp(join(app, 'out', 'renderer', 'index.html'), join(app, 'out', 'renderer.old', 'index.html'));
    const desktop = await launch({ app });
    await deskOf(desktop);
    expect(await statusOf(desktop, 'app://earshot/index.html')).toBe(200);
    expect(await statusOf(desktop, 'app://earshot/..%2frenderer.old%2findex.html')).toBe(404);
  } finally {
    await rm(app, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('the preload gives a port to the page only', async ({ launch }) => {
  const page = await deskOf(await launch());
  const given = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let given = 0;
        window.addEventListener('message', ({ data, ports }) => {
          given += ports.length;
          // Posted after what the frame asked for: what it would have got is here by now.
          if (data === 'asked') resolve(given);
        });
        const frame = document.body.appendChild(document.createElement('iframe'));
        window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, data: 'earshot:port-wanted' }));
        window.postMessage('asked', window.location.origin);
      }),
  );
  expect(given).toBe(0);
});

test('a port is taken from the own page only', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  /** Whether main answers on a port that comes from a frame with this address. */
  const isServed = (url: string | null, isTop = true) =>
    desktop.evaluate(
      async ({ ipcMain, MessageChannelMain }, [url, isTop]) => {
        const { port1, port2 } = new MessageChannelMain();
        const answered = new Promise<boolean>((resolve) => {
          port2.on('message', () => resolve(true));
          port2.on('close', () => resolve(false));
          setTimeout(() => resolve(false), 500);
        });
        port2.start();
        const frame = url === null ? null : { url, parent: isTop ? null : {} };
        const event = { sender: { id: 4711 }, senderFrame: frame, ports: [port1] };
        ipcMain.emit('earshot:port', event);
        // As in Electron, where a frame that is asked for later is the one that is there then.
        event.senderFrame = null;
        port2.postMessage(JSON.stringify({ i: '1', p: { u: '/status/get', b: {} } }));
        return answered;
      },
      [url, isTop] as const,
    );
  await expect(page.getByRole('button', { name: /^Listening/ })).toBeVisible();
  expect(await isServed('app://earshot/')).toBe(true);
  expect(await isServed('app://earshot/', false)).toBe(false);
  expect(await isServed('app://earshot.example.net/')).toBe(false);
  expect(await isServed('https://example.net/app://earshot/')).toBe(false);
  expect(await isServed(null)).toBe(false);
  await expect(page.getByRole('button', { name: /^Listening/ }), 'the page keeps its own').toBeVisible();
});
