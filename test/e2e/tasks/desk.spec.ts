import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { aCall, aCallToHear, aDay } from './day.ts';
import { expect, test, within } from './operator.ts';
import { expectOpen, expectSound, paneOf, rowsOf } from './screen.ts';

const download = (page: Page) => page.waitForEvent('download');

test('saves what a customer said as a clip', within(6), async ({ page, storage, operator, push, openPage }) => {
  await push([...aDay(), aCallToHear(storage, 'heard')]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-heard');
  await operator.press('j', 'Enter');
  await expectSound(page);
  const moment = paneOf(page).getByTestId('moment');
  await operator.press(']', ']');
  await expect(moment).toHaveText('0:05.7');
  await operator.press('l');
  await expect(paneOf(page).getByRole('button', { name: 'End the loop' }).first()).toHaveAttribute('aria-pressed', 'true');
  const [clip] = await Promise.all([download(page), operator.press('Shift+P')]);
  expect(clip.suggestedFilename()).toMatch(/^heard-composite-.*\.wav$/);
  // 1.267 s at 8 kHz and 16 bits.
  expect((await readFile(await clip.path())).length).toBeCloseTo(44 + 1267 * 16, -3);
});

test('saves a call as one file', within(3), async ({ page, storage, operator, push, openPage }) => {
  await push([...aDay(), aCallToHear(storage, 'heard')]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-heard');
  await operator.press('j', 'Enter');
  await expectSound(page);
  const [file] = await Promise.all([download(page), operator.press('Control+Shift+S')]);
  expect(await readFile(await file.path(), 'utf8')).toContain('What would it cost this time?');
});

test('lays what was pushed of a call side by side, and reads one push as it came', within(14), async ({ page, operator, push, openPage }) => {
  await push(aDay());
  for (const chatDuration of [47, 52]) await push(aCall('revised', { chatDuration }));
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-revised');
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900123');
  await operator.press('d');
  await expect(paneOf(page).getByRole('group', { name: 'Facts and variables' })).toBeFocused();
  await operator.press('n');
  const compare = paneOf(page).getByRole('button', { name: 'Compare' });
  await operator.tabTo(compare, 'Shift+Tab');
  await operator.press('Enter');
  const sideBySide = page.getByRole('dialog', { name: 'What each push brought' });
  await expect(sideBySide.getByRole('row').filter({ hasText: 'chatDuration' })).toContainText(/47.*52/);
  await operator.press('Escape');
  await expect(sideBySide).toBeHidden();
  await expect(compare).toBeFocused();
  await operator.press('Tab', 'Enter');
  await expect(page).toHaveURL(/#\/pushes/);
  const raw = page.getByTestId('push');
  await expect(raw).toContainText('chatDuration');
});

test('opens a call in a window of its own, stars it there, and goes on at the desk', within(5), async ({ page, operator, push, openPage }) => {
  await push([...aDay(), aCall('own')]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-own');
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900123');
  const [own] = await Promise.all([page.waitForEvent('popup'), operator.press('Control+Shift+O')]);
  await expectOpen(own, '+44 7700 900123');
  await own.keyboard.press('s');
  await expect(paneOf(own).getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await own.close();
  await expect(paneOf(page).getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await operator.press('j');
  await expectOpen(page, '+44 7700 913515');
});

test('looks a key up in the sheet and presses it', within(5), async ({ page, operator, push, openPage }) => {
  await push([...aDay(), aCall('starred')]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-starred');
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900123');
  await operator.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  const row = sheet.locator('[data-keys="star"]');
  await expect(row).toContainText('Star, no star');
  const [key = ''] = (await row.locator('dd .sr-only').textContent())?.split(', ') ?? [];
  await operator.press('Escape');
  await expect(sheet).toBeHidden();
  await operator.press(key.toLowerCase());
  await expect(paneOf(page).getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
});
