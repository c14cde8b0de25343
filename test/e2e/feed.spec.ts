import { aPushedRecord } from '../support/pushes.ts';
import { expect, test } from './fixture.ts';

const row = '[role="option"]';
const said = (text: string) => [{ callDetailId: 1, text, type: 'PERSON' }];

test('shows a pushed call without a reload', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await openPage();
  await expect(page.locator(row)).toHaveCount(1);
  await push(aPushedRecord({ callId: 'call-2', calledPhoneNumber: '8613800138000', resultStatus: 'NO_ANSWER', callDetailList: [], customerConcern: [], intentLevelDetailName: '', callCount: 2 }));
  const first = page.locator(row).first();
  await expect(first).toContainText('+86 138 0013 8000');
  await expect(first).toContainText('No answer');
  await expect(first).toContainText('2nd try');
  const second = page.locator(row).nth(1);
  for (const text of ['Answered', '+44 7700 900123', 'strong interest', '0:47', '1042', '$0.0820', 'Sam', 'Yes, go ahead.', 'delivery time']) {
    await expect(second).toContainText(text);
  }
});

test('moves nothing while somebody reads, and brings the new calls in when asked', async ({ page, push, openPage }) => {
  await push(Array.from({ length: 40 }, (_, index) => aPushedRecord({ callId: `old-${String(index)}` })));
  await openPage();
  await expect(page.getByRole('navigation')).toContainText('40');
  const third = page.locator(row).nth(2);
  await third.hover();
  const id = await third.getAttribute('id');
  const before = await page.locator(`#${id ?? ''}`).boundingBox();
  await push(aPushedRecord({ callId: 'new-1' }));
  await push(aPushedRecord({ callId: 'new-2', resultStatus: 'BUSY' }));
  const pill = page.getByRole('button', { name: '2 new' });
  await expect(pill).toHaveText('2 new1 answered');
  expect(await page.locator(`#${id ?? ''}`).boundingBox()).toEqual(before);
  await pill.click();
  await expect(page.locator(row).first()).toHaveAttribute('id', 'call-new-2');
  await expect(pill).toHaveCount(0);
});

test('changes a call in its place when a revision arrives', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await push(aPushedRecord({ callId: 'call-2' }));
  await openPage();
  await push(aPushedRecord({ intentLevelDetailName: 'C (wants information)' }));
  await expect(page.locator(row).nth(1)).toContainText('wants information');
  await expect(page.locator(row)).toHaveCount(2);
});

test('keeps what is in sight where it is when a row above it grows', async ({ page, push, openPage }) => {
  const quiet = { resultStatus: 'NO_ANSWER', callDetailList: [], customerConcern: [] };
  await push(Array.from({ length: 90 }, (_, index) => aPushedRecord({ callId: `c-${String(index)}`, ...quiet })));
  await openPage();
  await expect(page.getByRole('navigation')).toContainText('90');
  await expect(page.locator(row).first()).toHaveAttribute('id', 'call-c-89');
  await page.locator('[role="listbox"]').evaluate((list) => {
    list.scrollTop = 600;
  });
  const seen = page.locator('#call-c-60');
  await expect(seen).toBeVisible();
  const before = await seen.boundingBox();
  await push(aPushedRecord({ callId: 'c-85' }));
  await push(aPushedRecord({ callId: 'new' }));
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(page.locator('.rows-sizer')).toHaveCSS('height', `${String(90 * 30 + 18)}px`);
  expect(await seen.boundingBox()).toEqual(before);
});

test('files calls by status group with today’s counts', async ({ page, push, openPage }) => {
  await push(['ANSWERED', 'ANSWERED', 'CALL_LOSS', 'TRANSFER_ARTIFICIAL', 'LINE_INTERCEPT'].map((resultStatus, index) => aPushedRecord({ callId: `c-${String(index)}`, resultStatus })));
  await openPage();
  const nav = page.getByRole('navigation', { name: 'Views' });
  await expect(nav.getByRole('button', { name: 'All calls, 5 today' })).toBeVisible();
  await nav.getByRole('button', { name: 'Answered, 2 today' }).click();
  await expect(page.locator(row)).toHaveCount(2);
  await nav.getByRole('button', { name: 'Hand-over lost, 1 today' }).click();
  await expect(page.locator(row)).toHaveCount(1);
  await nav.getByRole('button', { name: 'Other, 1 today' }).click();
  await expect(page.locator(row)).toContainText(['LINE_INTERCEPT']);
  await nav.getByRole('button', { name: 'Our fault' }).click();
  await expect(page.getByText('No calls here.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(page.locator(row)).toHaveCount(5);
});

test('finds Chinese, Thai, a part of a number and a tag', async ({ page, push, openPage }) => {
  await push([
    aPushedRecord({ callId: 'zh', calledPhoneNumber: '8613800138000', callDetailList: said('请问价格是多少？') }),
    aPushedRecord({ callId: 'th', calledPhoneNumber: '66895550142', callDetailList: said('ราคานี้รวมค่าติดตั้งไหมครับ') }),
    aPushedRecord({ callId: 'en', calledPhoneNumber: '447700900123', callDetailList: said('How much is it?'), callRecordTagNames: ['callback'] }),
  ]);
  await openPage();
  await expect(page.locator(row)).toHaveCount(3);
  const box = page.getByRole('searchbox', { name: 'Search calls' });
  for (const [q, id] of [['价格', 'zh'], ['ราคา', 'th'], ['0090', 'en'], ['13800', 'zh'], ['callback', 'en']] as const) {
    await page.keyboard.press('/');
    await box.fill(q);
    await expect(page.locator(row)).toHaveCount(1);
    await expect(page.locator(row)).toHaveAttribute('id', `call-${id}`);
    await box.press('Escape');
    await expect(page.locator(row)).toHaveCount(3);
    await box.press('Escape');
  }
  await box.fill('nothing has this');
  await expect(page.getByText('No call has “nothing has this”')).toBeVisible();
});

test('a search shows a new call that fits, and no other', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await openPage();
  await page.getByRole('searchbox').fill('7700');
  await expect(page.getByRole('heading', { name: 'All calls with “7700”' })).toBeVisible();
  await page.getByRole('searchbox').blur();
  await push(aPushedRecord({ callId: 'other', calledPhoneNumber: '8613800138000' }));
  await push(aPushedRecord({ callId: 'fits', calledPhoneNumber: '447700900555' }));
  await expect(page.locator(row)).toHaveCount(2);
  await expect(page.locator(row).first()).toHaveAttribute('id', 'call-fits');
});

test('a search that was just typed does not come back from where one goes next', async ({ page, push, openPage }) => {
  await page.clock.install();
  await push(aPushedRecord());
  await openPage();
  await expect(page.locator(row)).toHaveCount(1);
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('searchbox').fill('price');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.clock.runFor(1000);
  await expect(page).toHaveURL(/\?q=price.*#\/settings/);
});

test('opens calls by keys and by address, and closes with Escape', async ({ page, push, openPage }) => {
  await push(['a', 'b', 'c'].map((callId) => aPushedRecord({ callId })));
  await openPage();
  await expect(page.locator(row)).toHaveCount(3);
  const pane = page.getByTestId('call');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(pane).toBeVisible();
  await expect(page).toHaveURL(/call=b/);
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/call=c/);
  await expect(page.locator('#call-c')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(pane).toBeVisible();
  // Keys move among the rows that there are.
  await expect(page.locator(row)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  // From the call that was closed on.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/call=b/);
});

test('keeps the keyboard in the list when it shows other calls', async ({ page, push, openPage }) => {
  await push([aPushedRecord({ callId: 'a' }), aPushedRecord({ callId: 'b', resultStatus: 'BUSY' })]);
  await openPage();
  const list = page.getByRole('listbox', { name: 'Calls' });
  await expect(page.locator(row)).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(list).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('not reached');
  await expect(page.locator('.palette-option[aria-selected="true"]')).toHaveText(/^Not reached/);
  await page.keyboard.press('Enter');
  await expect(page.locator(row)).toHaveCount(1);
  await expect(list, 'another list has come in its place').toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/call=b/);
});

test('says that it lost the connection, and brings what it missed', async ({ page, earshot, push, openPage, context }) => {
  await push(aPushedRecord());
  await openPage();
  await expect(page.locator(row)).toHaveCount(1);
  await context.setOffline(true);
  // What is open stays open in an offline context: the stream is ended as a broken line would.
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await push(aPushedRecord({ callId: 'while-away' }));
  await context.setOffline(false);
  await expect(page.locator(row)).toHaveCount(2);
  expect(await earshot.stop()).toBe(0);
  await expect(page.getByRole('alert')).toContainText('Not connected to Earshot since');
  await expect(page.getByRole('button', { name: /Not connected/ })).toBeVisible();
});

test('asks for the address with the key where it is missing', async ({ page, earshot }) => {
  await page.goto(new URL('/', earshot.uiUrl).href);
  await expect(page.getByText('This page needs its access key')).toBeVisible();
});
