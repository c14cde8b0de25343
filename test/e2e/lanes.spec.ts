import type { Locator, Page } from '@playwright/test';
import { startRecordingHost } from '../support/recordingHost.ts';
import { boxOf } from './boxOf.ts';
import { aSamplePush, openCall, repeated } from './callPane.ts';
import { expect, test } from './fixture.ts';

const part = (within: Locator, name: string): Locator => within.locator(`[part~="${name}"]`);

/** What the sample's robot says as well, which has no times of its own. */
const robot = { text: 'Hello, I am calling about the price.', type: 'ROBOT', startOffset: 300, endOffset: 5200 };
const customer = [
  { text: 'What would it cost this time?', type: 'PERSON', startOffset: 5742, endOffset: 7009 },
  { text: 'All right, but email me the papers first.', type: 'PERSON', startOffset: 10_955, endOffset: 12_835 },
];

/** Shows the robot's times as estimated ones. */
async function estimateRobot(page: Page): Promise<void> {
  await page.route('**/rpc/calls/get**', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.json()) as { json: { utterances: { speaker: string; timing: string }[] } };
    for (const utterance of body.json.utterances) if (utterance.speaker === 'robot') utterance.timing = 'estimated';
    await route.fulfill({ response, json: body });
  });
}

/** How blue the bluest point of a part of the lane is; `from` and `to` are shares of its width. */
async function bluest(lane: Locator, from: number, to: number): Promise<number> {
  const picture = (await lane.screenshot()).toString('base64');
  return lane.page().evaluate(
    async ([bytes, from, to]) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(image.width * from, 0, image.width * (to - from), image.height);
      let bluest = 0;
      for (let at = 0; at < data.length; at += 4) bluest = Math.max(bluest, (data[at + 2] ?? 0) - (data[at] ?? 0));
      return bluest;
    },
    [picture, from, to] as const,
  );
}

test.describe('the lanes', () => {
  let pane: Locator;
  let complaints: string[];

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await estimateRobot(page);
    const call = aSamplePush('answered-en', { callDetailList: [robot, ...customer] });
    await openPage();
    await push(call);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(part(pane, 'sentence')).toHaveCount(3);
  });

  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });

  test('have each sentence where it is spoken, on its speaker’s lane, estimated times told apart', async () => {
    const slider = await boxOf(pane.getByRole('slider'));
    const [said, lane, estimated] = [part(pane, 'customer').first(), pane.getByTestId('wave-customer'), part(pane, 'estimated')];
    const [block, row] = [await boxOf(said), await boxOf(lane)];
    expect((block.x - slider.x) / slider.width).toBeCloseTo(5742 / 16_264, 2);
    expect(block.width / slider.width).toBeCloseTo((7009 - 5742) / 16_264, 2);
    expect(block.y).toBeGreaterThanOrEqual(row.y);
    expect(block.y + block.height).toBeLessThanOrEqual(row.y + row.height);
    await expect(estimated).toHaveCount(1);
    expect((await boxOf(estimated)).y).toBeGreaterThanOrEqual((await boxOf(pane.getByTestId('wave-composite'))).y);
    await expect(estimated).toHaveCSS('border-top-style', 'dashed');
    await expect(said).toHaveCSS('border-top-style', 'solid');
    await expect(said).not.toHaveCSS('background-color', await estimated.evaluate((element) => getComputedStyle(element).backgroundColor));
  });

  test('mark the sentence that is spoken, and what was played', async ({ page }) => {
    const lane = pane.getByTestId('wave-customer');
    await expect(part(pane, 'spoken')).toHaveCount(0);
    await pane.getByText('What would it cost this time?').click();
    await expect(part(pane, 'spoken')).toHaveCount(1);
    await page.keyboard.press('ArrowRight');
    await expect(part(pane, 'spoken')).toHaveCount(0);
    await expect(async () => {
      // The first sentence was played, the second is still to come.
      expect(await bluest(lane, 0.36, 0.43)).toBeGreaterThan((await bluest(lane, 0.68, 0.78)) + 40);
    }).toPass();
  });

  test('mark what was found under its sentence, and the silence that will be skipped', async ({ page }) => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('me');
    const found = part(pane, 'found');
    await expect(found).toHaveCount(2);
    await expect(part(pane, 'current')).toHaveCount(1);
    const [mark, block] = [await boxOf(found.last()), await boxOf(part(pane, 'customer').last())];
    expect(mark.x).toBeGreaterThan(block.x);
    expect(mark.x + mark.width).toBeLessThan(block.x + block.width);
    await page.keyboard.press('Escape');
    await expect(found).toHaveCount(0);

    await pane.getByRole('heading', { level: 2 }).click();
    await page.keyboard.press('q');
    await expect(part(pane, 'skipped')).toHaveCount(0);
    await page.keyboard.press('z');
    await expect(part(pane, 'skipped').first()).toBeVisible();
    await page.keyboard.press('z');
    await expect(part(pane, 'skipped')).toHaveCount(0);
  });

  test('keep the view and the sentences when they are drawn anew', async ({ page }) => {
    await page.keyboard.press('Shift+ArrowUp');
    const times = await pane.locator('.timeline-marks').textContent();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(pane.locator('.timeline-marks')).toHaveText(times!);
    await page.setViewportSize({ width: 1024, height: 700 });
    const block = part(pane, 'estimated');
    await expect.poll(async () => (await block.boundingBox())?.height).toBe(44);
    await page.keyboard.press('0');
    await expect(part(pane, 'sentence')).toHaveCount(3);
    const slider = await boxOf(pane.getByRole('slider'));
    await expect.poll(async () => (await boxOf(block)).width / slider.width).toBeCloseTo(4900 / 16_264, 2);
  });
});

test.describe('the lanes of a long call', () => {
  test.use({ serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' } });

  test('draw what is in view at any zoom, and nothing that plays comes with them', async ({ page, earshot, openPage, push }) => {
    await using host = await startRecordingHost();
    host.set('/both.wav', repeated('ai_user.wav', 40));
    const callDetailList = Array.from({ length: 400 }, (_, index) => ({ text: `Sentence ${String(index)}`, type: index % 2 === 0 ? 'PERSON' : 'ROBOT', startOffset: index * 1600, endOffset: index * 1600 + 1000 }));
    const call = aSamplePush('answered-en', { callDetailList, fullAudioUrl: `${host.url}/both.wav`, customerAudioUrl: null });
    await openPage();
    await push(call);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    const [waves, sentences] = [pane.locator('.waves'), part(pane, 'sentence')];
    await expect(waves.locator('canvas').first()).toBeAttached();
    await expect(part(pane, 'minimap').locator('canvas').first()).toBeAttached();
    await expect(sentences).toHaveCount(29);
    for (let times = 0; times < 8; times += 1) await page.keyboard.press('Shift+ArrowUp');
    await expect(sentences).toHaveCount(2);
    const { x, y, width } = await boxOf(waves);
    await page.mouse.move(x + 50, y + 20);
    for (let times = 0; times < 30; times += 1) await page.mouse.wheel(300, 0);
    await expect.poll(() => waves.locator('canvas').count()).toBeLessThan(60);
    await expect.poll(() => sentences.count()).toBeLessThan(5);
    const seen = await waves.locator('canvas').evaluateAll((all) => all.map((canvas) => canvas.getBoundingClientRect()).some(({ left, right }) => left <= innerWidth - 200 && right > innerWidth - 200));
    expect(seen, 'where it was scrolled to, there is a wave').toBe(true);
    await page.keyboard.press('0');
    await expect.poll(() => sentences.count()).toBeLessThan(300);
    await expect(page.locator('audio')).toHaveCount(1);
    expect(loaded.filter((path) => path.endsWith('/recordings/peaks')), 'at any zoom it is drawn from the same peaks').toHaveLength(1);

    // An edge that is dragged out of view takes the view with it.
    await page.keyboard.press('0');
    await expect(sentences).toHaveCount(29);
    await page.mouse.move(x + width * 0.5, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.8, y + 20, { steps: 3 });
    await page.mouse.up();
    const times = await pane.locator('.timeline-marks').textContent();
    await page.mouse.move(x + width * 0.8 + 1, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width + 60, y + 20, { steps: 10 });
    await page.mouse.up();
    await expect(pane.locator('.timeline-marks')).not.toHaveText(times!);
    await expect(pane.getByTestId('selection')).toBeVisible();

    await page.keyboard.press('Control+f');
    await page.keyboard.type('sentence');
    const places = pane.locator('.minimap-found');
    await expect(places.first()).toBeAttached();
    const heights = await places.evaluateAll((all) => all.map((place) => place.clientHeight));
    const { height } = await boxOf(pane.getByTestId('minimap'));
    expect(heights.filter((mark) => mark > height / 3), 'hundreds of places leave the whole call to be seen').toHaveLength(1);
  });
});
