import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultDataDir } from '#core';
import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

test.describe('a data directory that stays', () => {
  let dataDir: string;
  test.beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earshot-desk-'));
  });
  test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('the window opens where it was left, with the calls that came', async ({ launch }) => {
    const first = await launch({ dataDir, settings: { desktop: { closeToTray: false } } });
    await deskOf(first);
    await first.push(aPushedRecord());
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 700 }), null);
    await first.answerDialogs(0);
    await first.closeWindow();
    expect(await first.ended).toBe(0);

    const second = await launch({ dataDir });
    const page = await deskOf(second);
    await expect(page.getByRole('option')).toHaveCount(1);
    expect(await second.windowStates()).toMatchObject([{ bounds: { x: 40, y: 30, width: 1000, height: 700 }, isVisible: true, isMaximized: false }]);
    await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize(), null);
    await second.answerDialogs(0);
    expect(await second.quit()).toBe(0);

    const third = await launch({ dataDir });
    await deskOf(third);
    expect(await third.windowStates()).toMatchObject([{ isMaximized: true }]);
  });

  for (const [where, place] of [['far away', { x: 9000, y: 9000 }], ['above', { x: 200, y: -400 }]] as const) {
    test(`the window opens on a display that is there, also where it was left ${where}`, async ({ launch }) => {
      await writeFile(join(dataDir, 'window.json'), JSON.stringify({ place: { ...place, width: 1000, height: 700 }, maximized: false }));
      const desktop = await launch({ dataDir });
      await deskOf(desktop);
      const [state] = await desktop.windowStates();
      expect(state?.bounds.x).toBeLessThan(2000);
      expect(state?.bounds.y).toBeLessThan(1000);
      expect(state?.bounds.y).toBeGreaterThanOrEqual(0);
    });
  }

  test('what Chromium keeps stays apart from the calls', async ({ launch }) => {
    const desktop = await launch({ dataDir });
    await deskOf(desktop);
    const paths = await desktop.evaluate(({ app }) => ({ userData: app.getPath('userData'), sessionData: app.getPath('sessionData') }), null);
    expect(paths).toEqual({ userData: dataDir, sessionData: join(dataDir, 'window') });
    expect(existsSync(join(dataDir, 'earshot.db'))).toBe(true);
  });
});

test('apps with data directories of their own run side by side', async ({ launch }) => {
  const profile = await mkdtemp(join(tmpdir(), 'earshot-profile-'));
  try {
    await deskOf(await launch({ profile }));
    await deskOf(await launch({ profile }));
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('without a named folder the data is where the headless host keeps it', async ({ launch }) => {
  const home = await mkdtemp(join(tmpdir(), 'earshot-home-'));
  try {
    const env = { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: home };
    const dataDir = defaultDataDir({ platform: process.platform, home, env });
    const desktop = await launch({ env: { ...env, EARSHOT_DATA: undefined } });
    await deskOf(desktop);
    expect(existsSync(join(dataDir, 'earshot.db'))).toBe(true);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('a page that ended is loaded again', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await page.evaluate(() => Object.assign(window, { isFirst: true }));
  await desktop.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }), null);
  await expect.poll(() => page.evaluate(() => 'isFirst' in window).catch(() => true)).toBe(false);
  await deskOf(desktop);
  expect(desktop.stderr()).toContain('The page ended');
});

test('a second instance raises the first one’s window and ends', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
  expect(await desktop.launchSecond([])).toBe(0);
  await expect.poll(() => desktop.windowStates()).toMatchObject([{ isMinimized: false, isVisible: true, isFocused: true }]);
  expect(desktop.windows()).toHaveLength(1);
  await desktop.push(aPushedRecord());
});

test('a click on the dock brings the window to the front', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
  await desktop.activate();
  await expect.poll(() => desktop.windowStates()).toMatchObject([{ isMinimized: false }]);
});

test('the theme of the settings is the window’s and the page’s', async ({ launch }) => {
  const desktop = await launch({ settings: { ui: { theme: 'dark' } } });
  const page = await deskOf(desktop);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(await desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null)).toBe('dark');
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Light').click();
  await expect.poll(() => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null)).toBe('light');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('the computer is kept awake while calls are received, unless the settings say otherwise', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await expect.poll(() => desktop.isSleepPrevented()).toBe(true);
  await page.getByRole('banner').getByRole('button', { name: 'Settings' }).click();
  const awake = page.getByRole('switch', { name: 'Keep the computer awake' });
  await expect(awake).toBeChecked();
  await page.getByText('Keep the computer awake').click();
  await expect.poll(() => desktop.isSleepPrevented()).toBe(false);
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
  await expect.poll(() => desktop.evaluate(({ nativeTheme }) => nativeTheme.themeSource, null), 'another setting').toBe('dark');
  expect(await desktop.isSleepPrevented()).toBe(false);
  await page.getByText('Keep the computer awake').click();
  await expect.poll(() => desktop.isSleepPrevented()).toBe(true);
});

test('the menu has what a system expects, and leads to the settings, the keys and the data', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const menu = (await desktop.menu()) ?? [];
  const isMac = process.platform === 'darwin';
  expect(menu.map(({ label }) => label).slice(isMac ? 1 : 0)).toEqual(['File', 'Edit', 'View', 'Call', 'Window', 'Help']);
  const items = menu.flatMap(({ items }) => items);
  const roles = items.map(({ role }) => role?.toLowerCase());
  for (const role of ['cut', 'copy', 'paste', 'selectall', 'togglefullscreen', 'minimize', 'close', 'about', 'quit']) {
    expect.soft(roles, role).toContain(role);
  }
  expect(items.find(({ label }) => label === 'Settings…')?.accelerator).toBe('CmdOrCtrl+,');
  await desktop.clickMenu(isMac ? 'Earshot' : 'File', 'Settings…');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await desktop.clickMenu('Help', 'Keys');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await desktop.clickMenu('View', 'Command palette');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.press('Escape');
  await desktop.clickMenu('Help', 'Show data folder');
  await desktop.clickMenu('Help', 'Show logs');
  expect(await desktop.evaluate(() => globalThis.earshotRecorder.openedPaths, null)).toEqual([desktop.dataDir, join(desktop.dataDir, 'logs')]);
});
