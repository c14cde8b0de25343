import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const statuses = ['ANSWERED', 'TRANSFER_ARTIFICIAL', 'CALL_LOSS', 'NO_ANSWER', 'BUSY', 'REFUSED', 'POWER_OFF', 'OUT_OF_SERVICE', 'VACANT_NUMBER', 'CAN_NOT_CONNECT', 'FROM_PHONE_ERROR', 'SYSTEM_ERROR', 'LINE_INTERCEPT'];
const everyStatus = statuses.map((resultStatus, index) => aPushedRecord({ callId: `call-${String(index)}`, resultStatus }));

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('has nothing for axe to find, with and without an opened call', async ({ page, push, openPage }) => {
      await push(everyStatus);
      await openPage();
      await expect(page.locator('[role="option"]')).toHaveCount(statuses.length);
      const scan = () => accessibilityProblems(page, { exclude: '[data-testid="call"]' });
      expect(await scan()).toEqual([]);
      await page.locator('[role="option"]').first().click();
      await expect(page.getByTestId('call')).toBeVisible();
      await push(aPushedRecord({ callId: 'new' }));
      await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
      await page.getByRole('button', { name: /Listening/ }).click();
      await expect(page.getByText('Pushes kept')).toBeVisible();
      expect(await scan()).toEqual([]);
    });
  });
}

test('tells how it is doing', async ({ page, push, openPage, earshot }) => {
  await push(aPushedRecord());
  await openPage();
  const health = page.getByRole('button', { name: /Listening/ });
  await expect(health).toContainText(/last push (just now|\d+ s ago)/);
  await health.click();
  const figures = page.getByRole('dialog', { name: /Listening/ });
  await expect(figures).toContainText(new URL(earshot.pushUrl).host);
  await expect(figures).toContainText('Calls kept1');
  await page.keyboard.press('Escape');
  await expect(figures).toBeHidden();
  await expect(health).toBeFocused();
});

test('keeps the parts of a row apart at every width, whatever was pushed', async ({ page, push, openPage }) => {
  const longest = '9223372036854775806';
  await push([
    aPushedRecord({ callId: 'long', robotCallJobId: longest, calledPhoneNumber: '8613800138000', resultStatus: 'TRANSFER_ARTIFICIAL' }),
    aPushedRecord({ callId: 'unknown', resultStatus: 'EXTENSION_NUMBER_LIMIT', intentLevelDetailName: 'A (very strong interest in all of it)' }),
    aPushedRecord({ callId: 'words', customerConcern: ['a'.repeat(90), 'b'.repeat(90), 'c'], properties: { name: 'd'.repeat(90) } }),
  ]);
  await openPage();
  await page.locator('[role="option"]').first().click();
  for (const width of [1920, 1440, 1180, 1024, 860]) {
    await page.setViewportSize({ width, height: 800 });
    for (const line of await page.locator('.row-line, .row-spoken').all()) {
      const places = await line.evaluate((row) => {
        const shown = [...row.children].map((part) => part.getBoundingClientRect()).filter(({ width: its, bottom }) => its > 0 && bottom <= row.getBoundingClientRect().bottom + 1);
        return { parts: shown.map(({ left, right }) => [left, right] as const), end: row.getBoundingClientRect().right };
      });
      for (const [index, [left, right]] of places.parts.entries()) {
        expect(right, `${String(width)} px wide`).toBeLessThanOrEqual((places.parts[index + 1]?.[0] ?? places.end) + 0.5);
        expect(left).toBeLessThanOrEqual(right);
      }
    }
  }
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 1024, height: 700 } });

  test('loses seconds, intent and cost, and keeps the words', async ({ page, push, openPage }) => {
    await push(aPushedRecord());
    await openPage();
    await page.locator('[role="option"]').click();
    const row = page.locator('[role="option"]');
    await expect(row.getByText('Yes, go ahead.')).toBeVisible();
    await expect(row.getByText('strong interest')).toBeHidden();
    await expect(row.getByText('$0.0820')).toBeHidden();
    await expect(row.locator('.row-seconds')).toBeHidden();
    expect((await page.getByRole('navigation').boundingBox())?.width).toBe(52);
  });
});

test.describe('one pane', () => {
  test.use({ viewport: { width: 700, height: 800 } });

  test('shows the list or the call, and Escape leads back', async ({ page, push, openPage }) => {
    await push(aPushedRecord());
    await openPage();
    await page.locator('[role="option"]').click();
    await expect(page.getByTestId('call')).toBeVisible();
    await expect(page.locator('[role="listbox"]')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.locator('[role="listbox"]')).toBeVisible();
    await expect(page.getByTestId('call')).toHaveCount(0);
  });
});

test('a part of the screen that fails leaves the rest as it is and can be shown again', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await push(aPushedRecord({ callId: 'call-2' }));
  await openPage();
  await page.route('**/rpc/calls/get', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const answer = (await response.json()) as { json: object };
    await route.fulfill({ response, json: { ...answer, json: { ...answer.json, utterances: null } } });
  });
  await page.locator('#call-call-1').click();
  await expect(page.getByRole('alert')).toContainText('This part of the screen failed');
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.unroute('**/rpc/calls/get');
  await page.getByRole('button', { name: 'Show again' }).click();
  await expect(page.getByTestId('call').getByRole('heading', { name: '+44 7700 900123' })).toBeVisible();
});

test('follows the system’s theme while it is open', async ({ page, openPage }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openPage();
  const scheme = page.locator('html');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
});
