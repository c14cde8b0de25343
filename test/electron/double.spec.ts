import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Desktop } from '../support/desktop.ts';
import { waitFor } from '../support/waitFor.ts';
import { expect, onlyOnTheDouble, test as base } from './fixture.ts';

/**
 * What Earshot's specs rely on in Electron, on an app of a few lines: on the double these specs show that it fails where
 * Electron fails, on Electron itself they show that the double was right.
 */
const test = base.extend<{ readonly start: (fault?: string) => Promise<Desktop> }>({
  start: async ({ launch }, give) => {
    await give((fault = 'none') => launch({ app: join(import.meta.dirname, '..', 'support', 'fixtureApp'), env: { FIXTURE_FAULT: fault } }));
  },
});

/** What the app has said of itself. */
const said = (desktop: Desktop): string[] => desktop.stdout().split('\n').filter((line) => line.startsWith('fixture: ')).map((line) => line.slice('fixture: '.length));

async function loaded(desktop: Desktop): Promise<Page> {
  await waitFor(() => said(desktop).includes('loaded'), 20_000);
  return desktop.window();
}

/** Asks the preload for a port, says something on it, and returns what comes back within a second. */
const askOnPort = (page: Page, wish: string): Promise<unknown> =>
  page.evaluate(
    (wish) =>
      new Promise((resolve) => {
        setTimeout(resolve, 1000, 'nothing');
        window.addEventListener('message', ({ data, ports: [port] }) => {
          if (port === undefined) return;
          port.addEventListener('message', (event) => resolve([data, event.data]));
          port.start();
          port.postMessage({ at: new Date(0), bytes: new Uint8Array([1, 2]), big: 9_223_372_036_854_770_001n });
        });
        window.postMessage(wish, '*');
      }),
    wish,
  );

test('a page has its policy, its own world and no preload’s secrets', async ({ start }) => {
  const page = await loaded(await start());
  expect(await page.title()).toBe('The page');
  expect(await page.evaluate(() => ['inline', 'secret', 'require', 'process'].filter((name) => name in globalThis))).toEqual([]);
  expect(await page.evaluate(async () => (await fetch('/file')).text())).toBe('a file');
  expect(await page.evaluate(() => navigator.userAgent)).toMatch(/ Electron\/\d/);
});

test('a port carries clones both ways, and closes with its page', async ({ start }) => {
  const desktop = await start();
  const page = await loaded(desktop);
  expect(await askOnPort(page, 'give me a port')).toEqual(['a port', { at: new Date(0), bytes: new Uint8Array([1, 2]), big: 9_223_372_036_854_770_001n, answer: 42 }]);
  expect(await askOnPort(page, 'give me a port of main')).toEqual(['a port: here', 'from main']);
  await page.reload();
  await expect.poll(() => said(desktop)).toContain('port closed');
});

test('a port that nobody starts says nothing', async ({ start }) => {
  const page = await loaded(await start('not started'));
  expect(await askOnPort(page, 'give me a port')).toBe('nothing');
});

test('a port cannot be sent, only posted', async ({ start }) => {
  const desktop = await start('sends a port');
  expect(await askOnPort(await loaded(desktop), 'give me a port of main')).toBe('nothing');
  expect(said(desktop)).toContain('An object could not be cloned.');
});

for (const [fault, words] of [['module preload', /import/], ['greedy preload', /module not found: node:path/]] as const) {
  test(`a ${fault} fails, and the page goes on without`, async ({ start }) => {
    const desktop = await start(fault);
    const page = await loaded(desktop);
    await expect.poll(() => said(desktop).join('\n')).toMatch(words);
    expect(await askOnPort(page, 'give me a port')).toBe('nothing');
  });
}

const soundIn = (page: Page, crossOrigin: 'anonymous' | null = null): Promise<string> =>
  page.evaluate(
    (crossOrigin) =>
      new Promise((resolve) => {
        const audio = new Audio();
        audio.crossOrigin = crossOrigin;
        audio.src = 'sound://host/one';
        audio.addEventListener('error', () => resolve('an error'));
        audio.addEventListener('loadedmetadata', () => {
          audio.currentTime = 1.5;
        });
        audio.addEventListener('seeked', () => resolve(`${audio.currentTime} of ${audio.duration}`));
      }),
    crossOrigin,
  );
const fetchedIn = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    fetch('sound://host/one', { headers: { range: 'bytes=0-3' } }).then(
      async (response) => [response.status, await response.text()],
      () => 'an error',
    ),
  );

test('sound is played and fetched from a scheme that streams and that other origins may use', async ({ start }) => {
  const page = await loaded(await start());
  const statuses: number[] = [];
  page.on('response', (response) => statuses.push(response.status()));
  expect(await soundIn(page)).toBe('1.5 of 2');
  expect(await soundIn(page, 'anonymous')).toBe('1.5 of 2');
  expect(await fetchedIn(page)).toEqual([206, 'RIFF']);
  expect(new Set(statuses)).toEqual(new Set([206]));
});

test('a link to another own scheme would be followed, whatever its download attribute says; what the app saves is told of', async ({ start }) => {
  const desktop = await start();
  const page = await loaded(desktop);
  const path = test.info().outputPath('saved.wav');
  const saved = desktop.evaluate(
    ({ session }, path) =>
      new Promise((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(path);
          item.once('done', (_done, state) => resolve([item.getURL(), item.getFilename(), state]));
        });
      }),
    path,
  );
  const at = page.url();
  await page.evaluate(() => {
    const link = document.createElement('a');
    Object.assign(link, { href: 'sound://host/saved', download: 'elsewhere.wav' });
    document.body.append(link);
    link.click();
  });
  expect(await saved).toEqual(['sound://host/saved', 'saved.wav', 'completed']);
  expect(readFileSync(path).subarray(0, 4).toString()).toBe('RIFF');
  expect(page.url()).toBe(at);
});

test('sound is not fetched, nor played with CORS, from a scheme that other origins may not use', async ({ start }) => {
  const page = await loaded(await start('no cors'));
  expect(await fetchedIn(page)).toBe('an error');
  expect(await soundIn(page, 'anonymous')).toBe('an error');
});

test('sound is not played from a scheme that does not stream', async ({ start }) => {
  expect(await soundIn(await loaded(await start('no stream')))).toBe('an error');
});

/** What of the policy keeps a script of the sounds’ scheme out, or null. */
const blockedIn = (page: Page): Promise<string | null> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = 'sound://host/one';
        // It is no script, so that it fails one way or the other.
        script.addEventListener('error', () => setTimeout(resolve, 500, null));
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        document.head.append(script);
      }),
  );

test('scripts come from no scheme that the policy leaves out, unless it was let past the policy', async ({ start }) => {
  expect(await blockedIn(await loaded(await start()))).toBe('script-src-elem');
  expect(await blockedIn(await loaded(await start('past the policy')))).toBe(null);
});

test('a notification that the app lets go of cannot be clicked', async ({ start }) => {
  onlyOnTheDouble('Electron may hold on to it for a while');
  const desktop = await start();
  await loaded(desktop);
  await desktop.evaluate(({ Notification }) => {
    const held = new Notification({ title: 'Held' });
    held.on('click', () => console.log('fixture: clicked'));
    held.show();
    Object.assign(globalThis, { held });
    new Notification({ title: 'Let go' }).show();
  }, null);
  expect((await desktop.notifications()).map(({ title }) => title)).toEqual(['Held', 'Let go']);
  await expect(desktop.clickNotification(1)).rejects.toThrow('the app let go of it');
  await desktop.clickNotification(0);
  await expect.poll(() => said(desktop)).toContain('clicked');
});

test('schemes are registered before the app is ready', async ({ start }) => {
  const late = await start('registered late');
  expect(await late.ended).toBe(3);
  expect(said(late)).toEqual(['protocol.registerSchemesAsPrivileged should be called before app is ready']);
});

test('what a second registration leaves out is lost', async ({ start }) => {
  onlyOnTheDouble('Electron opens the page, which then lacks this and that');
  const desktop = await start('registered twice');
  expect(await desktop.ended).toBe(3);
  expect(said(desktop).join('\n')).toContain('fixture: was not registered as secure');
});

test('a main module that awaits ready waits for ever', async ({ start }) => {
  const desktop = await start('awaits ready');
  await expect(waitFor(() => desktop.windows()[0], 1500)).rejects.toThrow();
});

const query = (page: Page): Promise<string[]> =>
  page.evaluate(() => Promise.all((['geolocation', 'notifications', 'midi'] as const).map(async (name) => (await navigator.permissions.query({ name })).state)));

test('whoever sets no permission handlers grants everything', async ({ start }) => {
  expect(await query(await loaded(await start()))).toEqual(['denied', 'denied', 'denied']);
  expect(await query(await loaded(await start('no permission handlers')))).toEqual(['granted', 'granted', 'granted']);
});

async function wander(desktop: Desktop): Promise<void> {
  const page = await loaded(desktop);
  await page.evaluate(() => {
    window.open('/other');
    location.assign('/elsewhere');
  });
}

test('whoever guards no page lets it go and open what it likes', async ({ start }) => {
  const guarded = await start();
  await wander(guarded);
  const free = await start('unguarded');
  await wander(free);
  await expect.poll(() => free.windows().length).toBe(2);
  await expect(await free.window()).toHaveURL(/\/elsewhere$/);
  expect(guarded.windows()).toHaveLength(1);
  await expect(await guarded.window()).not.toHaveURL(/elsewhere/);
});
