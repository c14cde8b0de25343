import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openStore } from '../../electron/core/store/index.ts';
import { aPush } from '../support/derivedStore.ts';
import { idle } from '../support/keptPushes.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

/** As much as a push may have when it is inflated; blanks, so that it is little on the disk. */
const blanks = ' '.repeat(8_000_000);
/** Each takes some milliseconds to be looked through: far more than a list looks for at once. */
const largePushes = 100;

test('ends a long search for text in time, says how far back it looked, and looks further', async ({ page }) => {
  test.setTimeout(180_000);
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-search-'));
  try {
    const store = openStore({ file: join(dataDir, 'earshot.db') });
    const receivedAtMs = Date.now() - 3_600_000;
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const large = gzipSync(`{"callId":"large","resultStatus":"BUSY"${blanks}}`, { level: 1 });
    store.appendPushes([
      aPush(aPushedRecord({ callId: 'oldest', analysisBasis: 'Zebra crossing, okapi' }), { receivedAtMs }),
      ...Array.from({ length: largePushes }, (_, at) => aPush(large, { headers, receivedAtMs: receivedAtMs + (at + 1) * 1000 })),
      aPush(aPushedRecord({ callId: 'newest', analysisBasis: 'Okapi' }), { receivedAtMs: receivedAtMs + (largePushes + 1) * 1000 }),
    ]);
    store.close();
    await using earshot = await startServe({ dataDir });
    await idle(earshot, 90_000);
    await page.goto(`${earshot.uiUrl}#/pushes`);
    const rows = page.locator('[role="option"]');
    await expect(rows.first()).toBeVisible();
    const search = page.getByRole('searchbox', { name: 'Search pushes' });
    const further = page.getByRole('button', { name: 'Look further' });

    await search.fill('zebra crossing');
    await expect(further).toBeVisible();
    await expect(page.getByText(/^Nothing found so far: looked back to (today|yesterday) \d\d:\d\d/)).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    await expect
      .poll(
        async () => {
          await further.click({ timeout: 2000 }).catch(() => {});
          return page.getByText('That is every push that fits.').isVisible();
        },
        { timeout: 90_000, intervals: [50] },
      )
      .toBe(true);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Answered');
    await expect(further).toHaveCount(0);

    // What was found so far stays while what is further back is looked through.
    await search.fill('okapi');
    await expect(rows).toHaveCount(1);
    const footer = page.locator('.rows-footer');
    await expect(footer).toContainText(/^Looked back to (today|yesterday) \d\d:\d\d/);
    const lookedBackTo = await footer.textContent();
    await further.click();
    await expect(footer).not.toHaveText(lookedBackTo ?? '');
    await expect(rows.first()).toContainText('Answered');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
