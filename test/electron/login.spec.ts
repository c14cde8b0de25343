import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Settings } from 'electron';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

const loginItems = (desktop: Desktop): Promise<readonly Settings[]> => desktop.evaluate(() => globalThis.earshotRecorder.loginItems, null);

/** Once its window was shown, or was not, the host listens for this. */
async function isStarted(desktop: Desktop): Promise<void> {
  await expect.poll(() => desktop.evaluate(({ app }) => app.listenerCount('activate'), null)).toBe(1);
}

async function choose(page: Page, label: string): Promise<void> {
  await page.getByText(label, { exact: true }).click();
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
}

test('a start that is to be hidden has no window until somebody asks for one, and receives calls', async ({ launch }) => {
  const desktop = await launch({ argv: ['--hidden'] });
  await desktop.push(aPushedRecord());
  await expect.poll(() => desktop.notifications()).toHaveLength(1);
  await isStarted(desktop);
  expect(desktop.windows()).toEqual([]);
  await desktop.clickTray();
  await expect((await deskOf(desktop)).getByRole('option')).toHaveCount(1);
});

for (const startHidden of [true, false]) {
  test(`on a Mac a start at login is hidden ${startHidden ? 'where that is wanted' : 'only where that is wanted'}`, async ({ launch }) => {
    onlyOnTheDouble('nobody logs in during a test');
    const folder = await mkdtemp(join(tmpdir(), 'earshot-login-'));
    try {
      // What the system says of the start.
      const login = join(folder, 'login.cjs');
      await writeFile(login, "const { app } = require('electron');\napp.getLoginItemSettings = () => ({ openAtLogin: true, wasOpenedAtLogin: true });\n");
      const desktop = await launch({ pose: { platform: 'darwin' }, settings: { desktop: { startHidden } }, env: { EARSHOT_TEST_BEFORE: login } });
      await desktop.pushUrl();
      await desktop.push(aPushedRecord());
      await expect.poll(() => desktop.notifications()).toHaveLength(1);
      await isStarted(desktop);
      if (startHidden) expect(desktop.windows()).toEqual([]);
      else await deskOf(desktop);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('Windows is told to start the packed app at login, hidden or not, and not twice the same', async ({ launch }) => {
  onlyOnTheDouble('Electron itself does not pose as the packed app on another system');
  const desktop = await launch({ pose: { platform: 'win32', isPackaged: true } });
  const page = await deskOf(desktop);
  expect(await loginItems(desktop), 'it is so already').toEqual([]);
  await openSettings(page);
  await choose(page, 'Start at login');
  await expect.poll(() => loginItems(desktop)).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
  await expect.poll(() => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null), 'another setting').toBe('dark');
  expect(await loginItems(desktop)).toHaveLength(1);
  await choose(page, 'Start without its window');
  await expect.poll(async () => (await loginItems(desktop)).slice(1)).toEqual([{ openAtLogin: true, args: [] }]);
  await choose(page, 'Start at login');
  await expect.poll(async () => (await loginItems(desktop)).slice(2)).toEqual([{ openAtLogin: false, args: [] }]);
});

test('on Linux a file has the desktop start the packed app at login', async ({ launch }) => {
  onlyOnTheDouble('Electron itself does not pose as the packed app');
  const config = await mkdtemp(join(tmpdir(), 'earshot-config-'));
  const file = join(config, 'autostart', 'earshot.desktop');
  try {
    const desktop = await launch({ pose: { platform: 'linux', isPackaged: true }, env: { XDG_CONFIG_HOME: config, APPIMAGE: '/opt/Earshot 1.AppImage' } });
    const page = await deskOf(desktop);
    expect(existsSync(file)).toBe(false);
    await openSettings(page);
    await choose(page, 'Start at login');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('\nExec="/opt/Earshot 1.AppImage" "--hidden"\n');
    await choose(page, 'Start at login');
    await expect.poll(() => existsSync(file)).toBe(false);
    expect(await loginItems(desktop)).toEqual([]);

    await rm(config, { recursive: true });
    await writeFile(config, 'a file where the folder was');
    await choose(page, 'Start at login');
    await expect.poll(() => desktop.stderr()).toContain('could not be told whether to start Earshot at login');
  } finally {
    await rm(config, { recursive: true, force: true });
  }
});

test('without a folder for settings, or a packed app that moves, their usual places are taken', async ({ launch }) => {
  onlyOnTheDouble('Electron itself does not pose as the packed app');
  const home = await mkdtemp(join(tmpdir(), 'earshot-home-'));
  try {
    const desktop = await launch({ pose: { platform: 'linux', isPackaged: true }, settings: { desktop: { startAtLogin: true, startHidden: false } }, env: { HOME: home, XDG_CONFIG_HOME: undefined, APPIMAGE: undefined } });
    await deskOf(desktop);
    expect(await readFile(join(home, '.config', 'autostart', 'earshot.desktop'), 'utf8')).toContain(`\nExec="${process.execPath}"\n`);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('an app that is being developed is never started at login', async ({ launch }) => {
  const config = await mkdtemp(join(tmpdir(), 'earshot-config-'));
  try {
    const desktop = await launch({ settings: { desktop: { startAtLogin: true } }, env: { XDG_CONFIG_HOME: config } });
    await deskOf(desktop);
    expect(existsSync(join(config, 'autostart'))).toBe(false);
    expect(await loginItems(desktop)).toEqual([]);
  } finally {
    await rm(config, { recursive: true, force: true });
  }
});
