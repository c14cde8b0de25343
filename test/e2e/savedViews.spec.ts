import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { saveView } from './viewKeys.ts';

const silent = { fullAudioUrl: null, customerAudioUrl: null };
const aCall = (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}) => aPushedRecord({ callId, ...silent, ...more });
const nav = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const rows = (page: Page) => page.locator('[role="option"]');
const view = (page: Page, name: string) => nav(page).getByRole('button', { name: new RegExp(`^${name}, `) });
const names = (page: Page) => page.locator('.nav-view .nav-label');
const filters = (page: Page) => page.getByRole('group', { name: 'Filters' });

test('puts saved views in another order by keys, by the menu and by dragging, which stays', async ({ page, earshot, push, openPage }) => {
  await push(aCall('a'));
  for (const name of ['One', 'Two', 'Three']) await saveView(earshot, name, { intent: name });
  await openPage();
  await expect(names(page)).toHaveText(['One', 'Two', 'Three']);
  await view(page, 'One').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(names(page)).toHaveText(['Two', 'Three', 'One']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(view(page, 'One')).toBeFocused();
  await view(page, 'Three').hover();
  await page.locator('.nav-view', { hasText: 'Three' }).getByRole('button', { name: 'Rename, move or remove' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(names(page)).toHaveText(['Three', 'Two', 'One']);
  await view(page, 'One').dragTo(view(page, 'Three'));
  await expect(names(page)).toHaveText(['One', 'Three', 'Two']);
  await expect.poll(async () => ((await earshot.getJson('/views')) as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(['One', 'Three', 'Two']);
  await page.reload();
  await expect(names(page)).toHaveText(['One', 'Three', 'Two']);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('renames a view, and brings back one that was removed, in its place', async ({ page, earshot, push, openPage }) => {
  await push(aCall('a'));
  for (const name of ['One', 'Two', 'Three']) await saveView(earshot, name, { intent: name });
  await openPage();
  await view(page, 'Two').focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
  expect(await accessibilityProblems(page, { exclude: '[data-portal]' })).toEqual([]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('泰国');
  await page.keyboard.press('Enter');
  await expect(names(page)).toHaveText(['One', '泰国', 'Three']);
  await expect(view(page, '泰国')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(names(page)).toHaveText(['One', 'Three']);
  const undo = nav(page).getByRole('status').filter({ hasText: '泰国 removed' });
  expect(await accessibilityProblems(page)).toEqual([]);
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(names(page)).toHaveText(['One', '泰国', 'Three']);
  await expect(undo).toBeHidden();
  await page.reload();
  await expect(names(page)).toHaveText(['One', '泰国', 'Three']);

  await view(page, 'One').click();
  await page.getByRole('button', { name: 'Rename or remove this view' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(names(page)).toHaveText(['泰国', 'Three']);
  await expect(nav(page).getByRole('status')).toContainText('One removed');
});

test('shows each filter of a view that another program made, and lets go of each', async ({ page, earshot, push, openPage }) => {
  const at = new Date(2026, 9, 1, 12).getTime();
  await push([aCall('a', { startTime: at / 1000, endTime: at / 1000 + 60 }), aCall('b')]);
  await openPage();
  await expect(rows(page)).toHaveCount(2);
  await earshot.fetchApi('/reviews', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ callIds: ['a'], change: { outcome: 'Called back', addTags: ['VIP'], starred: true, read: true, followUp: { dueAtMs: at } } }) });
  const { items } = (await earshot.getJson('/calls')) as { items: { callId: string; phone: string; taskId: string; scriptId: string; lineId: string; intent: string; callTags: { name: string }[] }[] };
  const call = items.find(({ callId }) => callId === 'a')!;
  const [tag] = call.callTags;
  const query = {
    status: ['ANSWERED'], intent: call.intent, task: call.taskId, script: call.scriptId, line: call.lineId, phone: call.phone, ...(tag === undefined ? {} : { tag: tag.name }),
    ownTag: 'VIP', outcome: ['Called back', 'Wrong number'], read: true, starred: true, noted: false, followUp: 'due', from: new Date(2026, 9, 1).getTime(), to: new Date(2026, 9, 2).getTime(),
  };
  await saveView(earshot, 'Everything', query);
  await view(page, 'Everything').click();
  await expect(page.getByRole('heading', { name: 'Everything' })).toBeVisible();
  await expect(view(page, 'Everything')).toHaveAttribute('aria-current', 'page');
  await expect(rows(page)).toHaveCount(1);
  const chips = filters(page).locator('.chip-set');
  await expect(chips).toHaveText([
    'Answered', call.intent, `Task ${call.taskId}`, 'Called back and 1 more', 'Your tag VIP', 'Follow-up due', 'Starred', 'Read', 'Without a note', '1 Oct 2026', `Number ${call.phone}`,
    ...(tag === undefined ? [] : [`Tagged ${tag.name}`]), `Script ${call.scriptId}`, `Line ${call.lineId}`,
  ]);
  await page.screenshot({ path: `${test.info().outputDir}/everything.png` });
  expect(await accessibilityProblems(page)).toEqual([]);
  // Another start shows the same.
  await page.goto(new URL('/', page.url()).href);
  const count = Object.keys(query).length - 1;
  await expect(chips).toHaveCount(count);
  await expect(view(page, 'Everything')).toHaveAttribute('aria-current', 'page');

  for (let left = count; left > 0; left -= 1) {
    await expect(chips).toHaveCount(left);
    await filters(page).getByRole('button', { name: /^Clear the filter/ }).first().click();
  }
  await expect(chips).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
});

test('saves every filter that is set', async ({ page, earshot, push, openPage }) => {
  await push([aCall('a'), aCall('b')]);
  await openPage();
  await expect(rows(page)).toHaveCount(2);
  await page.locator('#call-a').click();
  await expect(page.getByTestId('call').getByRole('button', { name: 'Called back' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByTestId('call').getByRole('button', { name: 'Called back' })).toHaveAttribute('aria-pressed', 'true');
  const more = filters(page).getByRole('button', { name: 'More filters' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Outcome' }).press('Enter');
  const called = page.getByRole('menuitemcheckbox', { name: 'Called back' });
  await expect(called).toBeVisible();
  await called.press('Space');
  await page.keyboard.press('Escape');
  await expect(filters(page).getByRole('button', { name: 'Outcome: Called back' })).toBeFocused();
  await expect(rows(page)).toHaveCount(1);
  await more.click();
  await page.getByRole('menuitem', { name: 'Date' }).click();
  await page.getByRole('button', { name: 'Last 30 days' }).click();
  await more.click();
  await page.getByRole('menuitem', { name: 'Number' }).click();
  await expect(page.getByRole('textbox', { name: 'The whole number' })).toBeFocused();
  await page.keyboard.type('+44 7700 900123');
  await page.keyboard.press('Enter');
  await expect(filters(page).getByRole('button', { name: 'Number: Number +44 7700 900123' })).toBeFocused();

  // What is asked for and left as it is leaves nothing behind.
  await more.press('Enter');
  await page.getByRole('menuitem', { name: 'Star', exact: true }).press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Starred', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(filters(page).getByRole('button', { name: 'Star', exact: true })).toBeHidden();
  await expect(more).toBeFocused();

  await page.getByRole('button', { name: 'Save this view' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
  await page.keyboard.type('Called');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Called' })).toBeVisible();
  const { items } = (await earshot.getJson('/views')) as { items: { query: object }[] };
  expect(items[0]?.query).toEqual({ sort: 'arrived', outcome: ['Called back'], from: expect.any(Number) as unknown, to: expect.any(Number) as unknown, phone: '+44 7700 900123' });
});

test('takes its search and filters along when it is left for another view', async ({ page, earshot, push, openPage }) => {
  await push([aCall('a', { robotCallJobId: 1043 }), aCall('b')]);
  await saveView(earshot, 'Task 1043', { q: '1043' });
  await openPage();
  await expect(rows(page)).toHaveCount(2);
  await view(page, 'Task 1043').click();
  await expect(rows(page)).toHaveCount(1);
  await nav(page).getByRole('button', { name: /^All calls/ }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole('searchbox', { name: 'Search calls' })).toHaveValue('');
});
