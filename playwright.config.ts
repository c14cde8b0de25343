import { defineConfig } from '@playwright/test';

const executablePath = process.env['EARSHOT_CHROMIUM'] ?? '/usr/bin/chromium';
/**
 * Takes the place of Playwright's own list, of which these are the ones that matter to pages here; the last two are pages of
 * Chromium's address bar, which nobody sees and which cost every test more than half a second.
 */
const leftOut = ['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
const args = ['--disable-background-networking', '--autoplay-policy=no-user-gesture-required', `--disable-features=${leftOut.join(',')}`];

/**
 * Two projects on what was built, both in the system's Chromium, which scripts/e2e.mjs finds: the headless host's page, and
 * the desktop host on a double of Electron. `npm run test:electron` runs the latter's specs on Electron itself.
 */
export default defineConfig({
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // On a machine that is busy with other work; the reporter names every spec that needed it, and fails the run where they are many.
  retries: 1,
  reporter: [['list'], ['./test/support/desktop/reporter.ts'], ['./test/support/secondTries.ts']],
  use: {
    viewport: { width: 1440, height: 900 },
    // `--trace on` records a trace where one is wanted; keeping one for every test costs them all time.
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'page',
      testDir: 'test/e2e',
      testMatch: '**/*.spec.ts',
      use: { launchOptions: { executablePath, args } },
    },
    {
      name: 'desktop',
      testDir: 'test/electron',
      testMatch: '**/*.spec.ts',
      use: {
        launchOptions: {
          executablePath,
          // A window reaches its app and nothing else; its page hears that a port was closed and may close it, as Electron's do.
          args: [...args, '--blink-settings=allowScriptsToCloseWindows=true', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--enable-blink-features=MessagePortCloseEvent'],
        },
      },
    },
  ],
});
