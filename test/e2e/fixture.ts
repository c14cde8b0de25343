import { test as base } from '@playwright/test';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

interface Fixtures {
  /** An `earshot serve` of the test's own, on free ports and an empty data directory. */
  readonly earshot: StartedServe;
  /** Opens the page with its access key. */
  readonly openPage: () => Promise<void>;
  /** Posts a push, expects success, and waits until its calls are there. */
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
    // What is still under way as the test ends is asked of nobody any more.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  push: async ({ earshot }, give) => {
    await give(async (body) => {
      const response = await earshot.push(body);
      if (!response.ok) throw new Error(`The push was refused: ${response.status} ${await response.text()}`);
      await waitFor(async () => ((await earshot.getJson('/status')) as { readonly backlog: number }).backlog === 0, 30_000);
    });
  },
});

export { expect } from '@playwright/test';
