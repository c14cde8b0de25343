import type { Locator, Page } from '@playwright/test';
import { startRecordingHost } from '../support/recordingHost.ts';
import { asPcm16, aWav, inStereo } from '../support/wav.ts';
import { accessibilityProblems } from './accessibility.ts';
import { boxOf } from './boxOf.ts';
import { aCustomersPush, aSamplePush, hear, openCall, repeated, soundTimeMs } from './callPane.ts';
import { expect, test } from './fixture.ts';

// “What would it cost this time?” and “All right, but email me the papers first.”, by the sample's own times.
const first = { startMs: 5742, endMs: 7009 };
const second = { startMs: 10_955, endMs: 12_835 };

const rate = (page: Page, kind = 'composite'): Promise<number> => page.locator(`audio[data-sound="${kind}"]`).evaluate((audio: HTMLAudioElement) => audio.playbackRate);

/** Keeps how loud it is at the speakers, as far as sound goes there through Web Audio, and what the media keys do. */
async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const connect = Object.getOwnPropertyDescriptor(AudioNode.prototype, 'connect')?.value as (this: AudioNode, ...to: unknown[]) => unknown;
    const taps: AnalyserNode[] = [];
    const tapped = function tapped(this: AudioNode, ...to: unknown[]): unknown {
      if (to[0] instanceof AudioDestinationNode) {
        const tap = this.context.createAnalyser();
        connect.call(this, tap);
        taps.push(tap);
      }
      return connect.apply(this, to);
    };
    Object.assign(AudioNode.prototype, { connect: tapped });
    const keys = new Map<string, MediaSessionActionHandler | null>();
    navigator.mediaSession.setActionHandler = (action, handler) => void keys.set(action, handler);
    Object.assign(window, {
      loudness: () => {
        const samples = new Float32Array(2048);
        return Math.max(0, ...taps.flatMap((tap) => {
          tap.getFloatTimeDomainData(samples);
          return [...samples].map(Math.abs);
        }));
      },
      mediaKey: (action: string, details: object = {}) => keys.get(action)?.({ action, ...details } as MediaSessionActionDetails),
      mediaKeys: () => [...keys].filter(([, handler]) => handler !== null).map(([action]) => action),
    });
  });
}

declare global {
  interface Window {
    loudness: () => number;
    mediaKey: (action: string, details?: object) => void;
    mediaKeys: () => string[];
  }
}

/** The loudest that is heard while the sound plays from one time to the other. */
function loudestBetween(page: Page, fromMs: number, toMs: number): Promise<number> {
  return page.evaluate(
    ([fromMs, toMs]) =>
      new Promise<number>((resolve) => {
        let loudest = 0;
        const look = (): void => {
          const atMs = (document.querySelector<HTMLAudioElement>('audio[data-sound="composite"]')?.currentTime ?? 0) * 1000;
          if (atMs > fromMs) loudest = Math.max(loudest, window.loudness());
          if (atMs > toMs) resolve(loudest);
          else setTimeout(look, 10);
        };
        look();
      }),
    [fromMs, toMs] as const,
  );
}

test.describe('a call with both recordings', () => {
  let pane: Locator;
  const call = aCustomersPush('answered-en');

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    await listenIn(page);
    await openPage();
    await push(call);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await expect(pane.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  });

  test('silence is skipped, the time that this saved is told, and both are remembered', async ({ page, earshot }) => {
    await page.keyboard.press('q');
    await expect(pane.getByRole('radio', { name: 'Customer' })).toBeChecked();
    await expect(pane.getByTestId('saved')).toHaveText(/^1\d s to save$/);
    await page.keyboard.press('z');
    await expect(pane.getByRole('switch', { name: 'Skip silence' })).toBeChecked();
    await page.keyboard.press('Space');
    await expect.poll(() => pane.getByTestId('moment').textContent()).toMatch(/^0:0[5-7]/);
    await expect(pane.getByTestId('saved')).toHaveText('saved 6 s');
    await page.keyboard.press('Space');
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('earshot.player') ?? ''))).toEqual({ speed: 1, skipsSilence: true, evens: false, side: 'customer' });
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByRole('switch', { name: 'Skip silence' })).toBeChecked();
    await expect(pane.getByRole('radio', { name: 'Customer' })).toBeChecked();
  });

  test('the robot is heard alone: the customer’s sentences are silent', async ({ page }) => {
    await expect(pane.getByRole('radiogroup', { name: 'What is heard' })).toHaveAccessibleDescription(/^Robot: both voices are in one recording/);
    await hear(pane, 'Robot');
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
    await pane.getByRole('button', { name: 'Play', exact: true }).click();
    expect(await loudestBetween(page, 1_000, 3_000)).toBeGreaterThan(0.05);
    // What is listened to are the last 43 ms, which at this speed are twice as many of the recording.
    expect(await loudestBetween(page, first.startMs + 250, first.endMs - 100)).toBeLessThan(0.01);
    await page.keyboard.press('q');
    await expect(pane.getByRole('radio', { name: 'Both' })).toBeChecked();
    await page.keyboard.press('[');
    expect(await loudestBetween(page, first.startMs + 100, first.endMs - 100)).toBeGreaterThan(0.05);
  });

  test('a click on what is heard, or on silence, leaves the keys with the player', async ({ page }) => {
    await hear(pane, 'Customer');
    await page.keyboard.press('ArrowRight');
    await expect(pane.getByTestId('moment')).toHaveText('0:05.0');
    await expect(pane.getByRole('radio', { name: 'Customer' })).toBeChecked();
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
    await pane.locator('label').filter({ hasText: 'Skip silence' }).click();
    await expect(pane.getByRole('switch', { name: 'Skip silence' })).toBeChecked();
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await expect(pane.getByRole('switch', { name: 'Skip silence' })).toBeChecked();

    // Whoever comes there with the keyboard stays.
    await pane.getByRole('radio', { name: 'Customer' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(pane.getByRole('radio', { name: 'Robot' })).toBeChecked();
    await expect(pane.getByRole('radio', { name: 'Robot' })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(pane.getByRole('radio', { name: 'Customer' })).toBeChecked();
  });

  test('even loudness is heard at any speed', async ({ page }) => {
    await page.keyboard.press('e');
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
    await page.keyboard.press('Space');
    expect(await loudestBetween(page, 1_000, 4_000)).toBeGreaterThan(0.1);
    expect(await rate(page)).toBe(2);
    await pane.getByRole('button', { name: 'More ways to listen' }).click();
    await expect(page.getByRole('menuitemcheckbox', { name: 'Even out loudness' })).toBeChecked();
  });

  test('a sentence is looped until somebody goes elsewhere', async ({ page }) => {
    await pane.getByText('What would it cost this time?').click();
    for (let times = 0; times < 6; times += 1) await page.keyboard.press('+');
    await page.keyboard.press('l');
    await expect(pane.getByTestId('selection')).toHaveAttribute('data-looped', 'true');
    const returns = page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const audio = document.querySelector<HTMLAudioElement>('audio[data-sound="composite"]');
          const found: number[] = [];
          audio?.addEventListener('seeking', () => {
            found.push(audio.currentTime);
            if (found.length === 3) resolve(found);
          });
        }),
    );
    await page.keyboard.press('Space');
    for (const seconds of await returns) expect(seconds).toBeCloseTo(first.startMs / 1000, 2);
    await page.keyboard.press(']');
    await expect(pane.getByTestId('selection')).toHaveCount(0);
    await expect.poll(() => soundTimeMs(page)).toBeGreaterThan(second.startMs);
  });

  test('the last three seconds come again slower, once', async ({ page }) => {
    for (let times = 0; times < 6; times += 1) await page.keyboard.press('+');
    await pane.getByText('What would it cost this time?').click();
    await page.keyboard.press('b');
    expect(await rate(page)).toBe(2.25);
    await expect(pane.getByRole('button', { name: 'Speed: 2.25×' })).toBeVisible();
    await expect.poll(() => rate(page)).toBe(3);
    expect(await soundTimeMs(page)).toBeGreaterThanOrEqual(first.startMs);
  });

  test('a stretch is selected by dragging, by its edges and by keys; Escape takes it back before it closes the call', async ({ page }) => {
    const waves = pane.getByRole('slider');
    const { x, y, width } = await boxOf(waves);
    const selection = pane.getByTestId('selection');
    const drag = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(x + width * from, y + 20);
      await page.mouse.down();
      await page.mouse.move(x + width * to, y + 20, { steps: 3 });
      await page.mouse.up();
    };
    await drag(0.25, 0.5);
    await expect.poll(async () => (await selection.boundingBox())?.width).toBeCloseTo(width / 4, -1);
    await expect(pane.getByTestId('moment'), 'a drag does not seek').toHaveText('0:00.0');
    await drag(0.5, 0.75);
    await expect.poll(async () => (await selection.boundingBox())?.width).toBeCloseTo(width / 2, -1);
    await pane.getByRole('button', { name: /^Loop from 0:04\.\d to 0:12\.\d$/ }).click();
    await expect(selection).toHaveAttribute('data-looped', 'true');
    await expect(pane.getByTestId('moment')).toHaveText(/^0:04\.\d$/);

    await page.keyboard.press('Escape');
    await expect(selection).toHaveCount(0);
    await page.keyboard.press(']');
    await page.keyboard.press('i');
    await page.keyboard.press(']');
    await page.keyboard.press('o');
    await expect(pane.getByRole('button', { name: 'Loop from 0:05.7 to 0:10.9' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pane).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
  });

  test('the pointer is told the time, and a click goes there', async ({ page }) => {
    const waves = pane.getByRole('slider');
    const { width } = await boxOf(waves);
    await waves.hover({ position: { x: width / 2, y: 30 } });
    await expect(pane.locator('[part="hover-label"]')).toHaveText(/^0:08\.[01]$/);
    await waves.click({ position: { x: width / 2, y: 30 } });
    await expect(pane.getByTestId('moment')).toHaveText(/^0:08\.[01]$/);
    await page.mouse.move(0, 0);
    await expect(pane.locator('[part="hover-label"]')).toBeHidden();
  });

  test('the keyboard’s media keys play it', async ({ page }) => {
    expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe('+44 7700 900417');
    expect(await page.evaluate(() => navigator.mediaSession.metadata?.artist)).toBe('Ms Carter');
    await page.evaluate(() => window.mediaKey('nexttrack'));
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');
    await page.evaluate(() => window.mediaKey('seekforward'));
    await expect(pane.getByTestId('moment')).toHaveText('0:10.7');
    await page.evaluate(() => window.mediaKey('previoustrack'));
    await expect(pane.getByTestId('moment')).toHaveText('0:05.7');
    await page.evaluate(() => window.mediaKey('play'));
    await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
    expect(await page.evaluate(() => navigator.mediaSession.playbackState)).toBe('playing');
    await page.evaluate(() => window.mediaKey('pause'));
    await expect(pane.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
    expect(await page.evaluate(() => window.mediaKeys()), 'nothing is left behind').toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${colorScheme}, with a selection and the menu open`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await page.keyboard.press(']');
      await page.keyboard.press('i');
      await page.keyboard.press('l');
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
      await pane.getByRole('button', { name: 'More ways to listen' }).click();
      expect(await accessibilityProblems(page, { include: '[role="menu"]' })).toEqual([]);
    });
  }
});

/** A tone of some loudness from one second to another, and nothing elsewhere. */
function tones(...stretches: readonly (readonly [from: number, to: number, loudness: number])[]): Buffer {
  return asPcm16(
    Float64Array.from({ length: 9 * 8000 }, (_, at) => {
      const loudness = stretches.find(([from, to]) => at >= from * 8000 && at < to * 8000)?.[2] ?? 0;
      return loudness * Math.sin((2 * Math.PI * 440 * at) / 8000);
    }),
  );
}

test.describe('a call with each voice in a channel of its own', () => {
  test.use({ serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });

  test('the robot is heard alone, where it speaks over the customer too', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    host.set('/both.wav', aWav({ channels: 2, data: inStereo(tones([3, 6, 0.6]), tones([0.5, 2.5, 0.4], [4.4, 5.2, 0.4], [7, 8, 0.4]), 2) }));
    const callDetailList = [{ text: 'Yes, but what would it cost?', type: 'PERSON', startOffset: 3000, endOffset: 6000 }];
    const call = aSamplePush('answered-en', { callDetailList, fullAudioUrl: `${host.url}/both.wav`, customerAudioUrl: null });
    await listenIn(page);
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await pane.locator('.hear label').filter({ hasText: 'Robot' }).hover();
    await expect(page.getByRole('tooltip')).toHaveText('Robot');
    await hear(pane, 'Robot');
    await page.keyboard.press('Space');
    expect(await loudestBetween(page, 1_000, 2_000)).toBeGreaterThan(0.1);
    expect(await loudestBetween(page, 3_300, 4_200), 'the customer').toBeLessThan(0.01);
    expect(await loudestBetween(page, 4_600, 5_100), 'the robot at the same time').toBeGreaterThan(0.1);
    expect(await loudestBetween(page, 5_400, 5_900), 'the customer').toBeLessThan(0.01);
    await hear(pane, 'Both');
    await page.keyboard.press('[');
    expect(await loudestBetween(page, 3_300, 4_200)).toBeGreaterThan(0.1);
  });
});

test.describe('a long call', () => {
  test.use({ serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });

  test('is shown in part, with the whole of it below; the view is zoomed, moved, and follows the cursor', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    host.set('/both.wav', repeated('ai_user.wav', 8));
    host.set('/customer.wav', repeated('user.wav', 8));
    const call = aSamplePush('answered-en', { fullAudioUrl: `${host.url}/both.wav`, customerAudioUrl: `${host.url}/customer.wav` });
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    const [minimap, shown] = [pane.getByTestId('minimap'), pane.locator('[part="minimap-overlay"]')];
    const share = async (): Promise<{ from: number; to: number }> => {
      const [all, part] = [await boxOf(minimap), await boxOf(shown)];
      return { from: (part.x - all.x) / all.width, to: (part.x + part.width - all.x) / all.width };
    };
    await expect(minimap).toBeVisible();
    expect((await share()).to).toBeCloseTo(45 / 130, 1);

    const waves = pane.getByRole('slider');
    const { x, y, width } = await boxOf(waves);
    await page.mouse.move(x + width / 2, y + 20);
    const timeThere = await pane.locator('[part="hover-label"]').textContent();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await share()).from).toBeGreaterThan(0.05);
    await page.mouse.move(x + width / 2 + 1, y + 20);
    expect(Math.abs(Number(timeThere?.slice(2)) - Number((await pane.locator('[part="hover-label"]').textContent())?.slice(2))), 'what the pointer is on stays there').toBeLessThan(0.3);
    await page.keyboard.press('0');
    await expect.poll(share).toEqual({ from: 0, to: 1 });
    await page.keyboard.press('0');
    await expect.poll(async () => (await share()).to).toBeLessThan(0.4);
    await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(async () => (await share()).to).toBeLessThan(0.25);
    await page.keyboard.press('Shift+ArrowDown');

    const [all, part] = [await boxOf(minimap), await boxOf(shown)];
    await page.mouse.move(part.x + part.width / 2, part.y + 8);
    await page.mouse.down();
    await page.mouse.move(all.x + all.width / 2, part.y + 8, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await share()).from).toBeGreaterThan(0.3);
    await page.keyboard.press('Space');
    await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect(pane.getByTestId('time')).toHaveText(/^0:01/);
    expect((await share()).from, 'playing leaves a view alone that somebody moved away').toBeGreaterThan(0.3);
    await waves.press('End');
    await expect.poll(async () => (await share()).to).toBeCloseTo(1, 2);
    await waves.press('Home');
    await expect.poll(async () => (await share()).from).toBe(0);
  });
});
