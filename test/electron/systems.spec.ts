import { isRealElectron } from '../support/desktop.ts';
import type { LaunchOptions } from '../support/desktop.ts';
import { deskOf, expect, onlyOnTheDouble, test } from './fixture.ts';

/** Has the double pose as another system or as the packed app; Electron itself is what it is. */
function posing(pose: NonNullable<LaunchOptions['pose']>): Pick<LaunchOptions, 'pose'> {
  if (!isRealElectron || pose.isPackaged === true || pose.platform !== process.platform) onlyOnTheDouble('Electron itself does not pose as another system, or as the packed app');
  return { pose };
}

for (const [isPackaged, appId] of [[true, 'app.earshot.desktop'], [false, process.execPath]] as const) {
  test(`Windows is told before it is ready who ${isPackaged ? 'the packed app' : 'an app that is being developed'} is`, async ({ launch }) => {
    const desktop = await launch(posing({ platform: 'win32', isPackaged }));
    await deskOf(desktop);
    expect(await desktop.evaluate(() => globalThis.earshotRecorder.identity, null)).toEqual({
      setAppUserModelId: isRealElectron ? await desktop.evaluate(() => process.execPath, null) : appId,
      setToastActivatorCLSID: expect.stringMatching(/^\{[\dA-F-]{36}\}$/) as unknown,
    });
  });
}

test('on Windows a click on a notification of an earlier run shows the desk', async ({ launch }) => {
  const desktop = await launch(posing({ platform: 'win32' }));
  await deskOf(desktop);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
  // The page is there before the window is shown, after which the host listens.
  await expect.poll(() => desktop.evaluate(() => globalThis.earshotRecorder.activated !== null, null)).toBe(true);
  await desktop.evaluate(() => globalThis.earshotRecorder.activated?.(), null);
  await expect.poll(() => desktop.windowStates()).toMatchObject([{ isMinimized: false, isVisible: true }]);
});

test('on a Mac the menu begins with the app’s own', async ({ launch }) => {
  const desktop = await launch(posing({ platform: 'darwin' }));
  const page = await deskOf(desktop);
  const [own, ...others] = (await desktop.menu()) ?? [];
  expect(own?.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['About Earshot', 'Settings…', 'Quit Earshot']));
  expect(others.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Call', 'Window', 'Help']);
  await desktop.clickMenu(own?.label ?? '', 'Settings…');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('a packed app shows its own page, whatever server is named, and has no tools for whoever works on it', async ({ launch }) => {
  const desktop = await launch({ ...posing({ isPackaged: true }), env: { ELECTRON_RENDERER_URL: 'http://127.0.0.1:9' } });
  await deskOf(desktop);
  const roles = ((await desktop.menu()) ?? []).flatMap(({ items }) => items.map(({ role }) => role?.toLowerCase()));
  expect(roles).toContain('togglefullscreen');
  expect(roles).not.toContain('toggledevtools');
});
