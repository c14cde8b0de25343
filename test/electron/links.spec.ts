import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

const link = 'earshot://call/call-7';
/** What anybody may hand over, and no call is named by. */
const otherLinks = ['earshot://settings/call-7', 'earshot://call/call-7/more', 'earshot://call/call-7?do=it', 'earshot://call/a%0Ab', 'https://call/call-7'];

test('another start with a link opens its call, and with any other nothing', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-7' }));
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
  for (const other of otherLinks) expect(await desktop.launchSecond([other])).toBe(0);
  await expect.poll(() => desktop.windowStates()).toMatchObject([{ isMinimized: false, isFocused: true }]);
  await expect(page).not.toHaveURL(/call=/);
  expect(await desktop.launchSecond(['--', link])).toBe(0);
  await expect(page.getByTestId('call')).toBeVisible();
  await expect(page).toHaveURL(/call=call-7/);
});

test('a start with a link opens its call, also one that would be hidden', async ({ launch }) => {
  const desktop = await launch({ argv: ['--hidden', link] });
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-7' }));
  await expect(page).toHaveURL(/call=call-7/);
  expect(await desktop.windowStates()).toMatchObject([{ isVisible: true }]);
});

test('a Mac hands links over, before the window is there too, and is told that they are taken', async ({ launch }) => {
  const desktop = await launch();
  const handOver = (given: string): Promise<boolean> =>
    desktop.evaluate(({ app }, url) => {
      let isTaken = false;
      app.emit('open-url', { preventDefault: () => (isTaken = true) }, url);
      return isTaken;
    }, given);
  expect(await handOver(link)).toBe(true);
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord({ callId: 'call-7' }));
  await expect(page).toHaveURL(/call=call-7/);
  for (const other of otherLinks) await handOver(other);
  await handOver('earshot://call/call-8');
  await expect(page).toHaveURL(/call=call-8/);
});

for (const isPackaged of [true, false]) {
  test(`the system is told that links are ${isPackaged ? 'for the packed app' : 'not for an app that is being developed'}`, async ({ launch }) => {
    if (isPackaged) onlyOnTheDouble('Electron itself does not pose as the packed app');
    const desktop = await launch({ pose: { isPackaged } });
    await deskOf(desktop);
    expect(await desktop.evaluate(() => globalThis.earshotRecorder.schemes, null)).toEqual(isPackaged ? ['earshot'] : []);
  });
}
