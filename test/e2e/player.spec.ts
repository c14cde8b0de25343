import type { Locator } from '@playwright/test';
import { startRecordingHost } from '../support/recordingHost.ts';
import { accessibilityProblems } from './accessibility.ts';
import { boxOf } from './boxOf.ts';
import { aCustomersPush, aSampleFile, aSamplePush, drawnIn, hear, openCall, soundTimeMs } from './callPane.ts';
import { expect, test } from './fixture.ts';

// “What would it cost this time?” and “All right, but email me the papers first.”
const firstSentenceMs = 5742;

test.describe('a call with both recordings', () => {
  let pane: Locator;
  const call = aCustomersPush('answered-en');

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    await openPage();
    await push(call);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await expect(pane.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  });

  test('both waveforms are drawn', async () => {
    await expect(async () => {
      const customer = await drawnIn(pane.getByTestId('wave-customer'), 'blue');
      expect(customer.columns).toBeGreaterThan(40);
      expect(customer.tallest).toBeGreaterThan(30);
      expect(customer.heights).toBeGreaterThan(8);
      const composite = await drawnIn(pane.getByTestId('wave-composite'), 'grey or sand');
      expect(composite.columns).toBeGreaterThan(150);
      expect(composite.tallest).toBeGreaterThan(25);
      expect(composite.heights).toBeGreaterThan(8);
    }).toPass();
  });

  test('playing moves the cursor and the clock, pausing holds them', async ({ page }) => {
    const cursor = pane.locator('.waves [part="cursor"]');
    await expect(cursor).toBeAttached();
    const cursorX = async (): Promise<number> => (await cursor.boundingBox())?.x ?? Number.NaN;
    const before = await cursorX();
    await pane.getByRole('button', { name: 'Play' }).click();
    await expect(pane.getByTestId('time')).toHaveText(/^0:(?:0[1-9]|1\d) \/ 0:16$/);
    expect(await cursorX()).toBeGreaterThan(before + 20);
    await pane.getByRole('button', { name: 'Pause' }).click();
    const held = await soundTimeMs(page);
    const shown = await pane.getByTestId('moment').textContent();
    await pane.getByTestId('transcript').hover();
    expect(await soundTimeMs(page)).toBe(held);
    expect(await pane.getByTestId('moment').textContent()).toBe(shown);
  });

  test('a click on a customer sentence goes to where it was spoken and marks it', async ({ page }) => {
    await pane.getByText('What would it cost this time?').click();
    // A sound that is still loading goes there once it can.
    await expect.poll(async () => Math.abs((await soundTimeMs(page)) - firstSentenceMs)).toBeLessThanOrEqual(50);
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');
    await expect(pane.getByRole('listitem').filter({ hasText: 'What would it cost' })).toHaveAttribute('aria-current', 'true');
    await expect(pane.locator('[aria-current="true"]')).toHaveCount(1);
    await pane.getByRole('button', { name: 'Play' }).click();
    await expect(pane.locator('[aria-current="true"]'), 'nobody timed is speaking after the sentence').toHaveCount(0);
    await expect(pane.locator('[aria-current="true"]')).toHaveText(/email me the papers/);
  });

  test('a click on the waveform goes there', async ({ page }) => {
    const waves = pane.getByRole('slider');
    const { width } = await boxOf(waves);
    await waves.click({ position: { x: width / 2, y: 20 } });
    await expect.poll(async () => Math.abs((await soundTimeMs(page)) - 8132)).toBeLessThan(100);
    await expect(waves).toHaveAttribute('aria-valuetext', '0:08 of 0:16');
  });

  test('the speed keeps the pitch and is remembered', async ({ page, earshot }) => {
    await pane.getByRole('button', { name: 'Speed: 1×' }).click();
    await page.getByRole('menuitemradio', { name: '2×', exact: true }).click();
    expect(await page.evaluate(() => document.querySelector('audio')?.playbackRate)).toBe(2);
    expect(await page.evaluate(() => document.querySelector('audio')?.preservesPitch)).toBe(true);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByRole('button', { name: 'Speed: 2×' })).toBeVisible();
  });

  test('hearing the customer alone keeps the place', async ({ page }) => {
    await pane.getByText('What would it cost this time?').click();
    await hear(pane, 'Customer');
    const sound = page.locator('audio[data-sound="customer"]');
    await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeCloseTo(firstSentenceMs / 1000, 1);
    await pane.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => !audio.paused && audio.currentTime > 5.8)).toBe(true);
    expect(await page.locator('audio[data-sound="composite"]').evaluate((audio: HTMLAudioElement) => audio.paused)).toBe(true);
  });

  test('everything can be done with the keyboard', async ({ page }) => {
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Play' })).toBeVisible();
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await expect.poll(() => soundTimeMs(page)).toBeGreaterThan(10_000);
    await page.keyboard.press('[');
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');
    await page.keyboard.press('ArrowLeft');
    await expect(pane.getByTestId('moment')).toHaveText('0:00.7');
    await page.keyboard.press('ArrowRight');
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');

    const slider = pane.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '16');
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', '0:00 of 0:16');

    await pane.getByRole('button', { name: 'Hear from 0:05' }).focus();
    await page.keyboard.press('Enter');
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Pause' }), 'space plays on a sentence too').toBeVisible();

    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
  });

  test('what a button is for is said to the pointer and to the keyboard, until it goes elsewhere', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const hint = page.getByRole('tooltip');
    await pane.getByRole('button', { name: 'Back 5 s' }).hover();
    await expect(hint).toHaveText('Back 5 s');
    await page.mouse.move(5, 5);
    await expect(hint).toHaveCount(0);
    await pane.getByRole('slider').focus();
    await page.keyboard.press('Tab');
    await expect(pane.getByRole('button', { name: 'Previous sentence' })).toBeFocused();
    await expect(hint).toHaveText('Previous sentence');
    await page.keyboard.press('Tab');
    await expect(hint).toHaveText('Back 5 s');
    await pane.getByRole('button', { name: 'Copy number' }).click();
    await expect(hint, 'what was clicked says what became of it').toHaveText('Copied');
    await pane.getByText('What would it cost this time?').click();
    await expect(hint).toHaveCount(0);
  });

  test('nothing is left behind when the call is closed', async ({ page, earshot }) => {
    // Chromium never forgets a name that radio buttons had.
    const names = await page.locator('input[type="radio"]').evaluateAll((radios) => radios.map((radio) => radio.getAttribute('name')));
    for (let time = 0; time < 3; time += 1) {
      expect(await page.locator('input[type="radio"]').evaluateAll((radios) => radios.map((radio) => radio.getAttribute('name')))).toEqual(names);
      await pane.getByRole('button', { name: 'Play' }).click();
      await pane.getByRole('button', { name: 'Close call' }).click();
      await expect(pane).toHaveCount(0);
      expect(await page.locator('audio').count()).toBe(0);
      expect(await page.locator('canvas').count()).toBe(0);
      pane = await openCall(page, earshot.uiUrl, call.callId);
    }
    await expect(page.locator('audio')).toHaveCount(1);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await pane.getByText('What would it cost this time?').click();
      await pane.getByRole('button', { name: /^Facts and variables/ }).click();
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
    });
  }
});

test.describe('recordings that are not here', () => {
  test.use({ serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });

  test('each lane says what it waits for, and shows the wave once it has come', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    // Begins to answer and never goes on.
    host.set('/user.wav', (_request, response) => void response.writeHead(200, { 'content-length': 100_000 }).write('RIFF'));
    const call = aSamplePush('answered-en', { callId: 'late', fullAudioUrl: `${host.url}/ai_user.wav`, customerAudioUrl: `${host.url}/user.wav` });
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, 'late');
    const composite = pane.getByTestId('wave-composite');
    await expect(composite).toHaveText(/^Recording not here yet, next try in \d+ s/);
    await expect(pane.getByTestId('wave-customer')).toHaveText(/^Coming in…/);
    await expect(pane.getByRole('button', { name: 'Play' })).toBeDisabled();
    await expect(pane.getByTestId('saved'), 'nobody knows yet what silence there is').toHaveText('');
    expect((await drawnIn(composite, 'grey or sand')).heights, 'a flat line, never a fake wave').toBeLessThan(20);
    const height = (await composite.boundingBox())?.height;
    await expect(composite, 'the reason is there for those who cannot point').toContainText('Its address has nothing yet.');
    await pane.getByRole('slider').focus();
    await page.keyboard.press('Tab');
    await expect(composite.getByRole('button', { name: 'Try now' })).toBeFocused();
    await expect(page.getByRole('tooltip')).toHaveText('Its address has nothing yet.');

    host.set('/ai_user.wav', aSampleFile('answered-en', 'ai_user.wav'));
    await composite.getByRole('button', { name: 'Try now' }).click();
    await expect(composite).toHaveAttribute('data-state', 'ready');
    await expect(async () => expect((await drawnIn(composite, 'grey or sand')).columns).toBeGreaterThan(150)).toPass();
    expect((await composite.boundingBox())?.height).toBe(height);
    await pane.getByRole('button', { name: 'Play' }).click();
    await expect(pane.getByTestId('time')).toHaveText(/^0:(?:0[1-9]|1\d) \/ 0:16$/);
  });

  test('an earlier sound is played until the new one is here, which can be asked for by hand', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost({ '/old.wav': aSampleFile('answered-en', 'ai_user.wav') });
    const call = aSamplePush('answered-en', { callId: 'changed', fullAudioUrl: `${host.url}/old.wav` });
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, 'changed');
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await push({ ...call, fullAudioUrl: `${host.url}/new.wav` });
    await expect(pane.getByText('earlier sound')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(pane.getByTestId('time')).toHaveText(/^0:0[1-9] \/ 0:16$/);
    await page.keyboard.press('Space');
    const tryNow = pane.getByRole('button', { name: 'Try now: Both voices' });
    await tryNow.focus();
    await expect(page.getByRole('tooltip')).toHaveText('The recording was changed, and the new one is not here yet. Its address has nothing yet. This sound is the earlier one.');
    expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
    host.set('/new.wav', aSampleFile('answered-en', 'user.wav'));
    await page.keyboard.press('Enter');
    await expect(pane.getByText('earlier sound')).toHaveCount(0);
    await expect(tryNow).toHaveCount(0);
    expect(await page.locator('audio[data-sound="composite"]').count()).toBe(1);
  });

  test('a sentence at the very beginning is shown before its recording has come', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    const address = `${host.url}/user.wav`;
    const callDetailList = [{ text: 'Hello?', type: 'PERSON', startOffset: 0, endOffset: 900 }];
    await openPage();
    await push(aSamplePush('answered-en', { callId: 'early', callDetailList, fullAudioUrl: address, customerAudioUrl: address }));
    const pane = await openCall(page, earshot.uiUrl, 'early');
    await expect(pane.getByText('Hello?')).toBeVisible();
    await expect(pane.getByTestId('wave-customer')).toHaveText(/^Recording not here yet/);
  });

  test('one that was given up says why, one that was never pushed says so', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    host.set('/user.wav', (_request, response) => void response.writeHead(410).end());
    await openPage();
    await push(aSamplePush('answered-en', { callId: 'gone', fullAudioUrl: null, customerAudioUrl: `${host.url}/user.wav` }));
    const pane = await openCall(page, earshot.uiUrl, 'gone');
    await expect(pane.getByTestId('wave-customer')).toHaveText(/^Expired before it could be fetched/);
    await expect(pane.getByTestId('wave-composite')).toHaveText('No recording was pushed');
  });
});

test('the transcript follows the sound until the operator scrolls', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en', {
    callDetailList: Array.from({ length: 60 }, (_, index) => ({
      text: `Sentence ${index}`,
      type: 'PERSON',
      startOffset: index * 250,
      endOffset: index * 250 + 240,
    })),
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const slider = pane.getByRole('slider');
  const { width } = await boxOf(slider);
  const follow = pane.getByRole('switch', { name: 'Follows the sound' });
  await slider.click({ position: { x: width * 0.8, y: 20 } });
  await expect(pane.locator('[aria-current="true"]')).toBeInViewport();
  await expect(follow).toBeChecked();

  await pane.getByTestId('transcript').hover();
  await page.mouse.wheel(0, -5000);
  await expect(pane.getByText('Sentence 0', { exact: true })).toBeInViewport();
  await expect(follow).not.toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(pane.getByText('Sentence 0', { exact: true })).toBeInViewport();
  await follow.click();
  await expect(pane.locator('[aria-current="true"]')).toBeInViewport();
});

test('an MP3 plays and is drawn', async ({ page, earshot, openPage, push }) => {
  const call = aCustomersPush('answered-id');
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(async () => expect((await drawnIn(pane.getByTestId('wave-composite'), 'grey or sand')).columns).toBeGreaterThan(100)).toPass({ timeout: 20_000 });
  await pane.getByRole('button', { name: 'Play' }).click();
  await expect(pane.getByTestId('time')).toHaveText(/^0:(?:0[1-9]|1\d) /);
});

test('the sound of the next call is here before it is opened, and goes with it', async ({ page, openPage, push }) => {
  await push(Array.from({ length: 3 }, (_, index) => aSamplePush('answered-en', { callId: `sample-${String(index)}` })));
  await openPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    const named = /calls\/(sample-\d)\/recordings\/composite/.exec(request.url());
    if (named !== null) asked.push(named[1]!);
  });
  // Where one more comes in, the rows move, and the click meets another.
  await expect(page.getByRole('option')).toHaveCount(3);
  const isHere = page.waitForEvent('requestfinished', (request) => request.url().includes('calls/sample-1/recordings/composite'));
  await page.locator('#call-sample-2').click();
  await isHere;
  expect(asked).toEqual(['sample-2', 'sample-1']);
  await expect(page.locator('audio')).toHaveCount(1);
  // The address of the call that is open now, once its lanes are there: whether its sound can be played at that moment.
  await page.evaluate(() => {
    Object.assign(window, {
      ready: new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const sound = document.querySelector<HTMLAudioElement>('audio[src*="sample-1"]');
          if (sound === null) return;
          observer.disconnect();
          resolve(sound.readyState);
        });
        observer.observe(document.body, { childList: true });
      }),
    });
  });
  // From the last byte on it is decoded, and nothing on the page tells of the end of that.
  await page.waitForTimeout(2000);
  await page.keyboard.press('j');
  expect(await page.evaluate(() => (window as unknown as { readonly ready: Promise<number> }).ready), 'it can be played at once').toBe(4); // set above
  await page.keyboard.press('Space');
  await expect(page.getByTestId('time')).toHaveText(/^0:01/);
  await expect.poll(() => asked).toEqual(['sample-2', 'sample-1', 'sample-0']);
  await page.keyboard.press('Escape');
  await expect(page.locator('audio')).toHaveCount(0);
});

test('the space bar plays the call that a click in the feed opened, and leaves the feed where it is', async ({ page, openPage, push }) => {
  await push(Array.from({ length: 40 }, (_, index) => aSamplePush('answered-en', { callId: `sample-${String(index)}` })));
  await openPage();
  await page.locator('#call-sample-39').click();
  await expect(page.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  expect(await page.getByRole('listbox').evaluate((list) => list.scrollTop)).toBe(0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => soundTimeMs(page)).toBeGreaterThan(5_000);
});
