import type { Page } from '@playwright/test';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
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

/** Counts tones as they begin. */
async function keepTones(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const tones: number[] = [];
    Object.assign(window, { tones });
    // oxlint-disable-next-line typescript/unbound-method -- it is called on the object below
    const { start } = OscillatorNode.prototype;
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, which knows nothing outside this function
    OscillatorNode.prototype.start = function counted(at) {
      tones.push(at ?? 0);
      start.call(this, at);
    };
  });
  return () => page.evaluate(() => (window as unknown as { tones: number[] }).tones.length); // set by the script above
}

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

  test('takes a lost hand-over away once it was seen to anywhere', async ({ page, earshot, push, openPage }) => {
    await keepNotifications(page);
    await page.addInitScript(() => {
      const closed: string[] = [];
      Object.assign(window, { closedTitles: closed });
      // oxlint-disable-next-line typescript/unbound-method -- it is called on the object below
      const { close } = Notification.prototype;
      Notification.prototype.close = function noted() {
        closed.push(this.title);
        close.call(this);
      };
    });
    const closed = () => page.evaluate(() => (window as unknown as { closedTitles: string[] }).closedTitles); // set by the script above
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    await push(aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL', calledPhoneNumber: '525512345678' }));
    await expect.poll(() => shown(page)).toMatchObject([{ title: 'Hand-over lost: +52 55 1234 5678' }]);
    await push(aPushedRecord({ callId: 'other', resultStatus: 'BUSY' }));
    await expect(page.locator('[role="option"]')).toHaveCount(3);
    expect(await closed()).toEqual([]);
    // In another window, say.
    expect((await page.request.post(`${new URL(earshot.uiUrl).origin}/rpc/alerts/handled`, { data: { json: { callIds: ['lost'] } } })).status()).toBe(200);
    await expect.poll(closed).toEqual(['Hand-over lost: +52 55 1234 5678']);
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

  test('reminds nobody of a call that was opened, from its notification or elsewhere', async ({ page, earshot, push, openPage }) => {
    const lost = (callId: string, calledPhoneNumber: string) => aPushedRecord({ callId, calledPhoneNumber, resultStatus: 'TRANSFER_ARTIFICIAL' });
    /** Which of the calls are told of again until somebody sees to them, and which have been seen to. */
    const seen = async (): Promise<unknown> => {
      const { items } = (await earshot.getJson('/alerts/log')) as { items: { callId: string; seenAtMs: number | null }[] };
      return Object.fromEntries(items.flatMap(({ callId, seenAtMs }) => (callId.startsWith('lost') ? [[callId, seenAtMs !== null]] : [])));
    };
    const click = (at: number): Promise<unknown> => page.evaluate((which) => (window as unknown as { kept: Notification[] }).kept[which]!.dispatchEvent(new Event('click')), at); // as above
    await keepNotifications(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    await push(lost('lost-1', '447700900101'));
    await expect.poll(async () => (await shown(page)).length).toBe(1);
    await push([lost('lost-2', '447700900102'), lost('lost-3', '447700900103'), lost('lost-4', '447700900104')]);
    await expect.poll(async () => (await shown(page)).length).toBe(2);
    await expect.poll(seen).toEqual({ 'lost-1': false, 'lost-2': false, 'lost-3': false, 'lost-4': false });
    await click(0);
    await expect(page).toHaveURL(/call=lost-1/);
    await expect.poll(seen).toEqual({ 'lost-1': true, 'lost-2': false, 'lost-3': false, 'lost-4': false });
    await page.locator('#call-lost-3').click();
    await expect(page).toHaveURL(/call=lost-3/);
    await expect.poll(seen).toEqual({ 'lost-1': true, 'lost-2': false, 'lost-3': true, 'lost-4': false });
    await click(1);
    await expect.poll(seen).toEqual({ 'lost-1': true, 'lost-2': true, 'lost-3': true, 'lost-4': true });
  });
});

/** Has the page take what is told from now on for what was told an hour ago, as one that was offline does. */
const sleep = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
  });

test.describe('what was missed, with the permission', () => {
  test.use({ permissions: ['notifications'] });

  test('is one quiet notice, which opens all those calls', async ({ page, push, openPage }) => {
    await keepNotifications(page);
    const tones = await keepTones(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.getByRole('option')).toHaveCount(1);
    await sleep(page);
    // Two windows of two seconds, so two alerts, faster after one another than what was missed takes to be told.
    await push([aPushedRecord({ callId: 'call-1' }), aPushedRecord({ callId: 'call-2' })]);
    await expect.poll(() => shown(page)).toEqual([{ title: 'While you were away: 2 calls', body: '', tag: 'earshot-missed', requireInteraction: false }]);
    await expect(page.locator('[data-alert]')).toHaveText(/^While you were away: 2 calls/);
    expect(await tones()).toBe(0);
    await page.evaluate(() => (window as unknown as { kept: Notification[] }).kept[0]!.dispatchEvent(new Event('click'))); // as above
    await expect(page.getByRole('heading', { name: 'Calls of one alert' })).toBeVisible();
    await expect(page.getByRole('option')).toHaveCount(2);
  });

  test('is heard once where something of it is urgent', async ({ page, push, openPage }) => {
    await keepNotifications(page);
    const tones = await keepTones(page);
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.getByRole('option')).toHaveCount(1);
    await sleep(page);
    await push([aPushedRecord({ callId: 'call-1' }), aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL' }), aPushedRecord({ callId: 'lost-2', resultStatus: 'TRANSFER_ARTIFICIAL' })]);
    await expect.poll(() => shown(page)).toEqual([{ title: 'While you were away: 2 urgent calls', body: 'and 1 other', tag: 'earshot-missed', requireInteraction: true }]);
    await expect.poll(tones, 'two bells').toBe(6);
  });
});

test.describe('follow-ups, with the permission', () => {
  test.use({ permissions: ['notifications'] });

  test('that are due at once are one notification, which opens their list', async ({ page, earshot, push, openPage }) => {
    await keepNotifications(page);
    await push(Array.from({ length: 6 }, (_, at) => aPushedRecord({ callId: `call-${at}`, resultStatus: 'BUSY' })));
    await openPage();
    await expect(page.getByRole('option')).toHaveCount(6);
    const isSet = await page.request.post(`${new URL(earshot.uiUrl).origin}/api/reviews`, {
      data: { callIds: ['call-0', 'call-1', 'call-2', 'call-3'], change: { followUp: { dueAtMs: Date.now() + 1500, text: 'Ask' } } },
    });
    expect(isSet.status()).toBe(200);
    await expect.poll(() => shown(page)).toEqual([{ title: 'Follow up 4 calls', body: '+44 7700 900123, and 3 others', tag: 'follow-ups', requireInteraction: true }]);
    await page.evaluate(() => (window as unknown as { kept: Notification[] }).kept[0]!.dispatchEvent(new Event('click'))); // as above
    await expect(page.getByRole('option')).toHaveCount(4);
    expect(await shown(page)).toHaveLength(1);
  });
});

test('the page that the desktop host makes sounds on makes the one of its address', async ({ page, earshot, openPage }) => {
  const tones = await keepTones(page);
  await openPage();
  await page.goto(`${new URL(earshot.uiUrl).origin}/sound.html?sound=two-bells&volume=0.5`);
  await expect.poll(tones).toBe(6);
  await page.goto(`${new URL(earshot.uiUrl).origin}/sound.html?sound=constructor&volume=1`);
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  expect(await tones()).toBe(0);
});

test.describe('the bell', () => {
  test.use({ permissions: ['notifications'] });

  test('says until when alerts are paused or quiet, and pauses and goes on, by mouse and by keys', async ({ page, earshot, push, openPage }) => {
    await push(aPushedRecord({ callId: 'before', resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.getByRole('option')).toHaveCount(1);
    const bell = (name: string | RegExp) => page.getByRole('banner').getByRole('button', { name });
    await bell('Alerts are on').click();
    await page.getByRole('button', { name: 'Pause for an hour' }).click();
    await expect(page.getByText('Nothing is shown and nothing is heard')).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.keyboard.press('Escape');
    await expect(bell('Alerts are on')).toBeVisible();
    await expect(bell('Alerts are on'), 'the focus is back').toBeFocused();

    await page.keyboard.press('y');
    await expect(bell(/^Paused until \d\d:\d\d$/)).toBeVisible();
    await page.keyboard.press('Shift+Y');
    await expect(bell('Alerts are on')).toBeVisible();

    const clock = new Date();
    const now = clock.getHours() * 60 + clock.getMinutes();
    const quietHours = { from: (now + 1440 - 60) % 1440, to: (now + 120) % 1440 };
    expect((await page.request.post(`${new URL(earshot.uiUrl).origin}/rpc/alerts/configure`, { data: { json: { quietHours } } })).status()).toBe(200);
    await expect(bell(/^Quiet hours until \d\d:\d\d$/)).toBeVisible();
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
