import type { WebPreferences } from 'electron';
import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

// Points of docs/security.md that no other spec shows in passing.

test('the window takes none of Chromium’s protections away, nor asks for features that are off', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const preferences = await desktop.evaluate(({ BrowserWindow }) => {
    // Electron has this function, and its declarations do not.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): WebPreferences };
    const { webSecurity = true, allowRunningInsecureContent = false, experimentalFeatures = false, enableBlinkFeatures = '', nodeIntegrationInWorker = false, nodeIntegrationInSubFrames = false, webviewTag = false, plugins = false, navigateOnDragDrop = false } =
      contents.getLastWebPreferences();
    return { webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, nodeIntegrationInWorker, nodeIntegrationInSubFrames, webviewTag, plugins, navigateOnDragDrop };
  }, null);
  expect(preferences).toEqual({
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
  });
});

test('the page loads nothing but its own files', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord());
  await page.getByRole('option').click();
  await expect(page.getByTestId('call').getByRole('heading', { level: 2 })).toBeVisible();
  const loaded = await page.evaluate(() =>
    performance
      .getEntries()
      .filter(({ entryType }) => entryType === 'navigation' || entryType === 'resource')
      .map(({ name }) => new URL(name).host === window.location.host || name),
  );
  expect(loaded.length).toBeGreaterThan(2);
  expect([...new Set(loaded)]).toEqual([true]);
});

test('the page finds nothing in its window that a page has not got', async ({ launch }) => {
  const page = await deskOf(await launch());
  const added = await page.evaluate(() => {
    // Of the same origin, and without a preload.
    const plain = document.body.appendChild(document.createElement('iframe')).contentWindow;
    // What its own scripts leave there, and its frames by their number, are no gift.
    return plain === null ? null : Object.getOwnPropertyNames(window).filter((name) => !(name in plain) && !/^(?:__zod_.*|\d+)$/.test(name));
  });
  expect(added).toEqual([]);
});
