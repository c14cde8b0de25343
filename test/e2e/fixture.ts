import { test as base } from '@playwright/test';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';

interface Fixtures {
  /** An `earshot serve` of the test's own, on free ports and an empty data directory. */
  readonly earshot: StartedServe;
  /** Opens the page with its access key. */
  readonly openPage: () => Promise<void>;
  /** Posts a push and expects success. */
  readonly push: (body: unknown) => Promise<void>;
}

interface Options {
  /** Environment of `earshot serve`, such as `EARSHOT_RECORDING_HOSTS`; set with `test.use`. */
  readonly serveEnv: Readonly<Record<string, string>>;
}

export const test = base.extend<Fixtures & Options>({
  serveEnv: [{}, { option: true }],
  earshot: async ({ serveEnv }, give) => {
    await using earshot = await startServe({ env: serveEnv });
    await give(earshot);
  },
  openPage: async ({ page, earshot }, give) => {
    await give(async () => {
      await page.goto(earshot.uiUrl);
    });
  },
  push: async ({ earshot }, give) => {
    await give(async (body) => {
      const response = await earshot.push(body);
      if (!response.ok) throw new Error(`The push was refused: ${response.status} ${await response.text()}`);
    });
  },
});

export { expect } from '@playwright/test';
