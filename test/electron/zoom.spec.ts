import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

const levels = (desktop: Desktop): Promise<number[]> => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getZoomLevel()), null);

test('everything is shown larger and smaller, in all windows, by menu, palette and wheel, within bounds, and at the next start', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-zoom-'));
  try {
    const desktop = await launch({ dataDir });
    const page = await deskOf(desktop);
    await desktop.push(aPushedRecord({ callId: 'call-7' }));
    await desktop.clickMenu('View', 'Larger');
    await expect.poll(() => levels(desktop)).toEqual([0.5]);
    await page.locator('#call-call-7').click();
    await page.keyboard.press('Control+Shift+O');
    await expect.poll(() => levels(desktop)).toEqual([0.5, 0.5]);
    await desktop.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[1]?.webContents.emit('zoom-changed', {}, 'in'), null);
    await expect.poll(() => levels(desktop)).toEqual([1, 1]);
    await desktop.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[1]?.webContents.emit('zoom-changed', {}, 'out'), null);
    await expect.poll(() => levels(desktop)).toEqual([0.5, 0.5]);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command, view or call' }).fill('>usual');
    await page.keyboard.press('Enter');
    await expect.poll(() => levels(desktop)).toEqual([0, 0]);
    for (let press = 0; press < 12; press += 1) await desktop.clickMenu('View', 'Smaller');
    await expect.poll(() => levels(desktop)).toEqual([-3, -3]);
    await desktop.answerDialogs(0);
    expect(await desktop.quit()).toBe(0);

    const later = await launch({ dataDir });
    await deskOf(later);
    expect(await levels(later)).toEqual([-3]);
    await later.clickMenu('View', 'Usual size');
    await expect.poll(() => levels(later)).toEqual([0]);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('the sheet of keys has those that only the desktop app has', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' }).locator('[data-keys="size"]')).toContainText('Ctrl Plus, Ctrl Minus, Ctrl 0');
});

test('a theme that changes repaints the window’s ground', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const grounds = await desktop.evaluate(({ BrowserWindow, nativeTheme }) => {
    const grounds: string[] = [];
    BrowserWindow.prototype.setBackgroundColor = (color) => void grounds.push(color);
    nativeTheme.themeSource = 'dark';
    nativeTheme.themeSource = 'light';
    return grounds;
  }, null);
  expect(grounds).toEqual(['#111214', '#f6f5f2']);
});
