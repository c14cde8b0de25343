import type { Page } from '@playwright/test';
import { aCall, aDay } from './day.ts';
import { expect, test, within, type Operator } from './operator.ts';
import { chosenLine, expectOpen, rowsOf } from './screen.ts';

const asking = (callId: string) => aCall(callId, { callDetailList: [{ text: 'And the price?', type: 'PERSON' }] });

/** By the palette. */
async function openRules(page: Page, { press, type }: Operator): Promise<void> {
  await press('Control+k');
  await type('alert');
  await expect(chosenLine(page)).toHaveText('Alert rules');
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Alert rules' })).toBeVisible();
}

test('makes a rule on a word, sees what it would have done, and is told by it', within(46), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), asking('before-1'), asking('before-2')]);
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await openRules(page, operator);
  await operator.tabTo(page.getByRole('button', { name: 'New rule' }));
  await operator.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the rule' })).toBeFocused();
  await operator.type('Asked the price');
  const editor = page.getByRole('region', { name: 'Asked the price', exact: true });
  await operator.tabTo(editor.getByRole('button', { name: 'Add a condition' }));
  await operator.press('Enter');
  await operator.goTo(page.getByRole('menuitem', { name: 'Customer says' }));
  await operator.press('Enter');
  await operator.tabTo(editor.getByLabel('Customer says', { exact: true }), 'Shift+Tab');
  await operator.type('price,');
  const preview = page.getByRole('region', { name: 'What this rule would have done' });
  await expect(preview).toContainText('2 calls would have been shown');
  await operator.press('Control+s');
  await expect(editor.getByText('not saved')).toBeHidden();
  await push(asking('after'));
  await expect.poll(async () => (await earshot.getJson('/alerts/log?limit=1')) as object).toMatchObject({ items: [{ callId: 'after', rule: { name: 'Asked the price' } }] });
});

test('pauses alerts for an hour, and ends the pause', within(22), async ({ page, earshot, operator, push, openPage }) => {
  await push(aDay());
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await openRules(page, operator);
  const pausedUntilMs = async (): Promise<number | null> => ((await earshot.getJson('/alerts')) as { readonly pausedUntilMs: number | null }).pausedUntilMs;
  await operator.tabTo(page.getByRole('button', { name: 'For an hour' }));
  await operator.press('Enter');
  await expect(page.getByText(/^Pause alerts until \d\d:\d\d$/)).toBeVisible();
  expect(Math.abs(((await pausedUntilMs()) ?? 0) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  await expect(page.getByRole('button', { name: 'End the pause' })).toBeFocused();
  await operator.press('Enter');
  await expect(page.getByText('Pause alerts', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'For an hour' })).toBeVisible();
  expect(await pausedUntilMs()).toBeNull();
});

test('finds out in the alert log why it was not told of a call, and opens the call', within(26), async ({ page, operator, push, openPage }) => {
  await push([...aDay(), aCall('busy', { resultStatus: 'BUSY', calledPhoneNumber: '447700900001' })]);
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await openRules(page, operator);
  await operator.tabTo(page.getByRole('button', { name: 'Alert log' }));
  await operator.press('Enter');
  const entry = page.getByRole('region', { name: 'Alert log' }).getByRole('row').filter({ hasText: '+44 7700 900001' });
  await expect(entry).toContainText(/Not told.*“Not reached” says nothing/);
  await operator.tabTo(entry.getByRole('button', { name: /^Open call/ }));
  await operator.press('Enter');
  await expectOpen(page, '+44 7700 900001');
});
