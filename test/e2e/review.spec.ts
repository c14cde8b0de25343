import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { aTimedPush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

const call = aTimedPush('answered-en');
const said = (page: Page): Locator => page.getByTestId('review-said');

/** Opens the sample call once its sound is here. */
async function opened(page: Page, uiUrl: string): Promise<Locator> {
  const pane = await openCall(page, uiUrl, call.callId);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  return pane;
}

test('a call is starred, noted at a moment and found again, in the keyboard', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const pane = await opened(page, earshot.uiUrl);
  const slider = pane.getByRole('slider', { name: 'Position in the recordings' });

  await page.keyboard.press('s');
  await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await expect(said(page)).toContainText('starred');

  await slider.press('Home');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', '10');
  await page.keyboard.press('m');
  const field = pane.getByRole('textbox', { name: 'Note at 0:10' });
  await expect(field).toBeFocused();
  await page.keyboard.type('Asks about j, s and 1 here');
  await page.keyboard.press('Enter');
  const jump = pane.getByRole('button', { name: 'Go to 0:10' });
  await expect(jump).toBeVisible();
  await expect(pane.getByText('Asks about j, s and 1 here')).toBeVisible();
  await expect(pane.getByTestId('note-mark')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(pane, 'Escape leaves the field first').toBeVisible();

  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('}');
  await expect(slider).toHaveAttribute('aria-valuenow', '10');
  await slider.press('Home');
  await jump.focus();
  await page.keyboard.press('Enter');
  await expect(slider).toHaveAttribute('aria-valuenow', '10');

  const review = async (): Promise<unknown> => ((await earshot.getJson(`/calls/${call.callId}`)) as { review: unknown }).review;
  expect(await review()).toMatchObject({ starred: true, noteCount: 1, notes: [{ text: 'Asks about j, s and 1 here', momentMs: 10_000 }] });
  const list = (query: string): Promise<unknown> => earshot.getJson(`/calls?${query}`);
  expect(await list('starred=true&noted=true')).toMatchObject({ items: [{ callId: call.callId }] });
  expect(await list('starred=false')).toMatchObject({ items: [] });
});

test('outcome, tags, intent and follow-up are set and unset in the keyboard, and undone one after the other', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const pane = await opened(page, earshot.uiUrl);
  const outcome = (name: string): Locator => pane.getByRole('button', { name });
  const followUp = (name: RegExp | string): Locator => pane.getByRole('button', { name });

  await page.keyboard.press('3');
  await expect(outcome('Wrong number')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('1');
  await expect(outcome('Called back')).toHaveAttribute('aria-pressed', 'true');
  await expect(outcome('Wrong number')).toHaveAttribute('aria-pressed', 'false');

  await page.keyboard.press('t');
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
  await page.keyboard.type('VIP');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('button', { name: 'Remove the tag VIP' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Shift+I');
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
  await page.keyboard.type('B maybe later');
  await page.keyboard.press('Enter');
  const own = pane.locator('.review-own-intent');
  await expect(own).toHaveText('B maybe later yours');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('f');
  await expect(page.getByRole('textbox', { name: 'When' })).toBeFocused();
  await page.keyboard.type('whenever');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Earshot knows no time to come by this name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'When' }).fill('2030-05-06 10:15');
  await page.keyboard.press('Enter');
  await expect(followUp('Follow up Mon, 6 May 2030, 10:15')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(said(page)).toContainText('follow-up set');

  await page.keyboard.press('Control+z');
  await expect(followUp(/^Follow up$/)).toBeVisible();
  await expect(said(page)).toContainText('Undone: follow-up set');
  await page.keyboard.press('Control+z');
  await expect(own).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(pane.getByRole('button', { name: 'Remove the tag VIP' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(outcome('Wrong number')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+Shift+z');
  await expect(outcome('Called back')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Backspace');
  await expect(outcome('Called back')).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(outcome('Called back')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Control+z');
  await expect(outcome('Called back'), 'also after the page was closed').toHaveAttribute('aria-pressed', 'true');
  for (let left = 0; left < 3; left += 1) await page.keyboard.press('Control+z');
  await expect(said(page)).toContainText('There is nothing to undo.');
});

test('what is decided while the call is being loaded is heard', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const asked = Promise.withResolvers<void>();
  await page.route('**/rpc/calls/get', async (route) => {
    await asked.promise;
    await route.continue();
  });
  await page.goto(new URL(`/?call=${call.callId}`, earshot.uiUrl).href);
  const pane = page.getByTestId('call');
  await expect(pane.getByRole('status', { name: 'Loading the call' })).toBeAttached();
  await expect(page.getByRole('option')).toHaveCount(1);
  for (const key of ['s', '2']) await page.keyboard.press(key);
  await expect.poll(async () => ((await earshot.getJson(`/calls/${call.callId}`)) as { review: object }).review).toMatchObject({ starred: true, outcome: 'Promised to call' });
  asked.resolve();
  await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await expect(pane.getByRole('button', { name: 'Promised to call' })).toHaveAttribute('aria-pressed', 'true');
});

test('a call counts as read once it was open for two seconds, and can be set unread again', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const isRead = async (): Promise<unknown> => ((await earshot.getJson(`/calls/${call.callId}`)) as { review: { read: boolean } }).review.read;
  const pane = await opened(page, earshot.uiUrl);
  expect(await isRead()).toBe(false);
  await expect.poll(isRead).toBe(true);
  await page.keyboard.press('Shift+R');
  await expect.poll(isRead).toBe(false);
  await expect(said(page)).toContainText('marked unread');
  await page.keyboard.press('r');
  await expect.poll(isRead).toBe(true);
  await pane.getByRole('button', { name: 'More for this call' }).click();
  await page.getByRole('menuitem', { name: /^Mark unread/ }).click();
  await expect.poll(isRead).toBe(false);
});

test('a note that is being written waits while another call is looked at, and notes are edited and removed', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push([{ ...call, callId: 'another' }, call]);
  const pane = await opened(page, earshot.uiUrl);
  const field = pane.getByRole('textbox', { name: 'Note', exact: true });
  await page.keyboard.press('n');
  await page.keyboard.type('Half a no');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(pane.getByRole('textbox', { name: /^Note/ })).toHaveValue('');
  await page.keyboard.press('k');
  await expect(field).toHaveValue('Half a no');
  await page.keyboard.press('n');
  await page.keyboard.type('te');
  await page.keyboard.press('Enter');
  await expect(pane.getByText('Half a note')).toBeVisible();

  await pane.getByRole('button', { name: 'Edit the note' }).click();
  await pane.getByRole('textbox', { name: 'Edit the note' }).fill('A whole note');
  await page.keyboard.press('Enter');
  await expect(pane.getByText('A whole note')).toBeVisible();
  await pane.getByRole('button', { name: 'Remove the note' }).click();
  await expect(pane.getByText('A whole note')).toBeHidden();
  await said(page).getByRole('button', { name: /^Undo/ }).click();
  await expect(pane.getByText('A whole note')).toBeVisible();
});

test('while times are adjusted, undoing is of times', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push(call);
  const pane = await opened(page, earshot.uiUrl);
  await page.keyboard.press('s');
  await expect(said(page)).toContainText('starred');
  await page.keyboard.press('a');
  await expect(pane.getByTestId('adjust')).toBeVisible();
  await page.keyboard.press('>');
  await expect(pane.getByTestId('adjust-all')).toHaveText('+0.01 s');
  await page.keyboard.press('Control+z');
  await expect(pane.getByTestId('adjust-all')).toHaveText('0.00 s');
  await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(pane.getByTestId('adjust')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(pane.getByRole('button', { name: 'Starred' })).toHaveAttribute('aria-pressed', 'false');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the review stands up to axe in ${colorScheme}, wide and narrow, with its pickers open`, async ({ page, earshot, openPage, push }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPage();
    await push(call);
    const pane = await opened(page, earshot.uiUrl);
    for (const key of ['s', '2']) await page.keyboard.press(key);
    await page.keyboard.press('n');
    await page.keyboard.type('Wants to hear from us again.');
    await page.keyboard.press('Enter');
    await expect(pane.getByText('Wants to hear from us again.')).toBeVisible();
    await page.keyboard.press('Escape');
    for (const width of [1440, 1024, 600]) {
      await page.setViewportSize({ width, height: width === 1440 ? 900 : 700 });
      expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
      for (const key of ['f', 't', 'Shift+I']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await accessibilityProblems(page, { include: '[role="dialog"]' })).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(pane).toBeVisible();
      }
    }
  });
}
