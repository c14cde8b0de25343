import { readFileSync } from 'node:fs';
import type { Page, Response } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { startRecordingHost } from '../support/recordingHost.ts';
import { soundBytes } from '../support/sounds.ts';
import { aSamplePush, drawnIn, hear } from '../e2e/callPane.ts';
import type { Desktop } from '../support/desktop.ts';
import { deskOf, expect, test } from './fixture.ts';

/** The answers that the page got from the sounds' scheme. */
function soundAnswers(page: Page): Response[] {
  const answers: Response[] = [];
  page.on('response', (response) => {
    if (response.url().includes('earshot-recording')) answers.push(response);
  });
  return answers;
}

test('both recordings are drawn from peaks over the port, and play from any place', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const answers = soundAnswers(page);
  const { callId } = aSamplePush('answered-en');
  await desktop.push(aSamplePush('answered-en'));
  await page.locator(`#call-${callId}`).click();
  const pane = page.getByTestId('call');
  for (const [kind, colour] of [['customer', 'blue'], ['composite', 'grey or sand']] as const) {
    await expect(pane.getByTestId(`wave-${kind}`)).toHaveAttribute('data-state', 'ready');
    await expect(async () => expect((await drawnIn(pane.getByTestId(`wave-${kind}`), colour)).columns).toBeGreaterThan(40)).toPass();
  }
  for (const [kind, name] of [['composite', 'Both'], ['customer', 'Customer']] as const) {
    await hear(pane, name);
    const sound = page.locator(`audio[data-sound="${kind}"]`);
    await pane.getByText('What would it cost this time?').click();
    await pane.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => !audio.paused && audio.currentTime > 5.8), 'it plays from where it was sent').toBe(true);
    await pane.getByRole('button', { name: 'Pause' }).click();
  }
  expect(new Set(answers.map((answer) => answer.status())), 'every answer is a part').toEqual(new Set([206]));
});

/** What the handler of the scheme answers, asked within the app. */
const ask = (desktop: Desktop, path: string, range: string | null = null, method = 'GET') =>
  desktop.evaluate(
    async ({ net }, [path, range, method]) => {
      const response = await net.fetch(`earshot-recording://sound/${path}`, { method, headers: range === null ? {} : { range } });
      const { headers, status } = response;
      return {
        status, bytes: (await response.arrayBuffer()).byteLength, type: headers.get('content-type'), range: headers.get('content-range'), accepts: headers.get('accept-ranges'),
        disposition: headers.get('content-disposition'), sniffing: headers.get('x-content-type-options'), origin: headers.get('access-control-allow-origin'),
      };
    },
    [path, range, method] as const,
  );

test('sounds are answered by the rules of ranges', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const push = aSamplePush('answered-en');
  await desktop.push(push);
  const sound = `${push.callId}/customer`;
  await expect.poll(async () => (await ask(desktop, sound)).status).toBe(200);
  const whole = await ask(desktop, sound);
  expect(whole).toMatchObject({ type: 'audio/wav', accepts: 'bytes', range: null, sniffing: 'nosniff', origin: 'app://earshot', disposition: `inline; filename="${push.callId}-customer.wav"` });
  const size = whole.bytes;
  expect(await ask(desktop, sound, 'bytes=0-')).toMatchObject({ status: 206, bytes: size, range: `bytes 0-${size - 1}/${size}` });
  expect(await ask(desktop, sound, 'bytes=100-199')).toMatchObject({ status: 206, bytes: 100, range: `bytes 100-199/${size}` });
  expect(await ask(desktop, sound, 'bytes=-44')).toMatchObject({ status: 206, bytes: 44, range: `bytes ${size - 44}-${size - 1}/${size}` });
  expect(await ask(desktop, sound, `bytes=${size - 10}-${size + 90}`)).toMatchObject({ status: 206, bytes: 10, range: `bytes ${size - 10}-${size - 1}/${size}` });
  expect(await ask(desktop, sound, `bytes=${size}-${size + 9}`)).toMatchObject({ status: 416, bytes: 0 });
  expect(await ask(desktop, sound, 'bytes=199-100'), 'no range at all').toMatchObject({ status: 200, bytes: size, range: null });
  expect(await ask(desktop, sound, `bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
  expect(await ask(desktop, sound, null, 'HEAD')).toMatchObject({ status: 200, bytes: 0, accepts: 'bytes' });
  expect(await ask(desktop, sound, null, 'POST')).toMatchObject({ status: 405 });
  expect(await ask(desktop, 'nobody/customer')).toMatchObject({ status: 404 });
  expect(await ask(desktop, '..%2f..%2fsettings.json/customer')).toMatchObject({ status: 404 });
  expect(await ask(desktop, `${push.callId}/settings.json`)).toMatchObject({ status: 404 });
});

test('the page fetches a sound that it has to decode itself', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const push = aSamplePush('answered-en');
  await desktop.push(push);
  await page.locator(`#call-${push.callId}`).click();
  await expect(page.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  const bytes = await page.evaluate(async (address) => (await (await fetch(address)).arrayBuffer()).byteLength, `earshot-recording://sound/${push.callId}/customer`);
  expect(bytes).toBeGreaterThan(10_000);
});

test('what Chromium does not play is played as PCM and given as it came where that is asked for', async ({ launch }) => {
  await using host = await startRecordingHost({ '/any/name': soundBytes('ima.wav') });
  const desktop = await launch({ env: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'ima', fullAudioUrl: `${host.url}/any/name`, customerAudioUrl: undefined }));
  await page.locator('#call-ima').click();
  await expect(page.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  await page.keyboard.press('Space');
  await expect.poll(() => page.locator('audio[data-sound="composite"]').evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.2);
  const original = soundBytes('ima.wav').length;
  expect(await ask(desktop, 'ima/composite')).toMatchObject({ status: 200, bytes: 44 + 2 * 16_000, disposition: 'inline; filename="ima-composite.wav"' });
  expect(await ask(desktop, 'ima/composite?form=original')).toMatchObject({ status: 200, bytes: original, type: 'audio/wav', disposition: 'attachment; filename="ima-composite.wav"', sniffing: 'nosniff' });
  expect(await ask(desktop, 'ima/composite?form=original', 'bytes=0-9')).toMatchObject({ status: 206, bytes: 10, range: `bytes 0-9/${original}` });
  expect(await ask(desktop, 'ima/composite?form=whatever')).toMatchObject({ bytes: 44 + 2 * 16_000 });
});

test('what nobody plays says what it is, and is saved as it came', async ({ launch }) => {
  await using host = await startRecordingHost({ '/gsm.wav': soundBytes('gsm.wav') });
  const desktop = await launch({ env: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'gsm', fullAudioUrl: `${host.url}/gsm.wav`, customerAudioUrl: undefined }));
  await page.locator('#call-gsm').click();
  const lane = page.getByTestId('wave-composite');
  await expect(lane).toContainText('GSM sound, which cannot be played here.');
  const path = test.info().outputPath('saved.wav');
  const saved = desktop.evaluate(
    ({ session }, path) =>
      new Promise((resolve) => {
        const asked: string[] = [];
        session.defaultSession.on('will-download', (_event, item) => {
          asked.push(item.getURL());
          item.setSavePath(path);
          item.once('done', (_done, state) => resolve([asked, item.getFilename(), state]));
        });
      }),
    path,
  );
  const at = page.url();
  // Another link to it is followed no more than any other.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'earshot-recording://sound/gsm/composite';
    document.body.append(link);
    link.click();
  });
  await lane.getByRole('link', { name: 'Download' }).click();
  expect(await saved).toEqual([['earshot-recording://sound/gsm/composite?form=original'], 'gsm-composite.wav', 'completed']);
  expect(readFileSync(path).equals(soundBytes('gsm.wav'))).toBe(true);
  expect(page.url()).toBe(at);
  await expect(lane, 'the page is where it was').toBeVisible();
});
