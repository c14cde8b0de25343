import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Download, Locator, Page } from '@playwright/test';
import { openSound } from '../../electron/core/recordings/sound/openSound.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { accessibilityProblems } from './accessibility.ts';
import { boxOf } from './boxOf.ts';
import { aSampleFile, aSamplePush, hear, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

const headerBytes = 44;
const call = aSamplePush('answered-en');

/** The samples of a sample's recording from one second to the other. */
const soundOf = (file: string, from: number, to: number): Buffer => aSampleFile('answered-en', file).subarray(headerBytes + from * 16_000, headerBytes + to * 16_000);

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** What is downloaded for what `act` does. */
async function downloaded(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return download;
}

async function choose(pane: Locator, menu: string, entry: string): Promise<void> {
  await pane.getByRole('button', { name: menu }).click();
  await pane.page().getByRole('menuitem', { name: entry }).click();
}

/** How alike two sounds are, sample by sample: 1 for the same. */
function likeness(a: Int16Array, b: Int16Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [at, sample] of a.entries()) {
    ab += sample * (b[at] ?? 0);
    aa += sample ** 2;
    bb += (b[at] ?? 0) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

async function decoded(path: string): Promise<Int16Array> {
  const samples: number[] = [];
  await (await openSound(path))?.decode?.({ begin: () => {}, push: ([first], count) => void samples.push(...(first?.subarray(0, count) ?? [])) });
  return Int16Array.from(samples);
}

test.describe('a call with both recordings', () => {
  let pane: Locator;

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    await openPage();
    await push(call);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await expect(pane.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  });

  const select = async (page: Page): Promise<void> => {
    for (const key of ['ArrowRight', 'i', 'ArrowRight', 'o']) await page.keyboard.press(key);
    await expect(pane.getByRole('button', { name: 'Loop from 0:05.0 to 0:10.0' })).toBeVisible();
  };

  test('saves what is selected of what is heard', async ({ page }) => {
    await select(page);
    const both = await downloaded(page, () => choose(pane, 'More ways to listen', 'Save selection as WAV'));
    expect(both.suggestedFilename()).toBe(`${call.callId}-composite-0m05.000s-0m10.000s.wav`);
    expect((await bytesOf(both)).subarray(headerBytes).equals(soundOf('ai_user.wav', 5, 10))).toBe(true);
    await expect(pane.getByTestId('file-note')).toHaveText(`Saved as ${both.suggestedFilename()}`);

    await hear(pane, 'Customer');
    const customer = await downloaded(page, () => choose(pane, 'More ways to listen', 'Save selection as WAV, customer'));
    expect(customer.suggestedFilename()).toBe(`${call.callId}-customer-0m05.000s-0m10.000s.wav`);
    expect((await bytesOf(customer)).subarray(headerBytes).equals(soundOf('user.wav', 5, 10))).toBe(true);
  });

  test('saves by keys too, and all of it where nothing is selected', async ({ page }) => {
    const whole = await downloaded(page, () => page.keyboard.press('Shift+P'));
    expect((await bytesOf(whole)).subarray(headerBytes).equals(aSampleFile('answered-en', 'ai_user.wav').subarray(headerBytes))).toBe(true);
    await select(page);
    const mp3 = await downloaded(page, () => page.keyboard.press('p'));
    expect(mp3.suggestedFilename()).toBe(`${call.callId}-composite-0m05.000s-0m10.000s.mp3`);
    const sound = soundOf('ai_user.wav', 5, 10);
    const wanted = new Int16Array(sound.buffer.slice(sound.byteOffset, sound.byteOffset + sound.length));
    const heard = await decoded(await mp3.path());
    expect(heard.length).toBe(wanted.length);
    expect(likeness(wanted, heard)).toBeGreaterThan(0.95);
  });

  test('says that a file is being made where that takes a while, and lets go of it', async ({ page }) => {
    const held = Promise.withResolvers<void>();
    await page.route('**/rpc/files/**', async (route) => {
      await held.promise;
      await route.continue().catch(() => {});
    });
    await page.keyboard.press('p');
    const note = pane.getByTestId('file-note');
    await expect(note.getByRole('status')).toHaveText('Making the file…');
    expect(await accessibilityProblems(page)).toEqual([]);
    await note.getByRole('button', { name: 'Cancel' }).click();
    await expect(note.getByRole('status')).toHaveText('');
    held.resolve();
  });

  test('goes on making it, and saying so, whatever comes of the call and of others meanwhile', async ({ page, earshot, push }) => {
    const held = Promise.withResolvers<void>();
    await page.route('**/rpc/files/**', async (route) => {
      await held.promise;
      await route.continue().catch(() => {});
    });
    await page.keyboard.press('p');
    const status = pane.getByTestId('file-note').getByRole('status');
    await expect(status).toHaveText('Making the file…');
    await push([{ ...call, intentLevelDetailName: 'C (wants information)' }, { callId: 'other', resultStatus: 'BUSY' }]);
    await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
    await expect(pane.getByText('wants information')).toBeVisible();
    const body = JSON.stringify({ callIds: [call.callId], change: { starred: true, read: true } });
    await earshot.fetchApi('/reviews', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Shift+S');
    await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'false');
    await expect(status).toHaveText('Making the file…');
    const download = page.waitForEvent('download');
    held.resolve();
    await expect(status).toHaveText(`Saved as ${(await download).suggestedFilename()}`);
  });

  test('says why there is no file', async ({ page, earshot }) => {
    const folder = join(earshot.dataDir, 'recordings');
    for (const file of await readdir(folder)) await rm(join(folder, file));
    await page.route('**/rpc/recordings/**', (route) => route.abort());
    await page.keyboard.press('p');
    const note = pane.getByTestId('file-note');
    await expect(note.getByRole('status')).toHaveText('No file was made: the recording is not here. Ask for it on its lane, and try again then.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await note.getByRole('button', { name: 'Close' }).click();
    await expect(note).toHaveAttribute('data-shown', 'false');
  });
});

/** A page that was saved, opened from the disk where there is no network; what it does that it should not. */
async function openSaved(browser: Browser, download: Download, colorScheme: 'light' | 'dark' = 'light'): Promise<{ readonly page: Page; readonly harm: string[]; close(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'earshot-saved-'));
  const path = join(dir, 'call.html');
  await writeFile(path, await bytesOf(download));
  const context = await browser.newContext({ offline: true, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const harm: string[] = [];
  page.on('pageerror', (error) => harm.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') harm.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:') && request.url() !== pathToFileURL(path).href) harm.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href);
  return {
    page,
    harm,
    async close() {
      await context.close();
      await rm(dir, { recursive: true });
    },
  };
}

test('a call saved as one file plays and seeks from the disk, without a network', async ({ page, browser, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const download = await downloaded(page, () => choose(pane, 'More for this call', 'Save call as one file'));
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${call.callId}-\\d{4}-\\d\\d-\\d\\d\\.html$`));

  const saved = await openSaved(browser, download);
  const sound = saved.page.locator('#sound');
  const atMs = (): Promise<number> => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime * 1000);
  const isPaused = (): Promise<boolean> => sound.evaluate((audio: HTMLAudioElement) => audio.paused);
  const sentence = saved.page.getByRole('listitem').filter({ hasText: 'What would it cost this time?' });
  await expect(saved.page.getByText('Checked just now: the sound in this file has the SHA-256')).toHaveCount(1);

  await sentence.getByRole('paragraph').click();
  await expect.poll(atMs).toBeGreaterThan(5742);
  expect(await isPaused()).toBe(false);
  await expect(sentence).toHaveAttribute('aria-current', 'true');
  await expect(saved.page.locator('[aria-current]')).toHaveCount(1);
  await saved.page.getByRole('button', { name: 'Pause' }).click();
  expect(await isPaused()).toBe(true);

  await saved.page.locator('body').press('[');
  await expect.poll(atMs).toBeLessThan(5742);
  await saved.page.locator('body').press(']');
  await expect.poll(atMs).toBeCloseTo(5742, -1);
  await saved.page.getByRole('radio', { name: 'Customer' }).check();
  await expect.poll(atMs, 'another voice goes on where the first one was').toBeCloseTo(5742, -1);
  await expect(saved.page.getByText('Checked just now: the sound in this file has the SHA-256')).toHaveCount(2);
  await saved.page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(atMs).toBeGreaterThan(5900);
  await saved.page.locator('body').press('Space');
  const lane = saved.page.locator('[data-kind="customer"] .lane-area');
  await lane.click({ position: { x: (await boxOf(lane)).width / 2, y: 10 } });
  const totalMs = Number(await saved.page.getByRole('slider').getAttribute('max'));
  await expect.poll(atMs).toBeCloseTo(totalMs / 2, -2);

  await expect(saved.page.getByText(/^Made on .* by Earshot \d/)).toBeVisible();
  expect(await accessibilityProblems(saved.page)).toEqual([]);
  expect(saved.harm).toEqual([]);
  await saved.close();

  const dark = await openSaved(browser, download, 'dark');
  expect(await accessibilityProblems(dark.page)).toEqual([]);
  await dark.page.setViewportSize({ width: 360, height: 700 });
  expect(await dark.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await dark.close();
});

test('what was said in a saved call stays words', async ({ page, browser, earshot, openPage, push }) => {
  const texts = Object.values(hostileTexts).filter((text) => text.length < 10_000);
  const said = texts.map((text, at) => ({ callDetailId: String(at), type: at % 2 === 0 ? 'PERSON' : 'ROBOT', text, startOffset: at * 500, endOffset: at * 500 + 400 }));
  const hostile = `</script><script>window.hacked=1</script><img src="//elsewhere.invalid/x.png" onerror="window.hacked=1">`;
  await openPage();
  await push({ ...call, callDetailList: said, phoneNumber: hostile, robotCallTaskId: hostile, hangupBy: '\u202Eabc' });
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const saved = await openSaved(browser, await downloaded(page, () => page.keyboard.press('Control+Shift+S')));
  await expect(saved.page.locator('.sentence')).toHaveCount(said.length);
  // The parser of HTML makes one letter of two of these.
  const shown = texts.map((text) => text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll(/\r\n?/g, '\n'));
  expect(await saved.page.locator('.text').allTextContents()).toEqual(shown);
  expect(await saved.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await saved.page.locator('img, iframe, base, script:not([type]):not(:last-of-type)').count()).toBe(0);
  expect(await saved.page.locator('.text').evaluateAll((all) => all.every((text) => /isolate|plaintext/.test(getComputedStyle(text).unicodeBidi)))).toBe(true);
  await saved.page.getByRole('button', { name: 'Play' }).click();
  await expect(saved.page.getByRole('button', { name: 'Pause' })).toBeVisible();
  expect(saved.harm).toEqual([]);
  await saved.close();
});
