import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

const sheetOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Keys' });

test('keys leave fields, dialogs and input methods alone', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  const follows = pane.getByRole('switch', { name: 'Follows the sound' });
  await search.click();
  await page.keyboard.type('jv?[ ');
  await expect(search).toHaveValue('jv?[ ');
  await expect(sheetOf(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(sheetOf(page)).toBeVisible();
  await page.keyboard.press('v');
  await page.keyboard.press('j');
  await page.keyboard.press('Control+f');
  await expect(sheetOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheetOf(page)).toBeHidden();
  await expect(pane, 'Escape closes one thing at a time').toBeVisible();
  await expect(follows).toBeChecked();

  await pane.evaluate((element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', isComposing: true, bubbles: true, cancelable: true })));
  await expect(follows).toBeChecked();
  await pane.evaluate((element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'м', code: 'KeyV', bubbles: true, cancelable: true })));
  await expect(follows, 'a Russian keyboard has it in the same place').not.toBeChecked();
});

for (const key of ['Escape', '?']) {
  test(`${key} closes the sheet of keys wherever the focus is`, async ({ page, openPage }) => {
    await openPage();
    await page.getByRole('button', { name: 'Keys' }).click();
    const focused = page.getByRole('button', { name: 'Close the keys' });
    await expect(focused).toBeFocused();
    await focused.evaluate((button) => button.blur());
    await expect(page.locator('body')).toBeFocused();
    await page.keyboard.press(key);
    await expect(sheetOf(page)).toBeHidden();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the sheet of keys stands up to axe in ${colorScheme}, wide and narrow`, async ({ page, openPage }) => {
    await page.emulateMedia({ colorScheme });
    await openPage();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.getByRole('button', { name: 'Keys' }).click();
    await expect(sheetOf(page)).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    const columns = (): Promise<number> =>
      sheetOf(page)
        .locator('.keys-column')
        .evaluateAll((all) => new Set(all.map((column) => column.getBoundingClientRect().left)).size);
    expect(await columns()).toBe(2);
    await page.setViewportSize({ width: 600, height: 700 });
    expect(await columns()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
}
