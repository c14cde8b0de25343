import { deskOf, expect, onlyOnElectron, test } from './fixture.ts';

test('the page lives on the app’s own scheme, which is an origin', async ({ launch }) => {
  onlyOnElectron('on the double the page lives on a host that stands for the scheme');
  const page = await deskOf(await launch());
  expect(await page.evaluate(() => [location.protocol, location.host, location.origin, isSecureContext])).toEqual(['app:', 'earshot', 'app://earshot', true]);
});

test('the page is drawn in a process that the system keeps in a sandbox', async ({ launch }) => {
  onlyOnElectron('Chromium’s processes belong to the test there');
  const desktop = await launch();
  await deskOf(desktop);
  const metrics = await desktop.evaluate(({ app }) => app.getAppMetrics().map(({ type, sandboxed }) => ({ type, sandboxed })), null);
  // Linux does not tell.
  if (process.platform !== 'linux') expect(metrics.filter(({ type }) => type === 'Tab')).toEqual([{ type: 'Tab', sandboxed: true }]);
  else expect(metrics.map(({ type }) => type)).toContain('Zygote');
});
