import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

const lost = (callId: string, calledPhoneNumber: string) => aPushedRecord({ callId, calledPhoneNumber, resultStatus: 'TRANSFER_ARTIFICIAL', fullAudioUrl: null, customerAudioUrl: null });

const lookAway = (desktop: Desktop): Promise<void> => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.blur()), null);

test('a window that is closed leaves Earshot in the tray, which is said once', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac every app goes on without its window.');
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-tray-'));
  try {
    const desktop = await launch({ dataDir });
    await deskOf(desktop);
    await desktop.closeWindow();
    await expect.poll(() => desktop.windows().length).toBe(0);
    expect(await desktop.shownDialogs(), 'nothing is asked').toEqual([]);
    const said = { title: 'Earshot goes on in the tray', body: 'Calls are received as before. Its icon brings the window back, and has Quit in its menu.' };
    expect(await desktop.notifications()).toMatchObject([said]);
    await desktop.push(aPushedRecord());
    await desktop.clickTray();
    await expect((await deskOf(desktop)).getByRole('option')).toHaveCount(1);

    await desktop.closeWindow();
    await expect.poll(() => desktop.windows().length).toBe(0);
    await desktop.clickNotification(0);
    await deskOf(desktop);
    await desktop.answerDialogs(0);
    await desktop.clickTrayMenu('Quit Earshot');
    expect(await desktop.ended).toBe(0);

    const later = await launch({ dataDir });
    await deskOf(later);
    await later.closeWindow();
    await expect.poll(() => later.windows().length).toBe(0);
    await later.push(aPushedRecord({ callId: 'later' }));
    await expect.poll(async () => (await later.notifications()).map(({ title }) => title), 'the call only').toEqual(['Answered: +44 7700 900123']);
    expect((await desktop.notifications()).filter(({ title }) => title === said.title)).toHaveLength(1);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('where no notification can be shown, nothing is said, and it is said another time', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac every app goes on without its window.');
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ Notification }) => Object.assign(Notification, { isSupported: () => false }) && null, null);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  expect(await desktop.notifications()).toEqual([]);
  await desktop.evaluate(({ Notification }) => Object.assign(Notification, { isSupported: () => true }) && null, null);
  await desktop.clickTrayMenu('Open Earshot');
  await deskOf(desktop);
  await desktop.closeWindow();
  await expect.poll(() => desktop.notifications()).toMatchObject([{ title: 'Earshot goes on in the tray' }]);
});

test('the tray tells how many calls nobody has read, and which are urgent until somebody looks', async ({ launch }) => {
  const desktop = await launch({ settings: { statuses: { NO_ANSWER: { alert: 'urgent' } } } });
  await deskOf(desktop);
  const usual = ['Open Earshot', 'Pause alerts for an hour', 'Quit Earshot'];
  expect(await desktop.tray()).toMatchObject({ toolTip: 'Earshot', items: ['Nothing new', ...usual] });
  await lookAway(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await desktop.push(aPushedRecord({ callId: 'call-0', resultStatus: 'BUSY' }));
  await expect.poll(async () => (await desktop.tray()).toolTip).toBe('Earshot: 1 unread');
  // Those that come within two seconds are told of in one notice.
  await expect.poll(() => desktop.badgeCount()).toBe(1);
  expect((await desktop.tray()).toolTip).toBe('Earshot: 1 unread');
  await desktop.push([aPushedRecord({ callId: 'call-2', resultStatus: 'NO_ANSWER' }), aPushedRecord({ callId: 'call-3' })]);
  await expect.poll(() => desktop.badgeCount()).toBe(3);
  await expect.poll(() => desktop.tray()).toMatchObject({ toolTip: 'Earshot: 2 unread, 1 urgent', items: ['2 unread, 1 urgent', ...usual] });
  await desktop.clickTray();
  await expect.poll(() => desktop.tray()).toMatchObject({ toolTip: 'Earshot: 2 unread', items: ['2 unread', ...usual] });
});

test('the tray tells how many customers wait to be called back, and opens the next one', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await lookAway(desktop);
  await desktop.push(lost('call-1', '447700900101'));
  await expect.poll(() => desktop.tray()).toMatchObject({ toolTip: 'Earshot: 1 unread, 1 urgent, 1 to call back' });
  await desktop.push(lost('call-2', '447700900102'));
  await expect.poll(async () => (await desktop.tray()).toolTip).toBe('Earshot: 2 unread, 2 urgent, 2 to call back');
  await desktop.clickTrayMenu('Open the next customer to call back');
  await expect(page.getByTestId('call')).toContainText('+44 7700 900102');
  // A look takes back what was urgent; who waits, waits.
  await expect.poll(async () => (await desktop.tray()).toolTip).toMatch(/^Earshot: [12] unread, 2 to call back$/);
  const card = page.getByRole('region', { name: 'Customers to call back' }).getByRole('article');
  await expect(card).toHaveClass(/rescue-open/);
  await page.keyboard.press('Shift+U');
  await page.getByRole('menuitem', { name: 'Handled, nothing to note' }).press('Enter');
  await expect.poll(async () => (await desktop.tray()).toolTip).toMatch(/, 1 to call back$/);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await desktop.tray()).toolTip).toMatch(/, 2 to call back$/);
  for (const [callId, calledPhoneNumber] of [['call-3', '447700900101'], ['call-4', '447700900102']] as const) {
    const endTime = Math.floor(Date.now() / 1000);
    await desktop.push(aPushedRecord({ callId, calledPhoneNumber, startTime: endTime - 1, endTime, fullAudioUrl: null, customerAudioUrl: null }));
  }
  await expect.poll(async () => (await desktop.tray()).toolTip).not.toContain('to call back');
  expect((await desktop.tray()).items).not.toContain('Open the next customer to call back');
});

test('alerts are paused for an hour from the tray, and gone on with', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await lookAway(desktop);
  await desktop.clickTrayMenu('Pause alerts for an hour');
  await expect.poll(async () => (await desktop.tray()).toolTip).toMatch(/^Earshot: alerts paused until \d+:\d\d/);
  expect((await desktop.tray()).items).toEqual(['Nothing new', expect.stringMatching(/^Alerts paused until /), 'Open Earshot', 'Go on with alerts', 'Quit Earshot']);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await expect.poll(async () => (await desktop.tray()).toolTip).toMatch(/^Earshot: 1 unread, alerts paused until /);
  expect(await desktop.notifications()).toEqual([]);
  await desktop.clickTrayMenu('Go on with alerts');
  await expect.poll(async () => (await desktop.notifications()).map(({ title }) => title)).toHaveLength(1);
  await expect.poll(async () => (await desktop.tray()).toolTip).toBe('Earshot: 1 unread');
});

test('on a Mac the number stands beside the icon', async ({ launch }) => {
  if (process.platform !== 'darwin') onlyOnTheDouble('Electron itself does not pose as another system');
  const desktop = await launch({ pose: { platform: 'darwin' } });
  await deskOf(desktop);
  await lookAway(desktop);
  await desktop.push(aPushedRecord());
  await expect.poll(async () => (await desktop.tray()).title).toBe('1');
  await desktop.clickTray();
  await expect.poll(async () => (await desktop.tray()).title).toBe('');
});

test('on Windows the window’s button in the taskbar is marked', async ({ launch }) => {
  if (process.platform !== 'win32') onlyOnTheDouble('Electron itself does not pose as another system');
  const desktop = await launch({ pose: { platform: 'win32' } });
  await deskOf(desktop);
  await lookAway(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await expect.poll(() => desktop.badgeCount()).toBe(1);
  await desktop.push(aPushedRecord({ callId: 'call-2', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  const overlays = (): Promise<readonly (string | null)[]> => desktop.evaluate(() => globalThis.earshotRecorder.overlays, null);
  await expect.poll(async () => (await overlays()).at(-1)).toBe('2 calls not looked at, 1 urgent');
  await desktop.clickTray();
  await expect.poll(async () => (await overlays()).at(-1)).toBeNull();
});

/** Gathers the pages that are made to be heard, as `two-bells 0.6`, and whether anybody could see them. */
const heard = (desktop: Desktop): (() => Promise<readonly string[]>) => {
  const begun = desktop.evaluate(({ app }) => {
    const pages: string[] = [];
    Object.assign(globalThis, { pages });
    app.on('browser-window-created', (_event, window) => {
      window.webContents.on('did-navigate', (_navigated, address) => {
        const url = new URL(address);
        if (url.pathname === '/sound.html') pages.push(`${url.searchParams.get('sound')} ${url.searchParams.get('volume')} ${window.isVisible() ? 'seen' : 'unseen'}`);
      });
    });
  }, null);
  return async () => {
    await begun;
    return desktop.evaluate(() => (globalThis as unknown as { pages: string[] }).pages, null); // set above
  };
};

test('without a window Earshot makes its own sounds, in the volume that was set, on a page that goes again', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac every app goes on without its window.');
  const desktop = await launch();
  const page = await deskOf(desktop);
  await page.getByRole('button', { name: 'Alert rules' }).click();
  await page.getByRole('slider', { name: 'Volume' }).press('ArrowRight');
  const sounds = heard(desktop);
  await sounds();
  // The volume is kept once it rests, of which the page says nothing.
  await page.waitForTimeout(1500);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  await desktop.push(aPushedRecord({ callId: 'call-1', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  await expect.poll(sounds).toEqual(['two-bells 0.65 unseen']);
  expect((await desktop.notifications()).at(-1), 'the system makes none').toMatchObject({ title: 'Hand-over lost: +44 7700 900123', silent: true });
  await expect.poll(() => desktop.windowStates()).toEqual([]);
  await desktop.push(aPushedRecord({ callId: 'call-2' }));
  await expect.poll(sounds).toEqual(['two-bells 0.65 unseen', 'chime 0.65 unseen']);
  await desktop.clickTray();
  await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-3' }));
  await expect.poll(async () => (await desktop.notifications()).filter(({ title }) => title.startsWith('Answered'))).toHaveLength(2);
  expect(await sounds(), 'the desk makes it').toHaveLength(2);
  expect(desktop.stderr()).toBe('');
});
