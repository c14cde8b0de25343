import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { openWritable } from '../../electron/core/store/handle.ts';
import type { Page } from '@playwright/test';
import type { Desktop } from '../support/desktop.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

const lookAway = (desktop: Desktop) => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur(), null);

test('an answered call is shown by the system, once, and a click opens it', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const seventh = aPushedRecord({ callId: 'call-7' });
  await desktop.push(seventh);
  await expect.poll(() => desktop.notifications()).toMatchObject([{ title: 'Answered: +44 7700 900123', body: 'Sam · Yes, go ahead.', silent: true }]);
  await desktop.push(seventh);
  await desktop.push(aPushedRecord({ callId: 'call-8', resultStatus: 'BUSY' }));
  await expect(page.getByRole('option')).toHaveCount(2);
  expect(await desktop.notifications()).toHaveLength(1);
  expect(await page.evaluate(() => Notification.permission), 'the page has none of its own').toBe('denied');
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
  await desktop.clickNotification(0);
  await expect(page.getByTestId('call')).toBeVisible();
  await expect(page).toHaveURL(/call=call-7/);
  expect(await desktop.windowStates()).toMatchObject([{ isMinimized: false, isVisible: true }]);
});

test('what an earlier run has announced is not announced again', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-notified-'));
  try {
    const first = await launch({ dataDir });
    await first.push(aPushedRecord({ callId: 'call-1' }));
    await expect.poll(() => first.notifications()).toHaveLength(1);
    await first.answerDialogs(0);
    expect(await first.quit()).toBe(0);
    const second = await launch({ dataDir });
    await second.push(aPushedRecord({ callId: 'call-2', calledPhoneNumber: '442079460000' }));
    // They come in order: anything earlier would be here before it.
    await expect.poll(async () => (await second.notifications()).map(({ title }) => title)).toEqual(['Answered: +44 20 7946 0000']);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('a lost hand-over is urgent and stays; many calls at once are one, which opens exactly those', async ({ launch }) => {
  const desktop = await launch();
  await desktop.push(aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  await expect.poll(() => desktop.notifications()).toMatchObject([{ title: 'Hand-over lost: +44 7700 900123', urgency: 'critical' }]);
  await desktop.push(Array.from({ length: 7 }, (_, index) => aPushedRecord({ callId: `call-${index}` })));
  await expect.poll(async () => (await desktop.notifications()).slice(1)).toMatchObject([{ title: '7 calls', body: 'Answered: +44 7700 900123, and 6 others' }]);
  const page = await deskOf(desktop);
  await desktop.clickNotification(1);
  expect(await desktop.windowStates()).toMatchObject([{ isVisible: true }]);
  await expect(page, 'it stands for no single call').not.toHaveURL(/call=/);
  await expect(page.getByRole('heading', { name: 'Calls of one alert' })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(7);
});

test('what was announced is counted on the icon until somebody looks, and what is urgent flashes', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const flashes = () => desktop.evaluate(() => (globalThis as { flashes?: boolean[] }).flashes, null);
  await desktop.evaluate(({ BrowserWindow }) => {
    const flashes: boolean[] = [];
    Object.assign(globalThis, { flashes });
    BrowserWindow.prototype.flashFrame = (flag) => void flashes.push(flag);
  }, null);
  await lookAway(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await desktop.push(aPushedRecord({ callId: 'call-2', resultStatus: 'BUSY' }));
  await desktop.push(aPushedRecord({ callId: 'call-3', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  await expect.poll(() => desktop.badgeCount()).toBe(2);
  expect(await flashes(), 'once, for both').toEqual([true]);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus(), null);
  await expect.poll(() => desktop.badgeCount()).toBe(0);
  expect(await flashes()).toEqual([true, false]);
  await desktop.push(aPushedRecord({ callId: 'call-4' }));
  await expect.poll(async () => (await desktop.notifications()).length).toBe(2);
  expect(await desktop.badgeCount(), 'seen as it came').toBe(0);
});

test('a system that shows no notification is noted, one that cannot is not asked', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await desktop.evaluate(({ Notification }) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the app, which knows nothing outside this function
    Notification.prototype.show = function failing() {
      this.emit('failed', {}, 'The app is not signed.');
    };
  }, null);
  await desktop.push(aPushedRecord({ callId: 'call-1' }));
  await expect.poll(() => desktop.stderr()).toContain('The app is not signed.');
  await desktop.evaluate(({ Notification }) => {
    Notification.isSupported = () => false;
  }, null);
  await desktop.push(aPushedRecord({ callId: 'call-2' }));
  await expect(page.getByRole('option')).toHaveCount(2);
  expect(await desktop.notifications()).toEqual([]);
  expect(desktop.stderr().match(/not signed/g)).toHaveLength(1);
});

test('the bell says that the app shows notifications itself', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await page.getByRole('banner').getByRole('button', { name: 'Alerts are on' }).click();
  await expect(page.getByText('while Earshot runs, also behind other windows')).toBeVisible();
});

test('a notification holds one line of what was pushed, in its order', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  // All of them are tried on the text itself; each takes a window here.
  const texts = Object.values(hostileTexts).slice(0, 3);
  for (const [at, text] of texts.entries()) {
    const earlier = (await desktop.notifications()).length;
    await desktop.push(aPushedRecord({ callId: `${at} ${text}`, resultStatus: 'TRANSFER_ARTIFICIAL', calledPhoneNumber: text, properties: { name: text }, callDetailList: [{ text, type: 'PERSON' }] }));
    await expect.poll(async () => (await desktop.notifications()).length).toBe(earlier + 1);
  }
  for (const { title, body } of await desktop.notifications()) {
    for (const line of [title, body]) {
      expect(line.length).toBeLessThan(2100);
      expect(line.replaceAll(/\u2068[^\u2066-\u2069]*\u2069/g, '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }
  }
  expect(desktop.stderr()).toBe('');
});

test('a follow-up is reminded of once, also where Earshot was closed when it became due, and a click opens its call', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-reminded-'));
  try {
    const first = await launch({ dataDir });
    const page = await deskOf(first);
    await first.push(aPushedRecord({ callId: 'call-7', resultStatus: 'BUSY' }));
    await page.getByRole('option').click();
    await expect(page.getByTestId('review')).toBeVisible();
    await page.keyboard.press('f');
    await page.getByRole('textbox', { name: 'When' }).fill('1h');
    await page.getByRole('textbox', { name: 'What for' }).fill('Ask about Tuesday');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Follow up \w/ })).toBeVisible();
    await first.answerDialogs(0);
    expect(await first.quit()).toBe(0);
    // The hour passes.
    const db = openWritable(join(dataDir, 'earshot.db'), { synchronous: 'FULL', checkpointPages: 1000 });
    db.run('UPDATE reviews SET due_at_ms = due_at_ms - 3600000');
    db.close();

    const second = await launch({ dataDir });
    await expect.poll(() => second.notifications()).toMatchObject([{ title: 'Follow up: +44 7700 900123', body: 'Sam · Ask about Tuesday', urgency: 'critical' }]);
    await second.clickNotification(0);
    await expect(await deskOf(second)).toHaveURL(/call=call-7/);
    await second.answerDialogs(0);
    expect(await second.quit()).toBe(0);
    const third = await launch({ dataDir });
    await third.push(aPushedRecord({ callId: 'call-8' }));
    await expect.poll(async () => (await third.notifications()).map(({ title }) => title)).toEqual(['Answered: +44 7700 900123']);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('several follow-ups that are due at once are one notification, after a pause, which opens their list', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-due-'));
  try {
    const first = await launch({ dataDir });
    const page = await deskOf(first);
    await first.push(Array.from({ length: 5 }, (_, at) => aPushedRecord({ callId: `call-${at}`, resultStatus: 'BUSY' })));
    await expect(page.getByRole('option')).toHaveCount(5);
    await first.answerDialogs(0);
    expect(await first.quit()).toBe(0);
    // Four of them were to be followed up an hour ago, and alerts are paused.
    const db = openWritable(join(dataDir, 'earshot.db'), { synchronous: 'FULL', checkpointPages: 1000 });
    db.run(`INSERT INTO reviews (call_id, tags, due_at_ms, due_text) SELECT call_id, '[]', ?, '' FROM calls WHERE call_id <> 'call-4'`, Date.now() - 3_600_000);
    db.run(`INSERT INTO review_marks SELECT 'f', id FROM calls WHERE call_id <> 'call-4'`);
    db.run(`INSERT INTO review_totals VALUES ('f', 4)`);
    db.run('UPDATE alert_settings SET paused_until_ms = ?', Date.now() + 3_600_000);
    db.close();

    const second = await launch({ dataDir });
    const desk = await deskOf(second);
    await expect(desk.getByRole('button', { name: 'Follow-up, 4 due of 4' })).toBeVisible();
    expect(await second.notifications()).toEqual([]);
    await desk.getByRole('button', { name: 'Alert rules' }).click();
    await desk.getByRole('button', { name: 'End the pause' }).click();
    await expect.poll(() => second.notifications()).toMatchObject([{ title: 'Follow up 4 calls', body: '+44 7700 900123, and 3 others', urgency: 'critical' }]);
    await second.clickNotification(0);
    await expect(desk.getByRole('option')).toHaveCount(4);
    expect(await second.notifications()).toHaveLength(1);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

/** Counts the tones that the desk's page makes from now on. */
async function tonesOn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
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
  return () => page.evaluate(() => (window as unknown as { tones: number[] }).tones.length); // set above
}

test('the desk makes Earshot’s own sounds, unless notifications are turned off in GNOME', async ({ launch }) => {
  if (process.platform !== 'linux') onlyOnTheDouble('no other system tells a program of its focus mode');
  const folder = await mkdtemp(join(tmpdir(), 'earshot-focus-'));
  try {
    const banners = join(folder, 'banners');
    await writeFile(banners, 'true');
    await writeFile(join(folder, 'gsettings'), `#!/bin/sh\necho "$@" >> '${folder}/asked'\ncat '${banners}'\n`);
    await chmod(join(folder, 'gsettings'), 0o755);
    const desktop = await launch({ pose: { platform: 'linux' }, env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` } });
    const page = await deskOf(desktop);
    const tones = await tonesOn(page);
    await desktop.push(aPushedRecord({ callId: 'call-1', resultStatus: 'TRANSFER_ARTIFICIAL' }));
    await expect.poll(tones, 'two bells').toBe(6);
    await writeFile(banners, 'false');
    await desktop.push(aPushedRecord({ callId: 'call-2', resultStatus: 'TRANSFER_ARTIFICIAL' }));
    await expect.poll(async () => (await desktop.notifications()).length, 'which the system holds back by itself').toBe(2);
    await expect.poll(async () => (await readFile(join(folder, 'asked'), 'utf8')).split('\n')).toEqual(['get org.gnome.desktop.notifications show-banners', 'get org.gnome.desktop.notifications show-banners', '']);
    await writeFile(banners, 'true');
    await desktop.push(aPushedRecord({ callId: 'call-3' }));
    await expect.poll(tones, 'a chime').toBe(8);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('a reminder takes the place of the one before, and what is handled goes by itself', async ({ launch }) => {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-later-'));
  try {
    const before = join(folder, 'before.cjs');
    await writeFile(before, 'const { now } = Date; globalThis.aheadMs = 0; Date.now = () => now() + globalThis.aheadMs;');
    const desktop = await launch({ env: { EARSHOT_TEST_BEFORE: before } });
    const page = await deskOf(desktop);
    await desktop.evaluate(({ Notification }) => {
      const closed: string[] = [];
      Object.assign(globalThis, { closed });
      // oxlint-disable-next-line typescript/unbound-method -- it is called on the object below
      const { close } = Notification.prototype;
      Notification.prototype.close = function noted() {
        closed.push(this.title);
        close.call(this);
      };
    }, null);
    const closed = () => desktop.evaluate(() => (globalThis as unknown as { closed: string[] }).closed, null); // set above
    const titles = async () => (await desktop.notifications()).map(({ title }) => title);
    const pass = (ms: number) => desktop.evaluate((_electron, more) => void Object.assign(globalThis, { aheadMs: (globalThis as unknown as { aheadMs: number }).aheadMs + more }), ms); // as above
    const lost = 'Hand-over lost: +44 7700 900123';
    await desktop.push(aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL' }));
    await expect.poll(titles).toEqual([lost]);
    await pass(61_000);
    await desktop.push(aPushedRecord({ callId: 'call-1', resultStatus: 'BUSY' }));
    await expect.poll(titles, { timeout: 25_000 }).toEqual([lost, `Not handled yet: ${lost}`]);
    expect(await closed()).toEqual([]);
    await pass(121_000);
    await desktop.push(aPushedRecord({ callId: 'call-2', resultStatus: 'BUSY' }));
    await expect.poll(titles, { timeout: 25_000 }).toEqual([lost, `Not handled yet: ${lost}`, `Not handled yet: ${lost}`]);
    expect(await closed()).toEqual([`Not handled yet: ${lost}`]);
    await page.locator('#call-lost').click();
    await expect.poll(closed).toEqual([`Not handled yet: ${lost}`, lost, `Not handled yet: ${lost}`]);
    expect(desktop.stderr()).toBe('');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});
