import type { Page } from '@playwright/test';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { expect, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly requireInteraction: boolean;
}

/** Keeps every notification that the page makes: the browser's own object, which a test cannot click otherwise. */
async function keepNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Notification[] = [];
    const Real = window.Notification;
    Object.assign(window, {
      kept,
      Notification: new Proxy(Real, {
        construct(target, args: [string, NotificationOptions?]) {
          const made = new target(...args);
          kept.push(made);
          return made;
        },
      }),
    });
  });
}

const shown = (page: Page): Promise<Shown[]> =>
  page.evaluate(() =>
    (window as unknown as { kept: Notification[] }).kept.map(({ title, body, tag, requireInteraction }) => ({ title, body, tag, requireInteraction })), // set by the script above
  );

test.describe('with the permission', () => {
  test.use({ permissions: ['notifications'] });

  test('announces an answered call once, and opens it at a click', async ({ page, push, openPage }) => {
    await keepNotifications(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    const seventh = aPushedRecord({ callId: 'call-7' });
    await push(seventh);
    await expect.poll(() => shown(page)).toEqual([{ title: 'Answered: +44 7700 900123', body: 'Sam · Yes, go ahead.', tag: 'call-7', requireInteraction: false }]);
    await push(seventh);
    await push(aPushedRecord({ callId: 'call-8', resultStatus: 'BUSY' }));
    await expect(page.locator('[role="option"]')).toHaveCount(3);
    expect(await shown(page)).toHaveLength(1);
    await page.evaluate(() => (window as unknown as { kept: Notification[] }).kept[0]!.dispatchEvent(new Event('click'))); // as above; it was shown
    await expect(page.getByTestId('call')).toBeVisible();
    await expect(page).toHaveURL(/call=call-7/);
  });

  test('gives both of two tabs the same tag, so that the call is announced once', async ({ page, context, earshot, push, openPage }) => {
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    const other = await context.newPage();
    for (const tab of [page, other]) await keepNotifications(tab);
    await openPage();
    await other.goto(earshot.uiUrl);
    for (const tab of [page, other]) await expect(tab.locator('[role="option"]')).toHaveCount(1);
    await push(aPushedRecord({ callId: 'call-9' }));
    for (const tab of [page, other]) await expect.poll(async () => (await shown(tab)).map(({ tag }) => tag)).toEqual(['call-9']);
  });

  test('shows calls that come together as one, and opens exactly those at a click', async ({ page, push, openPage }) => {
    await keepNotifications(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    await push([aPushedRecord({ callId: 'call-1' }), aPushedRecord({ callId: 'call-2', resultStatus: 'BUSY' }), aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL' }), aPushedRecord({ callId: 'call-3' })]);
    await expect.poll(() => shown(page)).toMatchObject([{ title: '1 urgent call', body: 'Hand-over lost: +44 7700 900123, and 2 others', requireInteraction: true }]);
    await page.evaluate(() => (window as unknown as { kept: Notification[] }).kept[0]!.dispatchEvent(new Event('click'))); // as above
    await expect(page.getByRole('heading', { name: 'Calls of one alert' })).toBeVisible();
    await expect(page.locator('[role="option"]')).toHaveCount(3);
    await page.getByRole('button', { name: 'Show all calls' }).click();
    await expect(page.locator('[role="option"]')).toHaveCount(5);
  });

  test('keeps a lost hand-over on screen until it is seen to', async ({ page, push, openPage }) => {
    await keepNotifications(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    await push(aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL', calledPhoneNumber: '525512345678' }));
    await expect.poll(() => shown(page)).toEqual([{ title: 'Hand-over lost: +52 55 1234 5678', body: 'Sam · Yes, go ahead.', tag: 'lost', requireInteraction: true }]);
    await expect(page.locator('[data-alert]')).toHaveText('Hand-over lost: +52 55 1234 5678. Sam · Yes, go ahead.');
  });
});

test('asks for the permission at a click, and says how it stands', async ({ page, push, openPage }) => {
  await page.addInitScript(() => {
    // Headless Chromium answers "denied" unasked; a person's browser starts undecided.
    let permission: NotificationPermission = 'default';
    Object.defineProperty(Notification, 'permission', { get: () => permission });
    Notification.requestPermission = () => Promise.resolve((permission = 'granted'));
  });
  await push(aPushedRecord());
  await openPage();
  await page.getByRole('button', { name: 'Turn on alerts' }).click();
  await page.getByRole('button', { name: 'Alerts are on' }).click();
  await expect(page.getByText('The alert rules decide which')).toBeVisible();
});
