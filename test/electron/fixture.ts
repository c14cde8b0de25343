import { expect, test as base } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { isRealElectron, launchDesktop } from '../support/desktop.ts';
import type { Desktop, LaunchOptions } from '../support/desktop.ts';
import { doubleOnly, waitsForElectron } from '../support/desktop/reporter.ts';

interface Fixtures {
  /** Starts the desktop app; ended with the test. */
  readonly launch: (options?: Omit<LaunchOptions, 'browser'>) => Promise<Desktop>;
}

interface WorkerFixtures {
  /** What shows the double's windows; Electron shows its own. */
  readonly chromium: Browser | null;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromium: [
    async ({ playwright, launchOptions }, give) => {
      const browser = isRealElectron ? null : await playwright.chromium.launch(launchOptions);
      await give(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],
  launch: async ({ chromium }, give) => {
    await using started = new AsyncDisposableStack();
    await give(async (options = {}) => started.use(await launchDesktop({ browser: chromium, ...options })));
  },
});

/** The first window's page, once it shows the desk and listens. */
export async function deskOf(desktop: Desktop): Promise<Page> {
  const page = await desktop.window();
  await expect(page.getByRole('button', { name: /^Listening/ })).toBeVisible();
  return page;
}

/** Skips a spec that the double cannot show; `npm test` counts it. */
export function onlyOnElectron(because: string): void {
  test.skip(!isRealElectron, `${waitsForElectron}: ${because}`);
}

/** Skips a spec that Electron itself leaves no way to show; `npm test` does not count it among those that wait for it. */
export function onlyOnTheDouble(because: string): void {
  test.skip(isRealElectron, `${doubleOnly}: ${because}`);
  test.info().annotations.push({ type: doubleOnly, description: because });
}

export { expect } from '@playwright/test';
