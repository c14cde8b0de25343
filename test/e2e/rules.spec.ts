import type { Locator, Page } from '@playwright/test';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { waitFor } from '../support/waitFor.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const said = (text: string) => [{ callDetailId: 1, text, type: 'PERSON' }];
const record = (overrides: Parameters<typeof aPushedRecord>[0]) => aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, ...endedNow(), ...overrides });
const editorOf = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const previewOf = (page: Page): Locator => page.getByRole('region', { name: 'What this rule would have done' });
const rulesIn = (page: Page): Locator => page.getByRole('list', { name: 'Rules, the first one first' }).locator('.rule-open .rule-name');

test.beforeEach(async ({ push, earshot }) => {
  await push([
    record({ callId: 'price-1', callDetailList: said('How much would the price be?') }),
    record({ callId: 'price-2', calledPhoneNumber: '525512345678', callDetailList: said('¿Qué PRECIO tiene?'), chatDuration: 18 }),
    record({ callId: 'plain', calledPhoneNumber: '8613800138000', callDetailList: said('不用了。') }),
    record({ callId: 'busy', resultStatus: 'BUSY' }),
    record({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL' }),
  ]);
  await waitFor(async () => ((await earshot.getJson('/status')) as { backlog: number }).backlog === 0);
});

test('a rule is made, seen in what it would have done, and saved, in the keyboard only', async ({ page, openPage, push }) => {
  await openPage();
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).focus();
  await page.keyboard.press('Enter');
  await expect(rulesIn(page)).toHaveText(['Hand-over lost', 'Answered', 'Our fault in a row', 'No robot free', 'Not reached']);
  await expect(previewOf(page)).toContainText('1 call would have been urgent in 1 notification.');

  await page.getByRole('button', { name: 'New rule' }).focus();
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of the rule' });
  await name.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Asked the price');
  const editor = editorOf(page, 'Asked the price');
  await expect(editor.getByText('Fits every call')).toBeVisible();
  await editor.getByRole('button', { name: 'Add a condition' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Customer says' }).focus();
  await page.keyboard.press('Enter');
  await editor.getByLabel('Customer says', { exact: true }).focus();
  await page.keyboard.type('price,precio,');
  await editor.getByRole('radio', { name: 'Notify' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(previewOf(page)).toContainText(/2 calls would have been urgent in 1 notification\.\s*Not saved yet\./);
  await expect(previewOf(page)).toContainText('folds 2 into one');
  await expect(previewOf(page).locator('mark')).toHaveText(['PRECIO', 'price']);
  await expect(previewOf(page).locator('.dot-this')).toHaveCount(3);

  await editor.getByRole('button', { name: 'Add a condition' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Talk time' }).focus();
  await page.keyboard.press('Enter');
  await expect(previewOf(page)).toContainText('1 call would have been urgent');
  await page.keyboard.press('Control+S');
  await expect(editor.getByText('not saved')).toBeHidden();
  await expect(rulesIn(page).first()).toHaveText('Asked the price');
  await expect(previewOf(page)).toContainText('As saved before: 1 call.');

  await push(record({ callId: 'price-3', callDetailList: said('And the price?') }));
  await page.getByRole('button', { name: 'Alert log' }).focus();
  await page.keyboard.press('Enter');
  const log = page.getByRole('region', { name: 'Alert log' });
  await expect(log.getByRole('row').nth(1)).toContainText(/Told.*by “Asked the price”/);
  await log.getByRole('row').nth(1).getByRole('button', { name: /^Open call/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/call=price-3/);
});

test('what is changed says what it would no longer tell of, and is given up or kept while others are looked at', async ({ page, openPage }) => {
  await openPage();
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  // The keys move from the rule that is open, and there is none before the rules are loaded.
  await expect(editorOf(page, 'Hand-over lost')).toBeVisible();
  await page.keyboard.press('j');
  const editor = editorOf(page, 'Answered');
  await expect(editor).toBeVisible();
  await editor.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Talk time' }).click();
  const noLonger = previewOf(page).locator('[data-preview="noLonger"]');
  await expect(noLonger).toContainText('+52 55 1234 5678');
  await expect(noLonger).toContainText('talked 0:18, under 0:30');
  await expect(previewOf(page)).toContainText('As saved before: 3 calls.');
  await page.locator('[data-rule="handover"]').click();
  await page.locator('[data-rule="answered"]').click();
  await expect(editor.getByText('not saved')).toBeVisible();
  await editor.getByRole('button', { name: 'Revert' }).click();
  await expect(noLonger).toHaveCount(0);

  await page.keyboard.press('Alt+ArrowUp');
  await expect(rulesIn(page).first()).toHaveText('Answered');
  await page.reload();
  await expect(rulesIn(page).first()).toHaveText('Answered');
  await page.getByRole('button', { name: 'Delete rule' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(rulesIn(page)).toHaveCount(4);
});

test('a rule has calls followed up that it tells of, in as long as it says', async ({ page, earshot, openPage, push }) => {
  // What is told goes by the rules of that moment.
  await waitFor(async () => ((await earshot.getJson('/alerts/log?outcome=held&limit=1')) as { items: unknown[] }).items.length === 0);
  await openPage();
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await page.locator('[data-rule="answered"]').click();
  const editor = editorOf(page, 'Answered');
  await expect(editor).toBeVisible();
  await editor.getByRole('switch', { name: 'Also mark for follow-up' }).press('Space');
  const due = editor.getByRole('combobox', { name: 'Follow-up due' });
  await expect(due).toHaveValue('due in 2 h');
  await due.click();
  await page.getByRole('option', { name: 'due in 30 min' }).click();
  await page.keyboard.press('Control+S');
  await expect(editor.getByText('not saved')).toBeHidden();
  await push(record({ callId: 'followed' }));
  const followedUp = async (): Promise<string[]> => ((await earshot.getJson('/calls?followUp=any')) as { items: readonly { callId: string }[] }).items.map(({ callId }) => callId);
  await waitFor(async () => (await followedUp()).length > 0);
  const { review } = (await earshot.getJson('/calls/followed')) as { review: { followUp: { dueAtMs: number } } };
  expect(Math.abs(review.followUp.dueAtMs - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
  expect(await followedUp(), 'none of before').toEqual(['followed']);
});

test('a list of thousands of numbers is pasted, counted and kept, and what is no number is named', async ({ page, context, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage();
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await page.locator('[data-rule="answered"]').click();
  const editor = editorOf(page, 'Answered');
  await editor.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Number' }).click();
  const list = editor.getByRole('textbox', { name: 'Number', exact: true });
  const pasted = ['Sam', '+86 138 0013 8000', ...Array.from({ length: 4999 }, (_, at) => `4477009${String(at).padStart(5, '0')}`)].join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await list.focus();
  await page.keyboard.press('Control+V');
  await expect(editor.getByText('5,000 numbers. “Sam” is no number and is left out.')).toBeVisible();
  await expect(previewOf(page)).toContainText('2 calls would have been shown');
  await page.keyboard.press('Control+S');
  await expect(editor.getByText('not saved')).toBeHidden();
  await page.reload();
  await page.locator('[data-rule="answered"]').click();
  await expect(list).toHaveValue(/^\+86 138 0013 8000\n447700900000\n/);
  await expect(editor.getByText('5,000 numbers.', { exact: true })).toBeVisible();
});

test('the log says of each call what was shown or not, and why', async ({ page, earshot, openPage, push }) => {
  // Before the pause, which would hold them back.
  const shown = async (): Promise<number> => ((await earshot.getJson('/alerts/log')) as { items: readonly { reason: string }[] }).items.filter(({ reason }) => reason === 'summary').length;
  await waitFor(async () => (await shown()) === 4);
  await openPage();
  await push(aPushedRecord({ callId: 'old' }));
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await page.getByRole('button', { name: 'For an hour' }).click();
  await expect(page.getByText(/^Pause alerts until \d\d:\d\d$/)).toBeVisible();
  await push(record({ callId: 'paused' }));
  await page.getByRole('button', { name: 'Alert log' }).click();
  const log = page.getByRole('region', { name: 'Alert log' });
  const rowOf = (reason: string): Locator => log.locator(`[data-reason="${reason}"]`);
  await expect(rowOf('paused')).toContainText(/Held back.*until the pause ends/);
  await expect(rowOf('back-filled')).toContainText(/Not told.*more than a day before/);
  await expect(rowOf('nothing')).toContainText('“Not reached” says nothing');
  await expect(rowOf('summary')).toHaveCount(4);
  await rowOf('summary').first().getByRole('button', { name: 'Its calls' }).click();
  await expect(page.getByRole('heading', { name: 'Calls of one alert' })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(4);
  await page.goBack();
  await page.getByRole('button', { name: 'Alert log' }).click();
  await log.getByText('Not told', { exact: true }).first().click();
  await expect(rowOf('paused')).toHaveCount(0);
  await expect(rowOf('nothing')).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible in the ${colorScheme} theme`, async ({ page, openPage }) => {
    await page.emulateMedia({ colorScheme });
    await openPage();
    await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
    await expect(previewOf(page)).toContainText('1 notification');
    await page.getByRole('button', { name: 'Set quiet hours' }).click();
    await expect(page.getByLabel('Quiet from')).toHaveValue('20:00');
    const editor = editorOf(page, 'Hand-over lost');
    await editor.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'Time of day' }).click();
    await expect(editor.getByText('not saved')).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Alert log' }).click();
    await expect(page.getByRole('region', { name: 'Alert log' }).getByRole('row')).not.toHaveCount(0);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
}

test('the sound of a rule can be heard', async ({ page, openPage }) => {
  await page.addInitScript(() => {
    const started: number[] = [];
    Object.assign(window, { started });
    Object.assign(window, {
      OscillatorNode: new Proxy(OscillatorNode, {
        construct(target, args: [BaseAudioContext, OscillatorOptions?]) {
          started.push(args[1]?.frequency ?? 0);
          return new target(...args);
        },
      }),
    });
  });
  await openPage();
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await page.getByRole('button', { name: 'Hear it' }).click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { started: number[] }).started.length)).toBe(6); // set by the script above
});
