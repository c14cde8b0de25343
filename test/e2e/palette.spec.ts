import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { aSamplePush } from './callPane.ts';
import { expect, test } from './fixture.ts';
import { saveView } from './viewKeys.ts';

const paletteOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' });
const fieldOf = (page: Page): Locator => paletteOf(page).getByRole('combobox', { name: 'Command, view or call' });
const chosen = (page: Page): Locator => paletteOf(page).locator('[role="option"][aria-selected="true"]');

async function openPalette(page: Page, text = ''): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.type(text);
}

const saying = (callId: string, text: string, phone: string): object => aPushedRecord({ callId, calledPhoneNumber: phone, callDetailList: [{ text, type: 'PERSON' }] });

test('leads to views and screens, and does what keys do, by their names', async ({ page, openPage, push }) => {
  await push([aPushedRecord({ callId: 'call-1' }), aPushedRecord({ callId: 'call-2', resultStatus: 'BUSY' })]);
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(2);
  await openPalette(page, 'not reached');
  await expect(chosen(page)).toContainText('Not reached 1 today');
  await page.keyboard.press('Enter');
  await expect(paletteOf(page)).toBeHidden();
  await expect(page.getByRole('option')).toHaveCount(1);

  await openPalette(page, 'push lo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Push log' })).toBeVisible();

  await openPalette(page, 'all calls');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(2);

  await openPalette(page, '>sea');
  await expect(paletteOf(page).getByRole('option')).toHaveText([/^Search/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search calls' }), 'the focus is where the key leads').toBeFocused();
});

test('finds calls by what was said and by number, opens one, or lists all', async ({ page, openPage, push }) => {
  await push([saying('a', 'Is the router in it?', '447700900123'), saying('b', 'My router is too old.', '525512345678'), saying('c', 'No, thanks.', '34655555072')]);
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(3);
  await openPalette(page, 'router');
  const found = paletteOf(page).getByRole('group', { name: 'Calls' }).getByRole('option');
  await expect(found).toHaveCount(3);
  await expect(found.last()).toContainText('Find “router” in all transcripts');
  await expect(found.first().locator('mark')).toHaveText('router');
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toContainText('+44 7700 900123');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page), 'round to the last').toContainText('Save “router” as a view');
  for (const key of ['ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await expect(chosen(page)).toContainText('+44 7700 900123');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/call=a/);

  await openPalette(page, '5512');
  await expect(found).toHaveCount(2);
  await expect(found.locator('mark')).toHaveText('55 12');
  await page.keyboard.press('Escape');
  await openPalette(page, '0123');
  await expect(found.first(), 'by the end of its number').toContainText('+44 7700 900123');
  await page.keyboard.press('Escape');
  await openPalette(page, 'router');
  await expect(found).toHaveCount(3);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('searchbox', { name: 'Search calls' })).toHaveValue('router');
  await expect(page.locator('[role="listbox"][aria-label="Calls"] [role="option"]')).toHaveCount(2);

  await openPalette(page, 'nobody says this');
  await expect(paletteOf(page).getByText('Nothing is called “nobody says this”, and no call has it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(paletteOf(page)).toBeVisible();
});

test('offers what can be done now, with the keys of the sheet', async ({ page, context, openPage, push }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const call = aSamplePush('answered-en');
  await openPage();
  await push(call);
  await expect(page.getByRole('option')).toHaveCount(1);
  const offered = async (): Promise<Record<string, string>> => {
    await openPalette(page, '>');
    const lines = await paletteOf(page)
      .getByRole('option')
      .evaluateAll((options) => options.map((option) => [option.querySelector('.palette-label')?.textContent ?? '', option.querySelector('.key-caps .sr-only')?.textContent ?? '']));
    await page.keyboard.press('Escape');
    await expect(paletteOf(page)).toBeHidden();
    // Each outcome is one of the keys of a row.
    return Object.fromEntries(lines.filter(([label]) => label?.startsWith('Outcome: ') !== true)) as Record<string, string>;
  };
  const before = await offered();
  expect(before).toMatchObject({ Settings: 'Ctrl Comma', Keys: 'Question mark', Search: 'Slash' });
  expect(Object.keys(before)).not.toContain('Copy transcript');

  await page.getByRole('option').click();
  await expect(page.getByTestId('call').getByRole('button', { name: 'Play' })).toBeVisible();
  const withCall = await offered();
  expect(withCall).toMatchObject({ ...before, 'Copy transcript': 'Ctrl Shift C', 'Skip silence': 'Z', 'Open the call in its own window': 'Ctrl Shift O' });
  await page.getByRole('button', { name: 'Keys' }).click();
  const sheet = await page
    .getByRole('dialog', { name: 'Keys' })
    .locator('[data-keys]')
    .evaluateAll((rows) => rows.map((row) => [row.querySelector('dt')?.firstChild?.textContent ?? '', row.querySelector('dd .sr-only')?.textContent ?? '']));
  expect(Object.fromEntries(sheet)).toMatchObject(withCall);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await openPalette(page, 'copy tr');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call').getByRole('button', { name: 'Copied' })).toBeVisible();
  await openPalette(page, 'skip sil');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call').getByRole('switch', { name: 'Skip silence' })).toBeChecked();
});

test('says what came of the open call, tags it, and leads to saved views and to new ones', async ({ page, earshot, openPage, push }) => {
  await push([saying('a', 'Is the router in it?', '447700900123'), saying('b', 'No, thanks.', '525512345678')]);
  await saveView(earshot, 'Starred ones', { starred: true });
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(2);
  await openPalette(page, 'outcome');
  await expect(paletteOf(page).getByRole('option', { name: /^Outcome: / })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.locator('#call-a').click();
  const review = page.getByTestId('review');
  await expect(review.getByRole('button', { name: 'Called back' })).toBeVisible();
  await openPalette(page, 'outcome called');
  await expect(chosen(page)).toContainText('Outcome: Called back');
  await page.keyboard.press('Enter');
  await expect(review.getByRole('button', { name: 'Called back' })).toHaveAttribute('aria-pressed', 'true');

  await openPalette(page, 'urgent case');
  await expect(paletteOf(page).getByText('Nothing is called “urgent case”, and no call has it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(fieldOf(page), 'nothing is made of words by accident').toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toContainText('Tag the call “urgent case”');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call').getByText('urgent case', { exact: true })).toBeVisible();
  await page.locator('#call-b').click();
  await expect(page).toHaveURL(/call=b/);
  await openPalette(page, 'tag urg');
  await expect(chosen(page)).toContainText('Tag urgent case');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('call').getByText('urgent case', { exact: true })).toBeVisible();

  await openPalette(page, 'starred on');
  await expect(chosen(page)).toContainText('Starred ones 0 calls');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Starred ones' })).toBeVisible();
  await openPalette(page, 'router');
  await paletteOf(page).getByRole('option', { name: 'Save “router” as a view' }).click();
  await expect(page.getByRole('heading', { name: 'router', exact: true })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'router, 1' })).toHaveAttribute('aria-current', 'page');
});

test('is opened by its key as soon as the page has loaded, however slow the computer', async ({ page, openPage }) => {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  for (let time = 0; time < 3; time += 1) {
    await openPage();
    await page.keyboard.press('Control+k');
    await expect(paletteOf(page)).toBeVisible({ timeout: 20_000 });
  }
});

test('Escape and a click beside it close the palette alone, and the focus is where it was', async ({ page, openPage, push }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await push(aPushedRecord({ callId: 'call-7' }));
  await openPage();
  await page.getByRole('option').click();
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.focus();
  await openPalette(page, 'some');
  await page.keyboard.press('Escape');
  await expect(paletteOf(page)).toBeHidden();
  await expect(search).toBeFocused();
  await expect(page.getByTestId('call')).toBeVisible();
  await page.getByRole('button', { name: 'Command palette' }).click();
  await expect(fieldOf(page)).toBeFocused();
  await expect(fieldOf(page), 'nothing is left of the time before').toHaveValue('');
  await page.mouse.click(20, 850);
  await expect(paletteOf(page)).toBeHidden();
  await expect(page.getByTestId('call')).toBeVisible();
});

test('has every key that is pressed once it was asked for, and is there again at once', async ({ page, openPage, push }) => {
  await push(saying('a', 'Is the router in it?', '447700900123'));
  await openPage();
  await page.locator('#call-a').click();
  const review = page.getByTestId('review');
  await expect(review.getByRole('button', { name: 'Called back' })).toBeVisible();
  for (let time = 0; time < 5; time += 1) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('0123');
    await expect(fieldOf(page)).toHaveValue('0123');
    await page.keyboard.press('Escape');
  }
  await expect(paletteOf(page)).toBeHidden();
  await expect(review.locator('[aria-pressed="true"]')).toHaveCount(0);
});

test('opens and closes by itself: it waits for nothing else of the page to be painted anew', async ({ page, openPage, push }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await push(aPushedRecord());
  await page.clock.install();
  await openPage();
  await page.getByRole('option').click();
  await expect(page.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  // What the page does from time to time is not due within what the test lets go by.
  await page.clock.pauseAt(Date.now() + 60_000);
  const within = 100;
  await page.keyboard.press('Control+k');
  await page.clock.runFor(within);
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.clock.runFor(within);
  await expect(paletteOf(page)).toBeHidden();
});

test('has what was typed before its field was there, of which nothing is done to the call', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  await openPage();
  await push(call);
  await page.getByRole('option').click();
  await expect(page.getByTestId('review')).toBeVisible();
  // All in one go, as when the page is busy.
  await page.evaluate(() => {
    for (const key of 'kpush 1s') document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key === 'k', bubbles: true, cancelable: true }));
  });
  await expect(fieldOf(page)).toBeFocused();
  await expect(fieldOf(page)).toHaveValue('push 1s');
  expect(await earshot.getJson(`/calls/${call.callId}`)).toMatchObject({ review: { starred: false, outcome: null } });
});

test('is not opened over another dialog', async ({ page, openPage, push }) => {
  await push(aPushedRecord());
  await openPage();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is open to everybody, ${colorScheme}`, async ({ page, openPage, push }) => {
    await page.emulateMedia({ colorScheme });
    await push(aPushedRecord({ callId: 'call-7' }));
    await openPage();
    await expect(page.getByRole('option')).toHaveCount(1);
    await openPalette(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.type('answered');
    await page.setViewportSize({ width: 480, height: 700 });
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await fieldOf(page).getAttribute('aria-activedescendant')).toBe(await chosen(page).getAttribute('id'));
  });
}
