import { aCall, aDay } from './day.ts';
import { expect, test, within } from './operator.ts';
import { chosenLine, expectOpen, paneOf, rowsOf } from './screen.ts';
import { storedCalls } from './stored.ts';

test('keeps what the list shows as a view, and opens it by its name after the page was loaded anew', within(31), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), aCall('first', { robotCallJobId: 2077 }), aCall('second', { robotCallJobId: 2077, resultStatus: 'BUSY' })]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-second');
  await operator.press('/');
  await operator.type('2077');
  await expect(rowsOf(page)).toHaveCount(2);
  await operator.press('Enter', 'j');
  await operator.tabTo(page.getByRole('button', { name: 'Save this view' }), 'Shift+Tab');
  await operator.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
  await operator.type('Spring');
  await operator.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Spring' })).toBeVisible();
  expect(await earshot.getJson('/views')).toMatchObject({ items: [{ name: 'Spring' }] });
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(2);
  await operator.press('/', 'Escape', 'Escape');
  await expect(rowsOf(page)).not.toHaveCount(2);
  await operator.press('Control+k');
  await operator.type('spring');
  await expect(chosenLine(page)).toHaveText('Spring 2 calls');
  await operator.press('Enter');
  await expect(rowsOf(page)).toHaveCount(2);
});

test('finds a number by its end, sees all its calls and marks them at one stroke', within(12), async ({ page, earshot, operator, push, openPage }) => {
  const ours = { calledPhoneNumber: '34612555019' };
  await push([aCall('first', ours), ...aDay(), aCall('second', { ...ours, resultStatus: 'BUSY' }), aCall('third', ours), aCall('other')]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-other');
  await operator.press('Control+k');
  await operator.type('5019');
  await expect(chosenLine(page)).toContainText('+34 612 55 50 19');
  await operator.press('Control+Enter');
  await expect(rowsOf(page)).toHaveCount(3);
  await operator.press('j', 'Control+a');
  await expect(page.getByRole('toolbar', { name: 'Chosen calls' })).toContainText('3 chosen');
  await operator.press('5');
  await expect.poll(async () => (await storedCalls(earshot, 'outcome=Do+not+call')).map(({ callId }) => callId)).toEqual(['third', 'second', 'first']);
});

test('chooses thirty calls, tags them and marks them read, and takes both back', within(44), async ({ page, earshot, operator, push, openPage }) => {
  await push(aDay());
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  const bar = page.getByRole('toolbar', { name: 'Chosen calls' });
  await operator.press('j');
  for (let more = 1; more < 30; more += 1) await operator.press('Shift+J');
  await expect(bar).toContainText('30 chosen');
  await operator.press('t');
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
  await operator.type('spring');
  await operator.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(async () => (await storedCalls(earshot, 'ownTag=spring')).length).toBe(30);
  await operator.press('r');
  await expect.poll(async () => (await storedCalls(earshot, 'ownTag=spring&read=true')).length).toBe(30);
  await operator.press('Control+z', 'Control+z');
  await expect.poll(async () => (await storedCalls(earshot, 'ownTag=spring')).length).toBe(0);
  expect(await storedCalls(earshot, 'read=true')).toEqual([]);
  await operator.press('Escape');
  await expect(bar).toBeHidden();
});

test('narrows the list to the answered calls of one task', within(20), async ({ page, operator, push, openPage }) => {
  await push(aDay());
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await operator.press('Control+k');
  await operator.type('answ');
  await expect(chosenLine(page)).toHaveText(/^Answered/);
  await operator.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Answered' })).toBeVisible();
  await operator.press('j');
  await operator.tabTo(page.getByRole('button', { name: 'Task', exact: true }), 'Shift+Tab');
  await operator.press('Enter');
  await operator.goTo(page.getByRole('menuitemradio', { name: '1043' }));
  await operator.press('Enter');
  await expect(page.getByRole('button', { name: 'Task: Task 1043' })).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(10);
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(10);
});

test('looks up the earlier call of a customer', within(4), async ({ page, operator, push, openPage }) => {
  const ours = { calledPhoneNumber: '447700900777' };
  await push([aCall('first', { ...ours, resultStatus: 'BUSY' }), ...aDay(), aCall('second', ours)]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-second');
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900777');
  const others = paneOf(page).getByRole('button', { name: /Other calls of this number/ });
  await expect(others).toContainText('1');
  await operator.press('h');
  await expect(page.getByRole('group', { name: 'Other calls of this number' }).getByRole('button')).toBeFocused();
  await operator.press('Enter');
  await expect(page).toHaveURL(/call=first/);
  await expect(paneOf(page).locator('.call-status')).toHaveText('Busy');
});

test('makes the rows closer and hides a column, for good', within(16), async ({ page, operator, push, openPage }) => {
  await push(aDay());
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  const quiet = page.locator('#call-day-95');
  await expect(quiet).toHaveCSS('height', '30px');
  await operator.press('j');
  await operator.tabTo(page.getByRole('button', { name: 'Columns and density' }), 'Shift+Tab');
  await operator.press('Enter');
  await operator.goTo(page.getByRole('menuitemcheckbox', { name: 'Cost' }));
  await operator.press('Space');
  await expect(page.locator('.row-cost').first()).toBeHidden();
  await operator.goTo(page.getByRole('menuitemradio', { name: 'Compact' }));
  await operator.press('Enter', 'Escape');
  await expect(quiet).toHaveCSS('height', '24px');
  await page.reload();
  await expect(quiet).toHaveCSS('height', '24px');
  await expect(page.locator('.row-cost').first()).toBeHidden();
  await expect(page.locator('.row-talk').first()).toBeVisible();
});
