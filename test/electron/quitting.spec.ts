import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { postPush } from '../support/startCore.ts';
import { deskOf, expect, test } from './fixture.ts';

test('quitting says that calls will not be received, and can be taken back', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.answerDialogs(1);
  await desktop.evaluate(({ app }) => app.quit(), null);
  await expect.poll(() => desktop.shownDialogs()).toMatchObject([
    { type: 'question', message: 'Calls will not be received while Earshot is not running.', buttons: ['Quit', 'Keep receiving'], cancelId: 1 },
  ]);
  await desktop.push(aPushedRecord());
  expect(desktop.windows()).toHaveLength(1);
  await desktop.answerDialogs(0);
  await desktop.evaluate(({ app }) => app.quit(), null);
  await expect.poll(() => desktop.shownDialogs(), 'asked again').toHaveLength(2);
  expect(await desktop.ended).toBe(0);
});

/** Closing the window is quitting. */
const withoutTray = { desktop: { closeToTray: false } };

test('closing the window asks the same where Earshot is not to go on in the tray, and keeps it where calls are received on', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac an app goes on without its window.');
  const desktop = await launch({ settings: withoutTray });
  const page = await deskOf(desktop);
  await desktop.answerDialogs(1);
  await desktop.closeWindow();
  await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  await desktop.answerDialogs(0);
  await desktop.closeWindow();
  expect(await desktop.ended).toBe(0);
});

test('a window that is closed before its page is loaded is no failure', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac an app goes on without its window.');
  const desktop = await launch({ settings: withoutTray });
  await desktop.window();
  await desktop.answerDialogs(0);
  await desktop.closeWindow();
  expect(await desktop.ended).toBe(0);
  expect(await desktop.shownDialogs()).toMatchObject([{ type: 'question' }]);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it cleanly, without asking`, async ({ launch }) => {
    test.skip(process.platform === 'win32', 'Windows has no signals.');
    const desktop = await launch();
    await deskOf(desktop);
    await desktop.push(aPushedRecord());
    desktop.kill(signal);
    expect(await desktop.ended).toBe(0);
    expect(await desktop.shownDialogs()).toEqual([]);
    expect(desktop.stderr()).toBe('');
  });
}

test('the end of the session is not asked about', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown', { preventDefault() {} }), null);
  expect(await desktop.ended).toBe(0);
  expect(await desktop.shownDialogs()).toEqual([]);
});

test('nor is the end of a session of Windows', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('session-end', { reasons: ['logoff'] }), null);
  expect(await desktop.ended).toBe(0);
  expect(await desktop.shownDialogs()).toEqual([]);
});

test('on a Mac calls are received on without a window, and a click on a notification opens one on its call', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(() => void Object.defineProperty(process, 'platform', { value: 'darwin' }), null);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  expect(await desktop.shownDialogs()).toEqual([]);
  await desktop.push(aPushedRecord({ callId: 'call-7', ...endedNow() }));
  await expect.poll(() => desktop.notifications()).toHaveLength(1);
  await desktop.clickNotification(0);
  const page = await deskOf(desktop);
  await expect(page.getByTestId('call')).toBeVisible();
  await expect(page).toHaveURL(/call=call-7/);
  await expect.poll(async () => (await desktop.windowStates()).some(({ isVisible }) => isVisible)).toBe(true);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  await desktop.activate();
  await expect((await deskOf(desktop)).getByRole('option')).toHaveCount(1);
  await desktop.answerDialogs(0);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  expect(await desktop.quit(), 'asked without a window to ask over').toBe(0);
  expect(await desktop.shownDialogs()).toHaveLength(1);
});

test('a window that cannot be opened again is noted, and calls are received on', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ protocol }) => {
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    protocol.unhandle('app');
  }, null);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(0);
  await desktop.activate();
  await expect.poll(() => desktop.stderr()).toContain('The window could not be opened');
  await desktop.push(aPushedRecord());
});

test('every push that was acknowledged is on disk when it quits', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-quit-'));
  try {
    const desktop = await launch({ dataDir });
    await deskOf(desktop);
    await desktop.answerDialogs(0);
    const pushUrl = await desktop.pushUrl();
    const acknowledged: string[] = [];
    /** Pushes one call after the other, until one is not acknowledged. */
    const sender = async (name: string): Promise<void> => {
      for (let index = 0; ; index += 1) {
        const callId = `${name}-${index}`;
        const isTaken = await postPush(pushUrl, aPushedRecord({ callId })).then((response) => response.ok, () => false);
        if (!isTaken) return;
        acknowledged.push(callId);
      }
    };
    const senders = Array.from({ length: 16 }, (_, index) => sender(`sender-${index}`));
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(300);
    expect(await desktop.quit()).toBe(0);
    await Promise.all(senders);
    const db = new Database(join(dataDir, 'earshot.db'), { readonly: true });
    const kept = new Set(db.prepare<[], { body: Buffer }>('SELECT body FROM pushes').all().map(({ body }) => (JSON.parse(body.toString()) as { callId: string }).callId));
    db.close();
    expect(acknowledged.filter((callId) => !kept.has(callId))).toEqual([]);
    expect(existsSync(join(dataDir, 'running.json')), 'the folder was given back').toBe(false);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
