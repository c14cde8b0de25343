import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { updateSettings } from '../support/updateSettings.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const said = (text: string) => [{ text: 'Please hold.', type: 'ROBOT' }, { text, type: 'PERSON' }];
const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1000) - seconds;
/** A hand-over that was lost so many seconds ago. */
const aLost = (callId: string, seconds: number, more: Parameters<typeof aPushedRecord>[0] = {}) =>
  aPushedRecord({
    callId,
    resultStatus: 'TRANSFER_ARTIFICIAL',
    calledPhoneNumber: '525512345678',
    properties: { name: 'Lucía Hernández' },
    startTime: secondsAgo(seconds + 30),
    endTime: secondsAgo(seconds),
    callDetailList: said('No puedo esperar más, adiós.'),
    fullAudioUrl: null,
    customerAudioUrl: null,
    ...more,
  });

const cards = (page: Page) => page.getByRole('region', { name: 'Customers to call back' });
const card = (page: Page) => cards(page).getByRole('article');
const nav = (page: Page) => page.getByRole('navigation', { name: 'Views' });
/** Keeps which address a click would hand to another program. */
const keepDialled = (page: Page) =>
  page.addInitScript(() => {
    const dialled: string[] = [];
    Object.assign(window, { dialled });
    window.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null || !/^(?:tel|sip):/.test(link.href)) return;
      event.preventDefault();
      dialled.push(link.href);
    });
  });
const dialled = (page: Page) => page.evaluate(() => (window as unknown as { dialled: string[] }).dialled); // set by the script above

test('raises a card with a stopwatch, which outlasts the page', async ({ page, push, openPage }) => {
  await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(1);
  await push(aLost('lost', 401));
  await expect(card(page)).toContainText('Hand-over lost+52 55 1234 5678Lucía Hernández · strong interest');
  await expect(card(page)).toContainText('No puedo esperar más, adiós.');
  await expect(card(page).getByRole('timer')).toHaveText(/^6:4\dsince hanging up$/);
  await expect(nav(page).getByRole('button', { name: 'Hand-over lost, 1 today, 1 to call back' })).toBeVisible();
  await page.reload();
  await expect(card(page).getByRole('timer')).toHaveText(/^6:[45]\dsince hanging up$/);
});

test('is dealt with in the keyboard: opened, copied, called back, put away, brought back', async ({ page, context, push, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await keepDialled(page);
  await push([aLost('first', 500), aLost('second', 100, { calledPhoneNumber: '447700900123', resultStatus: 'CALL_LOSS' })]);
  await openPage();
  await expect(card(page)).toContainText('No robot free');
  await expect(card(page)).toContainText('1 of 2');
  await page.keyboard.press('c');
  expect(await dialled(page)).toEqual(['tel:+447700900123']);
  await page.keyboard.press('Shift+C');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('447700900123');

  await page.keyboard.press('u');
  await expect(page).toHaveURL(/call=second/);
  await expect(card(page)).toHaveClass(/rescue-open/);
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/call=first/);
  await expect(card(page)).toContainText('+52 55 1234 5678');
  await page.keyboard.press('c');
  expect(await dialled(page)).toEqual(['tel:+447700900123', 'tel:+525512345678']);
  await page.keyboard.press('Shift+U');
  await expect(page.getByRole('menuitem', { name: 'Called back' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(cards(page).getByRole('status')).toContainText('+52 55 1234 5678: Called back');
  await expect(card(page)).toContainText('+44 7700 900123');
  await expect(page.getByRole('menu')).toBeHidden();
  // Its card is not that of the opened call, so that the keys leave it alone, and call the number of the opened one.
  await page.keyboard.press('Shift+U');
  await page.keyboard.press('c');
  await expect(card(page)).toBeVisible();
  await expect(page.getByRole('menu')).toBeHidden();
  expect((await dialled(page)).slice(2)).toEqual(['tel:+525512345678']);
  await cards(page).getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(card(page)).toContainText('+52 55 1234 5678');
  await expect(card(page)).toContainText('of 2');
  await page.keyboard.press('Shift+U');
  await page.getByRole('menuitem', { name: 'Handled, nothing to note' }).press('Enter');
  await expect(cards(page).getByRole('status')).toContainText('+52 55 1234 5678 is handled.');
  await cards(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(card(page)).toContainText('of 2');
});

test('brings a card back that was put away by mistake, with Ctrl+Z, with its words', async ({ page, push, openPage }) => {
  await push([aLost('first', 500), aLost('second', 100, { calledPhoneNumber: '447700900123' })]);
  await openPage();
  await expect(card(page)).toContainText('1 of 2');
  await page.getByRole('button', { name: 'Next customer' }).click();
  await expect(card(page)).toContainText('+52 55 1234 5678');
  await page.keyboard.press('Shift+U');
  await page.getByRole('menuitem', { name: 'Handled, nothing to note' }).press('Enter');
  await expect(cards(page).getByRole('status')).toContainText('+52 55 1234 5678 is handled.');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(cards(page).getByRole('status')).toHaveText('+52 55 1234 5678 is to be called back after all.');
  await expect(card(page)).toContainText('+52 55 1234 5678');
  await expect(card(page)).toContainText('No puedo esperar más, adiós.');
  await expect(card(page)).toContainText('2 of 2');
  await page.keyboard.press('Control+Shift+z');
  await expect(card(page)).not.toContainText('of 2');
  await page.keyboard.press('Control+z');
  await expect(card(page)).toContainText('of 2');

  // The same after an outcome, also where the page was loaded anew since.
  await page.keyboard.press('Shift+U');
  await page.keyboard.press('1');
  await expect(cards(page).getByRole('status')).toContainText('Called back');
  await page.reload();
  await expect(card(page)).toBeVisible();
  await expect(card(page)).not.toContainText('of 2');
  await page.keyboard.press('Control+z');
  await expect(card(page)).toContainText('of 2');
});

test('has the latest card on top unless somebody may be at work on another', async ({ page, push, openPage }) => {
  await page.addInitScript(() => {
    let isLookedAt = true;
    document.hasFocus = () => isLookedAt;
    Object.assign(window, { lookAway: () => (isLookedAt = false) });
  });
  await push(aLost('first', 500));
  await openPage();
  await expect(card(page)).toHaveAttribute('data-call', 'first');
  await push(aLost('second', 100, { calledPhoneNumber: '447700900123' }));
  await expect(card(page)).toContainText('2 of 2');
  await expect(card(page)).toHaveAttribute('data-call', 'first');
  await page.evaluate(() => (window as unknown as { lookAway: () => void }).lookAway()); // set by the script above
  await push(aLost('third', 20, { calledPhoneNumber: '447700900124' }));
  await expect(card(page)).toContainText('1 of 3');
  await expect(card(page)).toHaveAttribute('data-call', 'third');
  await card(page).getByText('+44 7700 900124').click();
  await expect(page).toHaveURL(/call=third/);
  await push(aLost('fourth', 5, { calledPhoneNumber: '447700900125' }));
  await expect(card(page)).toContainText('2 of 4');
  await expect(card(page)).toHaveAttribute('data-call', 'third');
});

test('hands numbers to what the settings say, from the card and from any open call', async ({ page, earshot, push, openPage }) => {
  await keepDialled(page);
  await push([aPushedRecord({ callId: 'busy', resultStatus: 'BUSY', calledPhoneNumber: '447700900123' }), aLost('lost', 5)]);
  await updateSettings(earshot, { desk: { callBackBy: 'sip', sipDomain: 'sip.example.net' } });
  await openPage();
  await expect(card(page).getByRole('link', { name: 'Call back' })).toHaveAttribute('href', 'sip:+525512345678@sip.example.net');
  await updateSettings(earshot, { desk: { sipDomain: null } });
  await expect(card(page).getByRole('link', { name: 'Call back' })).toHaveAttribute('href', 'sip:+525512345678');

  await page.locator('#call-busy').click();
  const header = page.getByTestId('call').getByRole('link', { name: 'Call back' });
  await expect(header).toHaveAttribute('href', 'sip:+447700900123');
  await page.keyboard.press('c');
  expect(await dialled(page)).toEqual(['sip:+447700900123']);
});

test('says that a later call reached the customer, and can be put away then', async ({ page, push, openPage }) => {
  await push(aLost('lost', 300));
  await openPage();
  await expect(card(page).getByRole('timer')).toBeVisible();
  await push(aPushedRecord({ callId: 'again', calledPhoneNumber: '+52 55 1234 5678', startTime: secondsAgo(100), endTime: secondsAgo(20), fullAudioUrl: null, customerAudioUrl: null }));
  await expect(card(page)).toContainText(/Reached at \d\d:\d\d/);
  await expect(card(page).getByRole('timer')).toBeHidden();
  await expect(nav(page).getByRole('button', { name: /to call back/ })).toBeHidden();
  await card(page).getByRole('button', { name: 'Open that call' }).click();
  await expect(page).toHaveURL(/call=again/);
  await card(page).getByRole('button', { name: 'Put away' }).click();
  await expect(card(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('option')).toHaveCount(2);
  await expect(cards(page)).toBeHidden();
});

test('leaves the row that is read where it is', async ({ page, push, openPage }) => {
  await push(Array.from({ length: 60 }, (_, index) => aPushedRecord({ callId: `c-${String(index)}`, resultStatus: 'BUSY', callDetailList: [] })));
  await openPage();
  const read = page.locator('#call-c-55');
  await read.hover();
  const before = await read.boundingBox();
  await push(aLost('lost', 5));
  await expect(card(page)).toBeVisible();
  await push(aLost('lost-too', 5));
  await expect(card(page)).toContainText('of 2');
  expect(await read.boundingBox()).toEqual(before);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing for axe to find, ${colorScheme}`, async ({ page, push, openPage }) => {
    await page.emulateMedia({ colorScheme });
    await push([aLost('first', 500), aLost('second', 100, { calledPhoneNumber: '447700900123' }), aLost('third', 20, { calledPhoneNumber: '447700900124' })]);
    await push(aLost('second-again', -60, { calledPhoneNumber: '447700900123', resultStatus: 'ANSWERED' }));
    await openPage();
    await expect(card(page)).toBeVisible();
    for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 700 }, { width: 480, height: 800 }]) {
      await page.setViewportSize(viewport);
      expect(await accessibilityProblems(page, { include: '.rescues' })).toEqual([]);
      await page.screenshot({ path: `${test.info().outputDir}/rescue-${colorScheme}-${String(viewport.width)}.png` });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('u');
    await expect(page.getByTestId('call')).toBeVisible();
    await card(page).getByRole('button', { name: 'Next customer' }).click();
    await card(page).getByRole('button', { name: 'Next customer' }).click();
    await expect(card(page)).toContainText('Reached at');
    expect(await accessibilityProblems(page, { include: '.rescues' })).toEqual([]);
    await page.screenshot({ path: `${test.info().outputDir}/rescue-${colorScheme}-reached.png` });
    await card(page).getByRole('button', { name: 'Put away' }).click();
    await expect(cards(page).getByRole('status')).toBeVisible();
    expect(await accessibilityProblems(page, { include: '.rescues' })).toEqual([]);
    await page.screenshot({ path: `${test.info().outputDir}/rescue-${colorScheme}-handled.png` });
  });
}
