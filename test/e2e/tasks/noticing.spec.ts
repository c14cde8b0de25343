import type { Page } from '@playwright/test';
import { aCall, aDay, aLostCustomer } from './day.ts';
import { expect, test, within } from './operator.ts';
import { chosenLine, expectOpen, paneOf, rowsOf, saidOf, viewsOf } from './screen.ts';
import { storedCall, storedCalls } from './stored.ts';

const cardsOf = (page: Page) => page.getByRole('region', { name: 'Customers to call back' });

test('finds the lost hand-overs of today and notes an outcome of each', within(12), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), aLostCustomer('lost-1', '525512345678', 'Lucía Hernández'), aCall('later'), aLostCustomer('lost-2', '34612555019', 'Íñigo Muñoz')]);
  await openPage();
  await expect(viewsOf(page).getByRole('button', { name: 'Hand-over lost, 2 today, 2 to call back' })).toBeVisible();
  await operator.press('Control+k');
  await operator.type('hand');
  await expect(chosenLine(page)).toHaveText(/^Hand-over lost/);
  await operator.press('Enter');
  await expect(rowsOf(page)).toHaveCount(2);
  await operator.press('j', 'Enter');
  await expectOpen(page, '+34 612 55 50 19');
  await operator.press('1');
  await expect(saidOf(page)).toContainText('outcome set');
  await operator.press('j');
  await expectOpen(page, '+52 55 1234 5678');
  await operator.press('4');
  await expect(paneOf(page).getByRole('button', { name: 'Not interested' })).toHaveAttribute('aria-pressed', 'true');
  await expect(cardsOf(page).getByRole('article')).toBeHidden();
  await expect(viewsOf(page).getByRole('button', { name: 'Hand-over lost, 2 today', exact: true })).toBeVisible();
  expect((await storedCalls(earshot, 'status=TRANSFER_ARTIFICIAL')).map(({ callId, review }) => [callId, review.outcome])).toEqual([['lost-2', 'Called back'], ['lost-1', 'Not interested']]);
});

test('calls a lost customer back from the card, notes what was agreed, and puts the card away', within(24), async ({ page, earshot, operator, push, openPage }) => {
  await keepDialled(page);
  await push([...aDay(), aLostCustomer('lost', '525512345678', 'Lucía Hernández')]);
  await openPage();
  const card = cardsOf(page).getByRole('article');
  await expect(card).toContainText('+52 55 1234 5678');
  await operator.press('u');
  await expectOpen(page, '+52 55 1234 5678');
  await operator.press('c');
  expect(await dialled(page)).toEqual(['tel:+525512345678']);
  await operator.press('n');
  await operator.type('Rings us at ten');
  await operator.press('Enter');
  await expect(paneOf(page).getByText('Rings us at ten')).toBeVisible();
  await operator.press('Escape', 'Shift+U');
  await expect(page.getByRole('menuitem', { name: 'Promised to call' })).toBeVisible();
  await operator.press('2');
  await expect(cardsOf(page).getByRole('status')).toContainText('+52 55 1234 5678: Promised to call');
  await page.reload();
  await expect(paneOf(page).getByText('Rings us at ten')).toBeVisible();
  await expect(card).toBeHidden();
  expect((await storedCall(earshot, 'lost')).review).toMatchObject({ outcome: 'Promised to call', notes: [{ text: 'Rings us at ten', momentMs: null }] });
});

test('goes through the unread calls one after the other and leaves one of them unread', within(14), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), aCall('first', { calledPhoneNumber: '447700900001' }), aCall('second', { calledPhoneNumber: '447700900002' }), aCall('third', { calledPhoneNumber: '447700900003' })]);
  await openPage();
  await expect(viewsOf(page).getByRole('button', { name: 'Unread, 33' })).toBeVisible();
  await operator.press('Control+k');
  await operator.type('unr');
  await expect(chosenLine(page)).toHaveText(/^Unread/);
  await operator.press('Enter');
  await expect(rowsOf(page)).toHaveCount(33);
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900003');
  await operator.press('r');
  await expect(saidOf(page)).toContainText('marked read');
  await operator.press('j');
  await expectOpen(page, '+44 7700 900002');
  await operator.press('r');
  await expect.poll(async () => (await storedCall(earshot, 'second')).review.read).toBe(true);
  await operator.press('j');
  await expectOpen(page, '+44 7700 900001');
  // It counts as read once it was open for two seconds.
  await expect.poll(async () => (await storedCall(earshot, 'first')).review.read).toBe(true);
  await operator.press('Shift+R');
  await expect.poll(async () => (await storedCall(earshot, 'first')).review.read).toBe(false);
  await operator.press('Escape');
  await expect(viewsOf(page).getByRole('button', { name: 'Unread, 31' })).toBeVisible();
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(31);
  await expect(rowsOf(page).first()).toContainText('+44 7700 900001');
});

test('holds the list while reading, brings in what came meanwhile, and lets it go on', within(3), async ({ page, operator, push, openPage }) => {
  await push(aDay());
  await openPage();
  await expect(rowsOf(page)).not.toHaveCount(0);
  await operator.press(',');
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  const read = page.locator('#call-day-90');
  const before = await read.boundingBox();
  await push([aCall('meanwhile'), aCall('too', { resultStatus: 'BUSY' })]);
  await expect(page.getByRole('button', { name: '2 new' })).toBeVisible();
  expect(await read.boundingBox()).toEqual(before);
  await operator.press('.');
  await expect(page.locator('#call-too')).toBeVisible();
  await operator.press(',');
  await push(aCall('after'));
  await expect(page.locator('#call-after')).toBeVisible();
});

/** Keeps which address a click would hand to another program. */
async function keepDialled(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const dialled: string[] = [];
    Object.assign(window, { dialled });
    window.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null || !/^(?:tel|sip):/.test(link.href)) return;
      event.preventDefault();
      dialled.push(link.href);
    });
  });
}

const dialled = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { dialled: string[] }).dialled); // set by the script above
