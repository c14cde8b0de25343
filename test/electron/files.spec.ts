import { readFile } from 'node:fs/promises';
import { aSampleFile, aSamplePush } from '../e2e/callPane.ts';
import { deskOf, expect, test } from './fixture.ts';

const headerBytes = 44;

test('a clip and a call are saved from the window', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const call = aSamplePush('answered-en');
  await desktop.push(call);
  await page.locator(`#call-${call.callId}`).click();
  const pane = page.getByTestId('call');
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  for (const key of ['ArrowRight', 'i', 'ArrowRight', 'o']) await page.keyboard.press(key);
  const [clip] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+P')]);
  expect(clip.suggestedFilename()).toBe(`${call.callId}-composite-0m05.000s-0m10.000s.wav`);
  const sound = aSampleFile('answered-en', 'ai_user.wav').subarray(headerBytes + 80_000, headerBytes + 160_000);
  expect((await readFile(await clip.path())).subarray(headerBytes).equals(sound)).toBe(true);

  await pane.getByRole('button', { name: 'More for this call' }).click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save call as one file' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/\.html$/);
  expect((await readFile(await saved.path())).toString()).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test('a file that was made is handed out once', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const call = aSamplePush('answered-en');
  await desktop.push(call);
  await page.locator(`#call-${call.callId}`).click();
  await expect(page.getByTestId('call').getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const asked: string[] = [];
  page.on('request', (request) => {
    const id = /\/\/file[^/]*\/(?<id>[\w-]+)$/.exec(request.url())?.groups?.['id'];
    if (id !== undefined) asked.push(id);
  });
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('p')]);
  expect(asked).toHaveLength(1);
  const id = asked[0] ?? '';
  const ask = (path: string, method = 'GET'): Promise<number> =>
    desktop.evaluate(async ({ net }, [path, method]) => (await net.fetch(`earshot-recording://file/${path}`, { method })).status, [path, method] as const);
  expect(await ask(id)).toBe(404);
  expect(await ask(id, 'HEAD')).toBe(404);
  expect(await ask('..%2f..%2fsettings.json')).toBe(404);
});
