import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

interface Sentence {
  readonly text: string;
  readonly type: 'PERSON' | 'ROBOT';
  readonly startOffset?: number;
  readonly endOffset?: number;
}

/** A sentence of the customer every quarter of a second of the sample's sixteen. */
const spoken = (text: string, index: number): Sentence => ({ text, type: 'PERSON', startOffset: index * 250, endOffset: index * 250 + 240 });

const list = (pane: Locator): Locator => pane.getByTestId('transcript');
const row = (pane: Locator, index: number): Locator => list(pane).locator(`[data-index="${String(index)}"]`);
const findField = (pane: Locator): Locator => pane.getByRole('textbox', { name: 'Find in transcript' });
const found = (pane: Locator): Locator => pane.locator('.find-count');
const current = (pane: Locator): Locator => list(pane).locator('.mark-current');

/** Gives the robot's sentences estimated times on their way to the page: no platform pushes any. */
async function estimateTimes(page: Page): Promise<void> {
  await page.route('**/rpc/calls/get', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const body = (await response.json()) as { json: { utterances: { speaker: string }[] } };
    for (const [index, utterance] of body.json.utterances.entries()) {
      if (utterance.speaker === 'robot') Object.assign(utterance, { startMs: index * 1000, endMs: index * 1000 + 900, timing: 'estimated' });
    }
    await route.fulfill({ response, json: body });
  });
}

test.describe('finding', () => {
  const words = ['How much is the Price?', 'The PRICE is nine pounds.', 'Nine?', 'Is the price fixed?', '价格是１２００円', 'ราคานี้รวมค่าติดตั้งไหม', '¿El precio del café?'];
  const call = aSamplePush('answered-en', { callDetailList: Array.from({ length: 60 }, (_, index) => spoken(words[index] ?? `Sentence ${index}`, index)) });
  let pane: Locator;

  test.beforeEach(async ({ page, earshot, openPage, push }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openPage();
    await push(call);
    pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  });

  test('goes from place to place and around, and gives the focus back', async ({ page }) => {
    await row(pane, 2).focus();
    await page.keyboard.press('Control+f');
    await expect(findField(pane)).toBeFocused();
    await page.keyboard.type('price');
    await expect(found(pane)).toHaveText('1 of 3');
    await expect(list(pane).locator('mark')).toHaveCount(3);
    await expect(row(pane, 0).locator('.mark-current')).toHaveText('Price');
    await page.keyboard.press('Enter');
    await expect(found(pane)).toHaveText('2 of 3');
    await expect(row(pane, 1).locator('.mark-current')).toHaveText('PRICE');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(found(pane)).toHaveText('3 of 3');
    await expect(row(pane, 3).locator('.mark-current')).toHaveText('price');
    await pane.getByRole('button', { name: 'Next place' }).click();
    await expect(found(pane)).toHaveText('1 of 3');
    await expect(findField(pane), 'the arrows leave the focus in the field').toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(found(pane)).toHaveText('3 of 3');

    await page.keyboard.press('Escape');
    await expect(findField(pane)).toHaveValue('');
    await expect(list(pane).locator('mark')).toHaveCount(0);
    await expect(row(pane, 2)).toBeFocused();
    await expect(pane).toBeVisible();
  });

  test('finds regardless of case, accents and width, within unspaced scripts, and says when there is nothing', async () => {
    for (const [what, text] of [
      ['NINE', ['nine', 'Nine']],
      ['1200', ['１２００']],
      ['价格', ['价格']],
      ['ค่าติดตั้ง', ['ค่าติดตั้ง']],
      ['cafe', ['café']],
    ] as const) {
      await findField(pane).fill(what);
      await expect(list(pane).locator('mark')).toHaveText([...text]);
    }
    await findField(pane).fill('nobody said this');
    await expect(found(pane)).toHaveText('Not found');
    await expect(pane.getByRole('status').filter({ hasText: 'Not found' })).toBeAttached();
    await expect(pane.getByRole('button', { name: 'Next place' })).toBeDisabled();
  });

  test('starts from what is in sight, and from the words that are selected', async ({ page }) => {
    await row(pane, 0).focus();
    await page.keyboard.press('End');
    await expect(row(pane, 59)).toBeInViewport();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('sentence');
    await expect(current(pane)).toBeInViewport();
    await expect(found(pane)).not.toHaveText(/^1 of/);
    await page.keyboard.press('Escape');

    await row(pane, 59).locator('.sentence-text').dblclick({ position: { x: 20, y: 9 } });
    await page.keyboard.press('Control+f');
    await expect(findField(pane)).toHaveValue('Sentence');
  });

  test('what the calls were searched for is looked for at once, and taken back by Escape', async ({ page, earshot }) => {
    await page.goto(new URL(`/?q=price+cafe&call=${call.callId}`, earshot.uiUrl).href);
    await expect(findField(pane)).toHaveValue('price cafe');
    await expect(found(pane)).toHaveText('4 places');
    await expect(findField(pane)).not.toBeFocused();
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Enter');
    await expect(found(pane)).toHaveText('1 of 4');
    await page.keyboard.press('Escape');
    await expect(list(pane).locator('mark')).toHaveCount(0);
    await page.goto(new URL(`/?q=answered&call=${call.callId}`, earshot.uiUrl).href);
    await expect(pane.getByRole('heading', { level: 2 })).toBeVisible();
    await expect(findField(pane), 'what the transcript has not is not looked for').toHaveValue('');
  });
});

test('follows the sound until the operator scrolls, resumes, and remembers when it is not to', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en', { callDetailList: Array.from({ length: 60 }, (_, index) => spoken(`Sentence ${index}`, index)) });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage();
  await push(call);
  let pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const spokenRow = pane.locator('[aria-current="true"]');
  const follow = pane.getByRole('switch', { name: 'Follows the sound' });
  const back = pane.getByRole('button', { name: 'Back to the sound' });
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
  await expect(spokenRow).toBeInViewport();

  await list(pane).hover();
  await page.mouse.wheel(0, -5000);
  await expect(row(pane, 0)).toBeInViewport();
  await expect(follow).not.toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(row(pane, 0), 'it stays where the operator looks').toBeInViewport();
  await back.click();
  await expect(spokenRow).toBeInViewport();
  await expect(follow).toBeChecked();
  await expect(back).toBeHidden();

  await page.mouse.wheel(0, -5000);
  await row(pane, 1).click();
  await expect(follow, 'whoever goes to a sentence is back at the sound').toBeChecked();
  await expect(pane.getByTestId('moment')).toHaveText('0:00.2');

  await page.keyboard.press('v');
  await expect(follow).not.toBeChecked();
  pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(follow).not.toBeChecked();
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
  await expect(row(pane, 0)).toBeInViewport();
  await expect(back).toBeHidden();
  await follow.click();
  await expect(spokenRow).toBeInViewport();
});

test('2,000 sentences: scrolled without a gap, moved through by keys, and the last is found', async ({ page, earshot, openPage, push }) => {
  const long = 'One that is so long that it takes two lines at least of any pane that is not wider than it is meant to be, as some do.';
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage();
  await push({
    callId: 'long',
    resultStatus: 'ANSWERED',
    callDetailList: Array.from({ length: 2000 }, (_, index) => ({ text: `${index % 5 === 0 ? `${long} ` : ''}Sentence ${index}`, type: index % 2 === 0 ? 'ROBOT' : 'PERSON' })),
  });
  const pane = await openCall(page, earshot.uiUrl, 'long');
  await expect(row(pane, 0)).toBeVisible();
  const result = await list(pane).evaluate(async (view) => {
    const seen = new Set<string>();
    let mostRows = 0;
    let blank = 0;
    for (let last = -1; view.scrollTop !== last; ) {
      last = view.scrollTop;
      const box = view.getBoundingClientRect();
      const rows = [...view.querySelectorAll<HTMLElement>('[data-index]')];
      mostRows = Math.max(mostRows, rows.length);
      for (const { dataset } of rows) seen.add(dataset['index'] ?? '');
      for (let y = box.top + 8; y < box.bottom - 24; y += 12) {
        if (document.elementFromPoint(box.left + 200, y)?.closest('[data-index]') === null) blank += 1;
      }
      view.scrollTop += view.clientHeight * 0.6;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return { seen: seen.size, mostRows, blank };
  });
  expect(result).toMatchObject({ seen: 2000, blank: 0 });
  expect(result.mostRows).toBeLessThan(80);

  await page.keyboard.press('Control+f');
  await page.keyboard.type('sentence 0');
  await page.keyboard.press('Enter');
  await expect(current(pane)).toBeInViewport();
  await findField(pane).fill('sentence 1999');
  await expect(found(pane)).toHaveText('1 of 1');
  await expect(current(pane)).toBeInViewport({ ratio: 1 });

  // From the field the tab key leads to the sentence that was found.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(row(pane, 1999)).toBeFocused();
  await expect(row(pane, 1999)).toHaveAttribute('aria-posinset', '2000');
  await expect(row(pane, 1999)).toHaveAttribute('aria-setsize', '2000');
  await page.keyboard.press('ArrowUp');
  await expect(row(pane, 1998)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row(pane, 0)).toBeFocused();
  await expect(row(pane, 0)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('End');
  await expect(row(pane, 1999)).toBeFocused();
  await expect(row(pane, 1999)).toBeInViewport({ ratio: 0.9 });
});

test('texts lie as they are read, times in their column, and estimates are told from what was given', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en', {
    callDetailList: [
      { text: 'كم السعر بعد السنة الأولى مع Fibre 500؟', type: 'PERSON', startOffset: 1000, endOffset: 2000 },
      { text: 'Fibre 500 מחיר', type: 'PERSON', startOffset: 3000, endOffset: 4000 },
      { text: 'מה המחיר של Fibre 500?', type: 'ROBOT' },
      { text: 'No idea.', type: 'PERSON' },
    ],
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage();
  await push(call);
  await estimateTimes(page);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(row(pane, 3)).toBeVisible();
  const laid = await list(pane).evaluate((view) =>
    [...view.querySelectorAll('[data-index]')].map((row) => {
      const text = row.querySelector('.sentence-text')!;
      const range = document.createRange();
      range.selectNodeContents(text);
      const [words, box, time] = [range.getBoundingClientRect(), text.getBoundingClientRect(), row.querySelector('.sentence-time')!.getBoundingClientRect()];
      return {
        side: Math.abs(words.right - box.right) < 2 && words.left - box.left > 20 ? 'right' : 'left',
        direction: getComputedStyle(text).direction,
        isTimeOnTheLeft: time.right < box.left,
        time: row.querySelector('.sentence-time')!.textContent,
      };
    }),
  );
  expect(laid).toEqual([
    { side: 'right', direction: 'rtl', isTimeOnTheLeft: true, time: '0:01' },
    { side: 'left', direction: 'ltr', isTimeOnTheLeft: true, time: '0:03' },
    { side: 'right', direction: 'rtl', isTimeOnTheLeft: true, time: '≈ 0:02' },
    { side: 'left', direction: 'ltr', isTimeOnTheLeft: true, time: '' },
  ]);
  await expect(row(pane, 2).getByRole('button', { name: 'Hear from about 0:02' })).toBeVisible();
  const markOf = (index: number): Promise<string> => row(pane, index).locator('.sentence-mark').evaluate((mark) => getComputedStyle(mark).backgroundImage);
  expect(await markOf(0)).toBe('none');
  expect(await markOf(2), 'dots').toContain('radial-gradient');

  await findField(pane).fill('fibre 500');
  await expect(found(pane)).toHaveText('1 of 3');
});

test('copies the whole with times and speakers, and what is selected', async ({ page, context, earshot, openPage, push }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const call = aSamplePush('answered-en', {
    callDetailList: [
      { text: 'Hello?', type: 'ROBOT' },
      { text: 'Yes, go ahead.', type: 'PERSON', startOffset: 3000, endOffset: 4000 },
      { text: 'كم السعر؟', type: 'PERSON', startOffset: 5000, endOffset: 6000 },
    ],
  });
  await openPage();
  await push(call);
  await estimateTimes(page);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await pane.getByRole('button', { name: 'Copy transcript' }).click();
  await expect(pane.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await copied()).toBe('≈ 0:00 Robot: Hello?\n0:03 Customer: Yes, go ahead.\n0:05 Customer: كم السعر؟');

  await list(pane).evaluate((view) => {
    const texts = [...view.querySelectorAll('.sentence-text')].map((text) => text.firstChild!);
    window.getSelection()?.setBaseAndExtent(texts[1]!, 5, texts[2]!, 2);
  });
  await page.keyboard.press('Control+c');
  await expect.poll(copied).toBe('0:03 Customer: go ahead.\n0:05 Customer: كم');
  await list(pane).evaluate((view) => window.getSelection()?.selectAllChildren(view.querySelectorAll('.sentence-text')[1]!));
  await page.keyboard.press('Control+c');
  await expect.poll(copied).toBe('Yes, go ahead.');
  await page.keyboard.press('Control+Shift+c');
  await expect.poll(copied).toBe('0:03 Customer: Yes, go ahead.');
  await expect(pane.getByRole('status').filter({ hasText: 'Selected sentences copied' })).toBeAttached();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`finding in a transcript stands up to axe in ${colorScheme}`, async ({ page, earshot, openPage, push }) => {
    await page.emulateMedia({ colorScheme });
    const call = aSamplePush('answered-en', {
      callDetailList: Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? spoken(`The price is ${index}`, index) : { text: 'A price', type: 'ROBOT' })),
    });
    await openPage();
    await push(call);
    await estimateTimes(page);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await findField(pane).fill('price');
    await expect(current(pane)).toBeVisible();
    await row(pane, 0).getByRole('button').click();
    expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
  });
}
