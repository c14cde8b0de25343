import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const rows = (page: Page) => page.locator('[role="option"]');
const silent = { callDetailList: [], customerConcern: null, fullAudioUrl: null, customerAudioUrl: null };
const aCall = (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}) => aPushedRecord({ callId, ...silent, ...more });
const calls = [
  aCall('a'),
  aCall('b', { resultStatus: 'BUSY', intentLevelDetailName: null, robotCallJobId: 1043 }),
  aCall('c', { resultStatus: 'NO_ANSWER', intentLevelDetailName: null }),
  aCall('d', { intentLevelDetailName: 'B (maybe)', robotCallJobId: 1043 }),
];

test('narrows the list by status, intent and task, in the keyboard, and goes on after the page was opened anew', async ({ page, push, openPage }) => {
  await push(calls);
  await openPage();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Status', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Busy' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('menuitemcheckbox', { name: 'Answered' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Status: Answered and 1 more' })).toBeVisible();
  await page.getByRole('button', { name: 'Task', exact: true }).click();
  await page.getByRole('menuitemradio', { name: '1043' }).click();
  await expect(rows(page)).toHaveCount(2);
  await push([aCall('e', { robotCallJobId: 1043 }), aCall('f')]);
  // The pointer is in the list since the menu was closed.
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await page.keyboard.press('.');
  await expect(page.locator('#call-e')).toBeVisible();
  await expect(rows(page)).toHaveCount(3);

  // As after a restart: the address says nothing any more.
  await page.goto(new URL('/', page.url()).href);
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Clear the filter Status' }).click();
  await page.getByRole('button', { name: 'Intent', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'maybe' }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Not reached' }).click();
  await expect(page.getByText('No call fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('shows the columns that are wanted, as close as they are wanted, from then on', async ({ page, push, openPage }) => {
  await push(calls);
  await openPage();
  await expect(page.locator('#call-c')).toHaveCSS('height', '30px');
  await page.getByRole('button', { name: 'Columns and density' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Cost' }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('#call-c')).toHaveCSS('height', '24px');
  await expect(page.locator('.row-cost').first()).toBeHidden();
  await page.reload();
  await expect(page.locator('#call-c')).toHaveCSS('height', '24px');
  await expect(page.locator('.row-cost').first()).toBeHidden();
  await expect(page.locator('.row-talk').first()).toBeVisible();
});

test('waits while it is paused, and goes on when it is not', async ({ page, push, openPage }) => {
  await push(calls);
  await openPage();
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press(',');
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await push(aCall('new'));
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press(',');
  await push(aCall('newer'));
  await expect(rows(page)).toHaveCount(6);
});

test('goes on where it was scrolled to, with the call that was open', async ({ page, push, openPage }) => {
  for (let from = 0; from < 600; from += 200) await push(Array.from({ length: 200 }, (_, index) => aCall(`c-${String(from + index)}`, { resultStatus: 'BUSY' })));
  await openPage();
  const list = page.getByRole('listbox', { name: 'Calls' });
  const wanted = page.locator('#call-c-320');
  await list.press('End');
  await expect(async () => {
    await list.evaluate((element) => (element.scrollTop = 279 * 30 + 11));
    await expect(wanted).toBeVisible({ timeout: 300 });
  }).toPass();
  await wanted.click();
  await expect(page.getByTestId('call')).toBeVisible();
  const before = await wanted.boundingBox();
  await expect.poll(() => page.evaluate(() => window.localStorage.getItem('earshot.scroll'))).toContain('c-320');
  await page.goto(new URL('/', page.url()).href);
  await expect(page.getByTestId('call')).toBeVisible();
  await expect(wanted).toBeVisible();
  expect(await wanted.boundingBox()).toEqual(before);
});

test('lists the other calls of a number beside the call', async ({ page, push, openPage }) => {
  await push([aCall('first'), aCall('second', { calledPhoneNumber: '+44 7700 900123', resultStatus: 'BUSY' }), aCall('other', { calledPhoneNumber: '525512345678' })]);
  await openPage();
  await page.locator('#call-other').click();
  await expect(page.getByTestId('call')).toBeVisible();
  await expect(page.getByRole('button', { name: /Other calls of this number/ })).toBeHidden();
  await page.locator('#call-first').click();
  const others = page.getByRole('button', { name: /Other calls of this number/ });
  await expect(others).toContainText('1');
  await push(aCall('third', { resultStatus: 'NO_ANSWER' }));
  await expect(others).toContainText('2');
  await others.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('group', { name: 'Other calls of this number' });
  await expect(list.getByRole('button')).toHaveText([/No answer/, /Busy/]);
  expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
  await list.getByRole('button').nth(1).click();
  await expect(page).toHaveURL(/call=second/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing for axe to find, ${colorScheme}`, async ({ page, push, openPage }) => {
    await page.emulateMedia({ colorScheme });
    await push(calls);
    await openPage();
    await page.getByRole('button', { name: 'Status', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Busy' }).click();
    // Mantine's menu is a layer of its own.
    expect(await accessibilityProblems(page, { exclude: '[data-portal]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press(',');
    for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 700 }, { width: 480, height: 800 }]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `${test.info().outputDir}/filters-${colorScheme}-${String(viewport.width)}.png` });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Columns and density' }).click();
    expect(await accessibilityProblems(page, { exclude: '[data-portal]' })).toEqual([]);
  });
}
