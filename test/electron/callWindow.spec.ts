import type { Page } from '@playwright/test';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord as aRecord, endedNow } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

/** A call that ended just now. */
const aPushedRecord = (overrides: Parameters<typeof aRecord>[0] = {}) => aRecord({ ...endedNow(), ...overrides });

/** The desk with a call open, and that call's own window. */
async function withOwnWindow(desktop: Desktop): Promise<{ readonly desk: Page; readonly own: Page }> {
  const desk = await deskOf(desktop);
  await desktop.push([aPushedRecord({ callId: 'call-7' }), aPushedRecord({ callId: 'call-8' })]);
  await desk.locator('#call-call-7').click();
  await expect(desk.getByTestId('call')).toBeVisible();
  await desk.keyboard.press('Control+Shift+O');
  await expect.poll(() => desktop.windows().length).toBe(2);
  const own = desktop.windows()[1]!;
  await expect(own.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  return { desk, own };
}

const visibleWindows = async (desktop: Desktop): Promise<number> => (await desktop.windowStates()).filter(({ isVisible }) => isVisible).length;

test('a call has a window of its own, once, beside the desk', async ({ launch }) => {
  const desktop = await launch();
  const { desk, own } = await withOwnWindow(desktop);
  await expect(own.getByRole('navigation')).toHaveCount(0);
  await expect.poll(() => visibleWindows(desktop)).toBe(2);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.minimize(), null);
  await desk.keyboard.press('Control+Shift+O');
  await expect.poll(async () => (await desktop.windowStates()).map(({ isMinimized, isFocused }) => [isMinimized, isFocused])).toEqual([[false, false], [false, true]]);
  await desk.keyboard.press('j');
  await expect(desk).toHaveURL(/call=call-8|call=call-7/);
  expect(own.url()).toContain('call=call-7');
  await own.getByRole('button', { name: /^Facts and variables/ }).click();
  await own.getByRole('button', { name: 'Push 1', exact: true }).click();
  await expect(desk, 'a push is shown on the desk').toHaveURL(/push=1.*\/pushes/);
  expect(own.url()).toContain('call=call-7');
  await own.getByRole('button', { name: 'Close call' }).click();
  await expect.poll(() => desktop.windows().length).toBe(1);
  expect(await desktop.shownDialogs(), 'closing it is not quitting').toEqual([]);
});

test('what the menu does about a call is done in the window that has the focus', async ({ launch }) => {
  const desktop = await launch();
  const { desk, own } = await withOwnWindow(desktop);
  await expect.poll(async () => (await desktop.windowStates()).map(({ isFocused }) => isFocused)).toEqual([false, true]);
  await desktop.clickMenu('Help', 'Keys');
  await expect(own.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  await desktop.clickMenu('View', 'Command palette');
  await expect(desk.getByRole('dialog', { name: 'Command palette' }), 'which only the desk has').toBeVisible();
  await expect.poll(async () => (await desktop.windowStates()).map(({ isFocused }) => isFocused)).toEqual([true, false]);
});

test('a call’s window goes on where the desk’s is closed, and a window whose page cannot be loaded is noted', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'On a Mac every app goes on without its window.');
  const desktop = await launch();
  const { own } = await withOwnWindow(desktop);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windows().length).toBe(1);
  await expect(own.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  await desktop.clickTray();
  await expect.poll(() => desktop.windows().length).toBe(2);
  const desk = desktop.windows()[1]!;
  await desk.locator('#call-call-8').click();
  await expect(desk.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  await desktop.evaluate(({ protocol }) => protocol.unhandle('app'), null);
  await desk.keyboard.press('Control+Shift+O');
  await expect.poll(() => desktop.stderr()).toContain('The window of a call could not be loaded');
});

test('the menu takes back what was decided or, in a field, what was typed', async ({ launch }) => {
  const desktop = await launch();
  const { desk, own } = await withOwnWindow(desktop);
  const star = own.getByRole('button', { name: 'Starred' });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await own.keyboard.press('s');
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await desktop.clickMenu('Edit', 'Undo');
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await desktop.clickMenu('Edit', 'Redo');
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await own.keyboard.press('n');
  const note = own.getByRole('textbox', { name: /^Note/ });
  await expect(note).toBeFocused();
  await own.keyboard.type('Ask');
  await desktop.clickMenu('Edit', 'Undo');
  await expect(note).toHaveValue('As');
  await expect(star, 'the star stays').toHaveAttribute('aria-pressed', 'true');
  await desktop.clickMenu('Call', 'Next call worth hearing');
  await expect(desk, 'which the desk leads to').toHaveURL(/call=call-8/);
});
