import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

test('shows a newcomer a call in the first minute', async ({ page, earshot, openPage }) => {
  await openPage();
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  await page.getByText('Español', { exact: true }).click();
  await page.getByRole('button', { name: 'Send a test call' }).click();
  await expect(page.locator('.row-line')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toHaveCount(0);
  const { items } = (await earshot.getJson('/calls')) as { items: readonly { readonly statusGroup: string }[] };
  expect(items).toHaveLength(1);
});

test('sends the test call at the press of a key', async ({ page, openPage }) => {
  await openPage();
  await expect(page.getByRole('button', { name: 'Send a test call' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.locator('.row-line')).toHaveCount(1);
});

test('gives the push address to copy, and leads to where a tunnel is set', async ({ page, context, earshot, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage();
  await page.getByRole('button', { name: 'Copy address' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(earshot.pushUrl);
  await page.getByText('Through a tunnel').click();
  await page.getByRole('link', { name: 'Set a tunnel' }).click();
  await expect(page.getByLabel('Address of a tunnel')).toBeVisible();
});

test('chooses by group which calls are announced', async ({ page, openPage }) => {
  await openPage();
  const lost = page.getByRole('combobox', { name: 'Announcement of Lost' });
  await expect(lost).toHaveValue('Badge only');
  await expect(page.getByRole('combobox', { name: 'Sound of Lost' })).toHaveCount(0);
  await lost.click();
  await page.getByRole('option', { name: 'Urgent', exact: true }).click();
  await expect(lost).toHaveValue('Urgent');
  const sound = page.getByRole('combobox', { name: 'Sound of Lost' });
  await expect(sound).toHaveValue('Two bells');
  await sound.click();
  await page.getByRole('option', { name: 'Knock' }).click();
  await expect(sound).toHaveValue('Knock');
  await page.getByRole('button', { name: 'Hear the sound of Lost' }).click();
  // It is the rule that decides, and what the settings say of the status.
  await page.getByRole('link', { name: 'All alert rules' }).click();
  await page.locator('[data-rule="lost"]').click();
  await expect(page.getByRole('radio', { name: 'Urgent' })).toBeChecked();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Announcement of CALL_LOSS' })).toHaveValue('Urgent, by the rules');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [[1440, 900], [600, 900]] as const) {
    test(`is accessible in ${colorScheme} at ${width} px`, async ({ page, openPage }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      await openPage();
      await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  }
}
