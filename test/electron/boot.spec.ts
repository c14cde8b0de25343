import { expect, onlyOnTheDouble, test } from './fixture.ts';

test('the desktop host opens one window on the desk and ends cleanly', async ({ launch }) => {
  const desktop = await launch();
  const page = await desktop.window();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  await expect(page, 'the page knows that it is in Electron').toHaveTitle('Earshot');
  expect(await desktop.windowStates()).toMatchObject([{ isVisible: true, isMinimized: false }]);
  expect((await fetch(await desktop.pushUrl())).status).toBe(200);
  await desktop.answerDialogs(0);
  expect(await desktop.quit()).toBe(0);
  expect(complaints).toEqual([]);
  expect(desktop.stderr()).toBe('');
});

test('a command is run instead, without a window', async ({ launch }) => {
  onlyOnTheDouble('the arguments of the tests stand before it');
  const desktop = await launch({ argv: ['doctor', '--json'] });
  await desktop.ended;
  expect(JSON.parse(desktop.stdout())).toMatchObject({ dataDir: desktop.dataDir });
  expect(desktop.windows()).toEqual([]);
});
