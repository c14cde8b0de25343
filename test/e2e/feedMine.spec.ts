import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const silent = { fullAudioUrl: null, customerAudioUrl: null };
const aCall = (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}) => aPushedRecord({ callId, ...silent, ...more });
const nav = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const rows = (page: Page) => page.locator('[role="option"]');
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Chosen calls' });

test('shows what is unread and starred, counts it, and changes many calls at once, which can be undone', async ({ page, push, openPage }) => {
  await push([aCall('a'), aCall('b'), aCall('c', { resultStatus: 'BUSY' }), aCall('d')]);
  await openPage();
  await expect(nav(page).getByRole('button', { name: 'Unread, 3' })).toBeVisible();
  await expect(rows(page).getByRole('img', { name: 'Unread' })).toHaveCount(3);
  await page.locator('#call-d').click({ modifiers: ['Control'] });
  await page.locator('#call-a').click({ modifiers: ['Control'] });
  await bar(page).getByRole('button', { name: 'Star', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(nav(page).getByRole('button', { name: 'Starred, 2' })).toBeVisible();
  await bar(page).getByRole('button', { name: 'Mark read' }).click();
  await expect(nav(page).getByRole('button', { name: 'Unread, 1' })).toBeVisible();
  await expect(rows(page).getByRole('img', { name: 'Unread' })).toHaveCount(1);
  await bar(page).getByRole('button', { name: 'Undo' }).click();
  await expect(nav(page).getByRole('button', { name: 'Unread, 3' })).toBeVisible();
  await expect(bar(page)).toContainText('Undone.');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.screenshot({ path: `${test.info().outputDir}/mine.png` });
  await bar(page).getByRole('button', { name: 'Outcome' }).click();
  await page.getByRole('menuitem', { name: 'Called back' }).click();
  await expect(bar(page)).toContainText('Done.');
  // While calls are chosen, new ones wait.
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();

  await nav(page).getByRole('button', { name: 'Starred, 2' }).click();
  await expect(page.getByRole('heading', { name: 'Starred' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await nav(page).getByRole('button', { name: 'Unread, 3' }).click();
  await expect(rows(page)).toHaveCount(3);
  await push([aCall('e'), aCall('f', { resultStatus: 'BUSY' })]);
  await expect(page.locator('#call-e')).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await nav(page).getByRole('button', { name: 'All calls' }).click();
  await expect(rows(page)).toHaveCount(6);
});

test('keeps what the list shows as a view, in the keyboard, with a live count', async ({ page, push, openPage }) => {
  await push([aCall('a', { robotCallJobId: 1043 }), aCall('b'), aCall('c', { resultStatus: 'BUSY' })]);
  await openPage();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Save this view' })).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.type('1043');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Save this view' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
  await page.keyboard.type('泰国 task 1043');
  expect(await accessibilityProblems(page, { exclude: '[data-portal]' })).toEqual([]);
  await page.keyboard.press('Enter');
  const entry = nav(page).getByRole('button', { name: /泰国 task 1043/ });
  await expect(entry).toHaveAccessibleName('泰国 task 1043, 1');
  await expect(entry).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { name: '泰国 task 1043' })).toBeVisible();
  await push(aCall('d', { robotCallJobId: 1043 }));
  await expect(entry).toHaveAccessibleName('泰国 task 1043, 2');
  await nav(page).getByRole('button', { name: 'Answered' }).click();
  await expect(entry).not.toHaveAttribute('aria-current', 'page');
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.screenshot({ path: `${test.info().outputDir}/saved.png` });
  await page.getByRole('button', { name: 'Rename or remove this view' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(entry).toBeHidden();
});
