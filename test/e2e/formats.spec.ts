import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { startRecordingHost, type RecordingHost } from '../support/recordingHost.ts';
import { soundFiles, type SoundFile } from '../support/sounds.ts';
import { drawnIn, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

test.use({ serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });

/** Names of codes as the lane has them. */
const words: Readonly<Record<string, string>> = { gsm: 'GSM', g726: 'G.726' };

/** Calls with these files as their recordings, in the order of the feed, where what came last stands first. */
async function pushCalls(files: readonly SoundFile[], host: RecordingHost, push: (body: unknown) => Promise<void>): Promise<void> {
  for (const { name, bytes } of files) host.set(`/${name}`, bytes());
  await push(files.toReversed().map(({ name }) => aPushedRecord({ callId: name, fullAudioUrl: `${host.url}/${name}`, customerAudioUrl: undefined, callDetailList: [] })));
}

/** What is heard of a sound that is played from its beginning to its end: how long it takes, how loud it is at most, by its own clock. */
async function hearWhole(page: Page): Promise<{ readonly endsAtMs: number; readonly durationMs: number; readonly steps: number; readonly loudest: number }> {
  const heard = page.evaluate(async () => {
    const audio = document.querySelector<HTMLAudioElement>('audio[data-sound="composite"]');
    if (audio === null) throw new Error('There is no sound.');
    const context = new AudioContext();
    const tap = context.createAnalyser();
    const samples = new Float32Array(tap.fftSize);
    const times = new Set<number>();
    let loudest = 0;
    context.createMediaElementSource(audio).connect(tap);
    const timer = setInterval(() => {
      times.add(audio.currentTime);
      tap.getFloatTimeDomainData(samples);
      loudest = Math.max(loudest, ...samples.map(Math.abs));
    }, 20);
    await new Promise((resolve, reject) => {
      audio.addEventListener('ended', resolve, { once: true });
      audio.addEventListener('error', () => reject(new Error(audio.error?.message)), { once: true });
    });
    clearInterval(timer);
    await context.close();
    return { endsAtMs: audio.currentTime * 1000, durationMs: audio.duration * 1000, steps: times.size, loudest };
  });
  await page.keyboard.press('Space');
  return heard;
}

/** Goes to the call of a file, which stands next in the feed. */
async function goToNext(page: Page, pane: Locator, { name }: SoundFile): Promise<void> {
  await page.keyboard.press('j');
  await expect(page.locator('[role="option"][aria-selected="true"]')).toHaveAttribute('id', `call-${name}`);
  await expect(pane.getByRole('heading', { level: 2 })).toBeVisible();
}

test('a recording of each format plays to its end, as long as it is, and is drawn', async ({ page, earshot, openPage, push }) => {
  test.setTimeout(180_000);
  await using host = await startRecordingHost();
  const files = soundFiles.filter(({ playable }) => playable !== 'no');
  await pushCalls(files, host, push);
  await openPage();
  await page.evaluate(() => localStorage.setItem('earshot.player', JSON.stringify({ speed: 3, skipsSilence: false, evens: false, side: 'both' })));
  const pane = await openCall(page, earshot.uiUrl, files[0]!.name);
  const lane = pane.getByTestId('wave-composite');
  for (const [place, file] of files.entries()) {
    await test.step(file.name, async () => {
      if (place > 0) await goToNext(page, pane, file);
      await expect(lane).toHaveAttribute('data-state', 'ready');
      const address = await page.locator('audio[data-sound="composite"]').getAttribute('src');
      expect(address).toContain(`/calls/${encodeURIComponent(file.name)}/recordings/composite`);
      const { endsAtMs, durationMs, steps, loudest } = await hearWhole(page);
      const slackMs = file.name.endsWith('.ogg') ? 50 : 20;
      expect.soft(Math.abs(durationMs - file.durationMs), `${file.name}: how long it says that it is`).toBeLessThanOrEqual(slackMs);
      expect.soft(Math.abs(endsAtMs - file.durationMs), `${file.name}: where it ends`).toBeLessThanOrEqual(slackMs);
      expect.soft(steps, `${file.name}: its time advances`).toBeGreaterThan(5);
      expect.soft(loudest, `${file.name}: it is heard`).toBeGreaterThan(0.2);
      await expect.soft(pane.getByTestId('time'), file.name).toHaveText('0:02 / 0:02');
      expect.soft((await drawnIn(lane, 'grey or sand')).columns, `${file.name}: it is drawn`).toBeGreaterThan(200);
    });
  }
});

for (const file of soundFiles.filter(({ playable }) => playable === 'no')) {
  test(`${file.name}, which nobody can play, says what it is and is had as it came`, async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    await pushCalls([file], host, push);
    await openPage();
    const pane = await openCall(page, earshot.uiUrl, file.name);
    const lane = pane.getByTestId('wave-composite');
    await expect(lane).toHaveAttribute('data-state', 'unplayable');
    await expect(lane).toContainText(`${words[file.codec] ?? ''} sound, which cannot be played here.`);
    expect((await drawnIn(lane, 'grey or sand')).heights, 'a flat line, never a fake wave').toBeLessThan(20);
    await expect(pane.getByRole('button', { name: 'Play', exact: true })).toBeDisabled();
    const [download] = await Promise.all([page.waitForEvent('download'), lane.getByRole('link', { name: 'Download' }).click()]);
    expect(download.suggestedFilename()).toBe(`${file.name}-composite.wav`);
    expect((await readFile(await download.path())).equals(file.bytes())).toBe(true);
  });
}
