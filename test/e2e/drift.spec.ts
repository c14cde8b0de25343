import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { waitFor } from '../support/waitFor.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const record = (overrides: Parameters<typeof aPushedRecord>[0]) => aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, ...overrides });

/** An entry of the inbox by its name as it came. */
const entryOf = (page: Page, name: string): Locator => page.getByRole('region', { name: 'New in pushes' }).locator('.drift-entry', { has: page.getByRole('heading', { name, exact: true }) });

const toInbox = (page: Page): Promise<void> => page.getByRole('navigation').getByRole('button', { name: /^New in pushes/ }).click();

test.beforeEach(async ({ push, earshot }) => {
  await push(record({ callId: 'call-1', resultStatus: 'LINE_INTERCEPT', loanProduct: 'Gold' }));
  await push(record({ callId: 'call-2', resultStatus: 'LINE_INTERCEPT', loanProduct: 'Silver' }));
  await push(record({ callId: 'call-3', chatDuration: 'a while', loanProduct: 'Gold', callDetailList: [{ callDetailId: 1, text: 'Hello', type: 'WHISPER', mood: 3 }] }));
  await push({ dataType: 'QC_RECORD', data: { score: 1 } });
  await waitFor(async () => ((await earshot.getJson('/status')) as { backlog: number }).backlog === 0);
});

test('lists what is new with counts, examples and what is done with it, and leads to them', async ({ page, openPage, push }) => {
  await openPage();
  const nav = page.getByRole('navigation').getByRole('button', { name: 'New in pushes, 6 not seen yet' });
  await nav.click();
  await expect(page).toHaveURL(/#\/news/);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Statuses', 'Fields', 'Values that do not fit', 'Speakers', 'Kinds of event']);
  const status = entryOf(page, 'LINE_INTERCEPT');
  await expect(status).toContainText('Shown as it came, filed under Other, not announced.');
  await expect(status).toContainText('2 times');
  const field = entryOf(page, 'loanProduct');
  await expect(field).toContainText('3 times');
  await expect(field.getByRole('listitem')).toHaveText([/^Gold.*Push 1$/, /^Silver.*Push 2$/]);
  await expect(entryOf(page, 'chatDuration')).toContainText(/The field itself stays empty.*a while/);
  await expect(entryOf(page, 'callDetailList[].mood')).toContainText('The transcript does not show it.');
  await expect(entryOf(page, 'WHISPER')).toContainText('unknown speaker');
  await expect(entryOf(page, 'QC_RECORD')).toContainText(/No call comes of it.*\{"score":1\}.*Push 4/);
  expect(await accessibilityProblems(page)).toEqual([]);

  await push(record({ callId: 'call-5', weather: 'rain', loanProduct: 'Bronze' }));
  // The pointer and the keyboard are elsewhere, so it comes in by itself.
  await expect(entryOf(page, 'weather')).toBeVisible();
  await entryOf(page, 'chatDuration').hover();
  await push(record({ callId: 'call-6', barometer: 1013, loanProduct: 'Iron' }));
  await expect(field).toContainText('5 times');
  await expect(page.getByRole('button', { name: '1 new name' })).toBeVisible();
  await expect(entryOf(page, 'barometer')).toHaveCount(0);
  await page.getByRole('button', { name: '1 new name' }).click();
  await expect(entryOf(page, 'barometer')).toBeVisible();

  await field.getByRole('button', { name: 'Open call call-1' }).click();
  await expect(page).toHaveURL(/call=call-1.*#\//);
  await expect(page.getByRole('region', { name: 'Call', exact: true }).or(page.getByTestId('call')).first()).toBeVisible();
  await toInbox(page);
  await entryOf(page, 'QC_RECORD').getByRole('button', { name: 'Push 4' }).click();
  await expect(page).toHaveURL(/push=4.*#\/pushes/);
});

test('names a status: at once in the feed, the navigation and the counts, and can be undone', async ({ page, openPage }) => {
  await openPage();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Other, 2' })).toBeVisible();
  await toInbox(page);
  await entryOf(page, 'LINE_INTERCEPT').getByRole('button', { name: 'Name it' }).click();
  const form = page.getByRole('form', { name: 'A word, a group and an alert for LINE_INTERCEPT' });
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  await form.getByLabel('Own word').fill('Line intercepted');
  await form.getByRole('combobox', { name: 'Filed under' }).click();
  await page.getByRole('option', { name: 'Our fault' }).click();
  await form.getByRole('combobox', { name: 'Announced' }).click();
  await page.getByRole('option', { name: 'Urgent', exact: true }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(entryOf(page, 'LINE_INTERCEPT')).toHaveCount(0);
  const note = page.getByRole('status').filter({ hasText: 'LINE_INTERCEPT is now filed under Our fault. Announced urgently.' });
  await expect(note).toContainText('Line intercepted');
  expect(await accessibilityProblems(page)).toEqual([]);
  await note.getByRole('button', { name: 'Change it later in the settings' }).click();
  await expect(page).toHaveURL(/#\/settings\/statuses/);
  await expect(page.getByLabel('Own word for LINE_INTERCEPT')).toHaveValue('Line intercepted');

  await page.getByRole('navigation').getByRole('button', { name: 'Our fault, 2' }).click();
  await expect(page.locator('.row-status', { hasText: 'Line intercepted' })).toHaveCount(2);
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Other/ })).toHaveCount(0);
  await expect(page.getByRole('navigation').getByRole('button', { name: 'New in pushes, 5 not seen yet' })).toBeVisible();
});

test('is worked by keyboard alone: named, undone, seen, and taken back', async ({ page, openPage }) => {
  await openPage();
  const nav = page.getByRole('navigation').getByRole('button', { name: /^New in pushes/ });
  await nav.focus();
  await page.keyboard.press('Enter');
  await entryOf(page, 'LINE_INTERCEPT').getByRole('button', { name: 'Name it' }).press('Enter');
  await expect(page.getByLabel('Own word')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(entryOf(page, 'LINE_INTERCEPT').getByRole('button', { name: 'Name it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Intercepted');
  await page.keyboard.press('Enter');
  await expect(page.getByText('LINE_INTERCEPT is now filed under Other. Announced as the alert rules say.')).toBeVisible();
  // The next entry has the keyboard.
  await expect(entryOf(page, 'callDetailList[].mood').getByRole('button', { name: 'Seen' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo: LINE_INTERCEPT' }).press('Enter');
  await expect(entryOf(page, 'LINE_INTERCEPT')).toBeVisible();

  await entryOf(page, 'loanProduct').getByRole('button', { name: 'Seen' }).press('Enter');
  await expect(entryOf(page, 'loanProduct')).toHaveCount(0);
  await expect(entryOf(page, 'chatDuration').getByRole('button', { name: 'Seen' })).toBeFocused();
  await page.getByRole('button', { name: 'All seen' }).press('Enter');
  await expect(page.getByText('Nothing new that you have not seen.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'New in pushes' })).toBeFocused();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'New in pushes', exact: true })).toBeVisible();
  await page.getByRole('button', { name: '6 seen' }).press('Enter');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take back: loanProduct' }).press('Enter');
  await expect(entryOf(page, 'loanProduct')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['loanProduct']);
  await expect(page.getByRole('button', { name: '5 seen' })).toBeVisible();
});

test('fits a narrow window in dark, names of any length and kind, and says when it cannot be read', async ({ page, openPage, push }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 600, height: 800 });
  const long = 'W'.repeat(5000);
  await push(record({ callId: 'call-7', resultStatus: long, [long]: long, '\u202Eoverride <b>': 'مرحبا', '': '', ' ': ' ' }));
  await openPage();
  await toInbox(page);
  await expect(page.getByRole('heading', { level: 3, name: /^W+…$/ })).toHaveCount(2);
  await expect(page.getByText('Too long to be named.')).toBeVisible();
  await entryOf(page, 'LINE_INTERCEPT').getByRole('button', { name: 'Name it' }).click();
  expect(await page.locator('.drift-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.route('**/rpc/drift/**', (route) => route.abort());
  await page.keyboard.press('Escape');
  await entryOf(page, 'LINE_INTERCEPT').getByRole('button', { name: 'Seen' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'nothing was changed' })).toBeVisible();
  await expect(entryOf(page, 'LINE_INTERCEPT')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'What is new could not be read' })).toBeVisible();
  await page.unroute('**/rpc/drift/**');
  // It tries again by itself.
  await expect(entryOf(page, 'LINE_INTERCEPT')).toBeVisible();
});
