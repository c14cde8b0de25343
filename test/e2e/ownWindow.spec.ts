import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

test('a call has a window of its own, once, with its keys and its name', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByRole('button', { name: 'Play' })).toBeVisible();
  const seen: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('/rpc/alerts/handled')) seen.push(`${request.frame().url().endsWith('#/call') ? 'own window' : 'desk'} ${request.postData() ?? ''}`);
  });
  const [own] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Control+Shift+O')]);
  await expect(own.getByTestId('call').getByRole('heading', { level: 2 })).toContainText('0417');
  await expect(own).toHaveTitle(/0417 · Earshot$/);
  await expect(own.getByRole('navigation')).toHaveCount(0);
  await expect.poll(() => seen.filter((each) => each.startsWith('own window')), 'as on the desk').toEqual([expect.stringContaining(call.callId)]);
  await own.keyboard.press('z');
  await expect(own.getByRole('switch', { name: 'Skip silence' })).toBeChecked();
  await own.keyboard.press('?');
  await expect(own.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await own.keyboard.press('Escape');
  await expect(own.getByRole('dialog')).toHaveCount(0);
  expect(await accessibilityProblems(own)).toEqual([]);

  await page.keyboard.press('Control+Shift+O');
  await expect.poll(() => page.context().pages().length, 'the same one').toBe(2);
  await Promise.all([own.waitForEvent('close'), own.getByRole('button', { name: 'Close call' }).click()]);
  await expect(pane).toBeVisible();
});

test('a call’s menu opens its own window and copies the link that leads to it', async ({ page, context, push, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await push(aPushedRecord({ callId: 'call/7 ü' }));
  await openPage();
  await page.getByRole('option').click();
  const menu = page.getByTestId('call').getByRole('button', { name: 'More for this call' });
  await expect(menu).toBeEnabled();
  await menu.press('Enter');
  const copies = page.getByRole('menuitem', { name: 'Copy link to the call' });
  await copies.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const [own] = await Promise.all([page.waitForEvent('popup'), page.getByRole('menuitem', { name: 'Open in its own window' }).press('Enter')]);
  const ownPane = own.getByTestId('call');
  await expect(ownPane.getByRole('heading', { level: 2 })).toBeVisible();
  const ownMenu = ownPane.getByRole('button', { name: 'More for this call' });
  await expect(ownMenu).toBeEnabled();
  await ownMenu.press('Enter');
  await expect(own.getByRole('menuitem', { name: 'Copy link to the call' })).toBeVisible();
  await expect(own.getByRole('menuitem', { name: 'Open in its own window' })).toHaveCount(0);
  await own.goto(link);
  await expect(own.getByRole('searchbox', { name: 'Search calls' }), 'the desk, not the call alone').toBeVisible();
  await expect(own.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
});

test('a link opens its call on the desk', async ({ page, earshot, openPage, push }) => {
  await push(aPushedRecord({ callId: 'call/7 ü' }));
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.goto(`${new URL(earshot.uiUrl).origin}/call/${encodeURIComponent('call/7 ü')}`);
  await expect(page.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
});

test('a link without the key leads to the page, which asks for it', async ({ browser, earshot, push }) => {
  await push(aPushedRecord({ callId: 'call-7' }));
  await using context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(`${new URL(earshot.uiUrl).origin}/call/call-7`);
  await expect(stranger.getByText('This page needs its access key')).toBeVisible();
});

test('what was announced is counted in the title and marked on the icon until somebody looks', async ({ page, openPage, push }) => {
  await page.addInitScript(() => {
    const badges: unknown[] = [];
    Object.assign(window, { badges, isLooked: false });
    // A page of a test always has the focus.
    document.hasFocus = () => (window as unknown as { isLooked: boolean }).isLooked; // set above
    Object.assign(navigator, { setAppBadge: (count: number) => Promise.resolve(void badges.push(count)) });
  });
  await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(1);
  const icon = page.locator('link[rel="icon"]');
  const plain = await icon.getAttribute('href');
  await push(aPushedRecord({ callId: 'call-1' }));
  await expect(page).toHaveTitle('(1) Earshot');
  const marked = await icon.getAttribute('href');
  expect(marked).toMatch(/^data:image\/svg\+xml,.*%234a70e6/);
  await push([aPushedRecord({ callId: 'call-2', resultStatus: 'TRANSFER_ARTIFICIAL' }), aPushedRecord({ callId: 'call-3', resultStatus: 'BUSY' })]);
  await expect(page).toHaveTitle('(2) Earshot');
  await expect(icon).not.toHaveAttribute('href', marked!);
  await page.evaluate(() => {
    Object.assign(window, { isLooked: true });
    window.dispatchEvent(new Event('focus'));
  });
  await expect(page).toHaveTitle('Earshot');
  await expect(icon).toHaveAttribute('href', plain!);
  await push(aPushedRecord({ callId: 'call-4' }));
  await expect(page.locator('[data-alert]')).toBeAttached();
  await expect(page).toHaveTitle('Earshot');
  expect(await page.evaluate(() => (window as unknown as { badges: number[] }).badges)).toEqual([0, 1, 2, 0]); // set above
});
