import type { Page, Response } from '@playwright/test';
import { aSamplePush, drawnIn, hear } from '../e2e/callPane.ts';
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
  for (const [kind, colour] of [['customer', 'blue'], ['composite', 'grey']] as const) {
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

test('sounds are answered by the rules of ranges', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const push = aSamplePush('answered-en');
  await desktop.push(push);
  /** What the handler of the scheme answers, asked within the app. */
  const ask = (path: string, range: string | null = null, method = 'GET') =>
    desktop.evaluate(
      async ({ net }, [path, range, method]) => {
        const response = await net.fetch(`earshot-recording://sound/${path}`, { method, headers: range === null ? {} : { range } });
        const { headers, status } = response;
        return { status, bytes: (await response.arrayBuffer()).byteLength, type: headers.get('content-type'), range: headers.get('content-range'), accepts: headers.get('accept-ranges') };
      },
      [path, range, method] as const,
    );
  const sound = `${push.callId}/customer`;
  await expect.poll(async () => (await ask(sound)).status).toBe(200);
  const whole = await ask(sound);
  expect(whole).toMatchObject({ type: 'audio/wav', accepts: 'bytes', range: null });
  const size = whole.bytes;
  expect(await ask(sound, 'bytes=0-')).toMatchObject({ status: 206, bytes: size, range: `bytes 0-${size - 1}/${size}` });
  expect(await ask(sound, 'bytes=100-199')).toMatchObject({ status: 206, bytes: 100, range: `bytes 100-199/${size}` });
  expect(await ask(sound, 'bytes=-44')).toMatchObject({ status: 206, bytes: 44, range: `bytes ${size - 44}-${size - 1}/${size}` });
  expect(await ask(sound, `bytes=${size - 10}-${size + 90}`)).toMatchObject({ status: 206, bytes: 10, range: `bytes ${size - 10}-${size - 1}/${size}` });
  expect(await ask(sound, `bytes=${size}-${size + 9}`)).toMatchObject({ status: 416, bytes: 0 });
  expect(await ask(sound, 'bytes=199-100'), 'no range at all').toMatchObject({ status: 200, bytes: size, range: null });
  expect(await ask(sound, `bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
  expect(await ask(sound, null, 'HEAD')).toMatchObject({ status: 200, bytes: 0, accepts: 'bytes' });
  expect(await ask(sound, null, 'POST')).toMatchObject({ status: 405 });
  expect(await ask('nobody/customer')).toMatchObject({ status: 404 });
  expect(await ask('..%2f..%2fsettings.json/customer')).toMatchObject({ status: 404 });
  expect(await ask(`${push.callId}/settings.json`)).toMatchObject({ status: 404 });
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
