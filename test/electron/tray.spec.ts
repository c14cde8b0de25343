import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

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
  const desktop = await launch();
  await deskOf(desktop);
  expect(await desktop.tray()).toMatchObject({ toolTip: 'Earshot', items: ['Nothing new', 'Open Earshot', 'Quit Earshot'] });
  await lookAway(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await desktop.push(aPushedRecord({ callId: 'call-0', resultStatus: 'BUSY' }));
  await expect.poll(async () => (await desktop.tray()).toolTip).toBe('Earshot: 1 unread');
  // Those that come within two seconds are told of in one notice.
  await expect.poll(() => desktop.badgeCount()).toBe(1);
  await desktop.push(aPushedRecord({ callId: 'call-2', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  await expect.poll(() => desktop.tray()).toMatchObject({ toolTip: 'Earshot: 2 unread, 1 urgent', items: ['2 unread, 1 urgent', 'Open Earshot', 'Quit Earshot'] });
  await desktop.clickTray();
  await expect.poll(() => desktop.tray()).toMatchObject({ toolTip: 'Earshot: 2 unread', items: ['2 unread', 'Open Earshot', 'Quit Earshot'] });
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
