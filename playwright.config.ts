import { defineConfig } from '@playwright/test';

/** The built headless host in the system's Chromium, which scripts/e2e.mjs finds. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['EARSHOT_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
    },
  },
});
