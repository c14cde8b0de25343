import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { boxOf } from './boxOf.ts';
import { aSamplePush, aTimedPush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

const part = (within: Locator, name: string): Locator => within.locator(`[part~="${name}"]`);
const figure = (pane: Locator, name: string): Locator => pane.locator(`[data-figure="${name}"]`);

interface Answer {
  readonly utterances: { speaker: string; timing: string; startMs: number | null; endMs: number | null }[];
  timing: { state: string; why: string | null };
  conversation: { isEstimated: boolean } | null;
}

/** Has the core answer otherwise than it does. */
async function answerOtherwise(page: Page, change: (call: Answer) => void): Promise<void> {
  await page.route('**/rpc/calls/get**', async (route) => {
    // Where the test has ended meanwhile there is nobody to answer.
    const response = await route.fetch().catch(() => null);
    if (response === null) return;
    const body = (await response.json()) as { json: Answer };
    change(body.json);
    await route.fulfill({ response, json: body });
  });
}

function estimate({ utterances, timing, conversation }: Answer): void {
  for (const utterance of utterances) if (utterance.speaker === 'robot') utterance.timing = 'estimated';
  Object.assign(timing, { state: 'solved', why: 'Estimated from both recordings.' });
  if (conversation !== null) conversation.isEstimated = true;
}

async function openReady(page: Page, uiUrl: string, callId: string): Promise<Locator> {
  const pane = await openCall(page, uiUrl, callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  return pane;
}

test.describe('the figures', () => {
  test('are those that a hand counts, say what they count, and go where it is heard', async ({ page, earshot, openPage, push }) => {
    const call = aTimedPush('handover-lost-es');
    await openPage();
    await push(call);
    const pane = await openReady(page, earshot.uiUrl, call.callId);
    const moment = pane.getByTestId('moment');
    await expect(pane.getByTestId('figures').getByRole('listitem')).toHaveText([
      '40 % customer',
      'longest: robot 4.8 s',
      'no interruptions',
      'customer answers in 0.5 s',
      'robot in 0.6 s',
      'dead air 5.9 s',
      'last word: customer',
    ]);
    await expect(pane.locator('.lane-name')).toHaveText(['Customer40 %', 'Robot60 %']);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('aria-label', 'Robot');

    await figure(pane, 'deadAir').getByRole('button').hover();
    await expect(page.getByRole('tooltip')).toContainText('Stretches of 3 s or more in which nobody speaks');
    await figure(pane, 'deadAir').getByRole('button').click();
    await expect(moment).toHaveText('0:13.7');
    await figure(pane, 'monologue').getByRole('button').click();
    await expect(moment).toHaveText('0:00.6');
    await figure(pane, 'answers-robot').getByRole('button').click();
    await expect(moment).toHaveText('0:08.1');
    await figure(pane, 'last').getByRole('button').press('Enter');
    await expect(moment).toHaveText('0:19.6');
  });

  test('go from one interruption to the next, and around', async ({ page, earshot, openPage, push }) => {
    const call = {
      ...aSamplePush('answered-en'),
      callDetailList: [
        { text: 'Hello, this is a long sentence.', type: 'ROBOT', startOffset: 600, endOffset: 5_000 },
        { text: 'Stop.', type: 'PERSON', startOffset: 3_000, endOffset: 5_500 },
        { text: 'I am sorry.', type: 'ROBOT', startOffset: 6_000, endOffset: 9_000 },
        { text: 'Please stop.', type: 'PERSON', startOffset: 7_000, endOffset: 9_500 },
      ],
    };
    await openPage();
    await push(call);
    const pane = await openReady(page, earshot.uiUrl, call.callId);
    await expect(figure(pane, 'interruptions')).toHaveText('2 interruptions');
    for (const there of ['0:03.0', '0:07.0', '0:03.0']) {
      await figure(pane, 'interruptions').getByRole('button').click();
      await expect(pane.getByTestId('moment')).toHaveText(there);
    }
  });

  test('are not there where somebody’s times are not known, which is said in words', async ({ page, earshot, openPage, push }) => {
    const call = aSamplePush('answered-en', { customerAudioUrl: '' });
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('who-spoke')).toHaveText('Not known who spoke when. Without the customer’s own recording the voices cannot be told apart.');
    await expect(pane.locator('.lane-name').nth(1)).toHaveText('Both voicesno times');
    await pane.locator('[data-note="unknown"]').focus();
    await expect(page.getByRole('tooltip')).toContainText('It is not known when the robot speaks. Without the customer’s own recording');
    await expect(part(pane, 'robot')).toHaveCount(0);
    await expect(pane.getByTestId('transcript').locator('[data-index="0"] .sentence-time')).toHaveText('');
  });

  test('are waited for', async ({ page, earshot, openPage, push }) => {
    await answerOtherwise(page, (call) => {
      Object.assign(call.timing, { state: 'waiting', why: 'Waits for the recordings.' });
      call.conversation = null;
      for (const utterance of call.utterances) if (utterance.speaker === 'robot') Object.assign(utterance, { startMs: null, endMs: null, timing: 'unknown' });
    });
    await openPage();
    const call = aSamplePush('answered-en');
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('who-spoke')).toHaveText('Working out who spoke when. Waits for the recordings.');
    await expect(pane.locator('.lane-name').nth(1)).toHaveText('Both voiceswaiting');
  });
});

test('estimated times are told from given ones, and robot sentences are gone to, followed and found', async ({ page, earshot, openPage, push }) => {
  await answerOtherwise(page, estimate);
  const call = aTimedPush('answered-en');
  await openPage();
  await push(call);
  const pane = await openReady(page, earshot.uiUrl, call.callId);
  await expect(pane.locator('.lane-name')).toHaveText(['Customer24 %', 'Robot76 % · est.']);
  await pane.locator('[data-note="estimated"]').hover();
  await expect(page.getByRole('tooltip')).toHaveText('Estimated times, hatched. Estimated from both recordings.');
  await expect(figure(pane, 'monologue')).toHaveText('≈ longest: robot 4.6 s');
  await expect(part(pane, 'estimated')).toHaveCount(3);

  await pane.getByText('Four hundred and twenty pounds').click();
  await expect(pane.getByTestId('moment')).toHaveText('0:07.5');
  await expect(pane.locator('[aria-current="true"]')).toHaveText(/≈ 0:07.*Four hundred/);
  await expect(part(pane, 'spoken')).toHaveCount(1);
  await pane.getByRole('textbox', { name: 'Find in transcript' }).fill('pounds');
  const mark = part(pane, 'found');
  await expect(mark).toHaveCount(1);
  const [lane, found] = [await boxOf(pane.getByTestId('wave-composite')), await boxOf(mark)];
  expect(found.y).toBeGreaterThanOrEqual(lane.y);
});

test.describe('adjusting', () => {
  let pane: Locator;
  const call = aTimedPush('answered-en');
  const of = (text: string): Locator => pane.getByRole('listitem').filter({ hasText: text });
  const robot = (place: number): Locator => part(pane, 'robot').nth(place);

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    await openPage();
    await push(call);
    pane = await openReady(page, earshot.uiUrl, call.callId);
    await expect(part(pane, 'sentence')).toHaveCount(5);
  });

  /** Drags the edge of a robot's sentence by so many pixels. */
  async function drag(page: Page, place: number, edge: 'left' | 'right', byPx: number): Promise<void> {
    const { x, y, width, height } = await boxOf(robot(place));
    const from = edge === 'left' ? x : x + width;
    await page.mouse.move(from, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(from + byPx / 2, y + height / 2, { steps: 3 });
    await page.mouse.move(from + byPx, y + height / 2, { steps: 3 });
    await page.mouse.up();
  }

  test('an edge is dragged, kept, told as corrected, seen elsewhere, and put back', async ({ page, context, earshot }) => {
    const other = await context.newPage();
    const there = await openReady(other, earshot.uiUrl, call.callId);
    await page.bringToFront();
    await drag(page, 1, 'right', -30);
    await expect(pane.getByTestId('selection'), 'nobody drags an edge by accident').toBeVisible();
    await page.keyboard.press('Escape');

    await pane.getByRole('button', { name: 'Adjust times' }).click();
    const before = await boxOf(robot(1));
    await drag(page, 1, 'right', -60);
    await expect(pane.getByTestId('adjust-start')).toHaveText('0:07.559');
    await expect(pane.getByTestId('adjust-end')).toHaveText(/^0:08\.\d{3}$/);
    await expect(of('Four hundred')).toContainText('corrected');
    await pane.locator('.corrected').hover();
    await expect(page.getByRole('tooltip').filter({ hasText: 'Corrected here' })).toHaveText('Corrected here. The platform gave 0:07.559 to 0:10.455.');
    await expect(there.getByRole('listitem').filter({ hasText: 'Four hundred' })).toContainText('corrected');
    await expect(figure(there, 'share'), 'the figures go by it').not.toHaveText('24 % customer');

    await pane.getByRole('button', { name: 'Undo' }).click();
    await expect(of('Four hundred')).not.toContainText('corrected');
    await expect(pane.getByTestId('adjust-end')).toHaveText('0:10.455');
    await expect.poll(async () => (await robot(1).boundingBox())?.width).toBeCloseTo(before.width, 0);
    await pane.getByRole('button', { name: 'Redo' }).click();
    await expect(of('Four hundred')).toContainText('corrected');

    pane = await openReady(page, earshot.uiUrl, call.callId);
    await expect(of('Four hundred')).toContainText('corrected');
    await expect.poll(async () => (await robot(1).boundingBox())?.width).toBeCloseTo(before.width - 60, -1);
  });

  test('everything is done with the keyboard', async ({ page }) => {
    const [start, end, shift] = ['start', 'end', 'shift'].map((name) => pane.getByTestId(`adjust-${name === 'shift' ? 'all' : name}`)) as [Locator, Locator, Locator];
    await page.keyboard.press('a');
    await expect(pane.getByTestId('adjust')).toBeVisible();
    await page.keyboard.press(']');
    await expect(start).toHaveText('0:00.600');
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await expect(start).toHaveText('0:07.559');
    for (const key of ['f', 'f', 'd', 'Shift+F', 'g', 'Shift+G', 'h']) await page.keyboard.press(key);
    await expect(start).toHaveText('0:07.669');
    await expect(end).toHaveText('0:10.355');
    await page.keyboard.press('Control+z');
    await expect(start, 'what follows quickly is one step').toHaveText('0:07.559');
    await expect(end).toHaveText('0:10.455');
    await page.keyboard.press('Control+Shift+z');
    await expect(start).toHaveText('0:07.669');

    await page.keyboard.press('>');
    await page.keyboard.press('>');
    await page.keyboard.press('<');
    await expect(shift).toHaveText('+0.01 s');
    await expect(start).toHaveText('0:07.679');
    await pane.getByTestId('transcript').locator('[data-index="3"]').focus();
    await expect(start, 'a sentence is chosen by going to it').toHaveText('0:10.965');

    await pane.getByRole('button', { name: 'Reset all' }).press('Enter');
    await expect(shift).toHaveText('0.00 s');
    await expect(start).toHaveText('0:10.955');
    await expect(pane.locator('.corrected')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(of('Four hundred')).toContainText('corrected');

    await page.keyboard.press('Escape');
    await expect(pane.getByTestId('adjust')).toBeHidden();
    await expect(pane.getByTestId('figures')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pane).toBeHidden();
  });

  test('what is typed is taken back by its field', async ({ page }) => {
    await page.keyboard.press('a');
    await page.keyboard.press(']');
    await page.keyboard.press('f');
    const find = pane.getByRole('textbox', { name: 'Find in transcript' });
    await find.pressSequentially('sdfg');
    await expect(find).toHaveValue('sdfg');
    await page.keyboard.press('Control+z');
    await expect(find).not.toHaveValue('sdfg');
    await expect(pane.getByTestId('adjust-start')).toHaveText('0:00.610');
  });

  test('all are moved at once, and a refusal is said', async ({ page }) => {
    await pane.getByRole('button', { name: 'Adjust times' }).click();
    const before = await boxOf(robot(0));
    const kept = page.waitForResponse('**/rpc/timings/correct');
    await pane.getByRole('button', { name: 'All sentences 10 ms later' }).click({ modifiers: ['Shift'] });
    await expect(pane.getByTestId('adjust-all')).toHaveText('+0.10 s');
    await expect.poll(async () => (await robot(0).boundingBox())?.x).toBeGreaterThan(before.x + 1);
    await kept;
    await pane.getByRole('button', { name: 'Done' }).click();
    const moved = pane.getByTestId('who-spoke').getByText('all moved +0.10 s');
    await moved.hover();
    await expect(page.getByRole('tooltip')).toHaveText('All times of this call were moved here, those that the platform gave too.');
    expect(await accessibilityProblems(page, { include: '[data-testid="who-spoke"]' })).toEqual([]);
    await pane.getByRole('button', { name: 'Adjust times' }).click();
    await page.route('**/rpc/timings/**', (route) => route.abort());
    await pane.getByText('All right, but email me').click();
    await pane.getByRole('button', { name: 'End 10 ms later' }).click();
    await expect(pane.getByTestId('adjust-say')).toHaveText('This could not be kept. Try again.');
    await expect(pane.getByTestId('adjust-end')).toHaveText('0:12.935');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in ${colorScheme}, before and while`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
      await page.keyboard.press('a');
      await page.keyboard.press(']');
      await page.keyboard.press('d');
      await expect(pane.locator('.corrected')).toBeVisible();
      await expect(pane.getByRole('button', { name: 'Undo' })).toBeEnabled();
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
      await page.setViewportSize({ width: 1024, height: 700 });
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
    });
  }
});

test('a sentence without a time is given the selection', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en', { customerAudioUrl: '' });
  await openPage();
  await push(call);
  const pane = await openReady(page, earshot.uiUrl, call.callId);
  await page.keyboard.press('a');
  await pane.getByText('They are on their way').click();
  await expect(pane.getByTestId('adjust-say')).toContainText('Nobody knows when this sentence was spoken.');
  const slider = pane.getByRole('slider');
  await slider.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('i');
  await pane.getByText('They are on their way').click();
  await pane.getByRole('button', { name: 'Give it the selection' }).click();
  await expect(pane.getByTestId('adjust-start')).toHaveText('0:11.264');
  await expect(pane.getByRole('listitem').filter({ hasText: 'They are on their way' })).toContainText('0:11');
  await expect(part(pane, 'robot')).toHaveCount(1);
});
