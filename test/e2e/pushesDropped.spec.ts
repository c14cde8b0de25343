import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../electron/core/store/index.ts';
import { aPush } from '../support/derivedStore.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import { expect, test } from './fixture.ts';

const stranger = { code: '-1', reason: 'The key in the push address is wrong.', isAuthenticated: false, httpStatus: 401 };

test('says how many refused pushes of the platform and of strangers are kept no more, and since when', async ({ page }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-dropped-'));
  try {
    const budgets = { authenticated: { pushes: 2, bytes: 1e6 }, unauthenticated: { pushes: 1, bytes: 1e6 } };
    const store = openStore({ file: join(dataDir, 'earshot.db'), budgets });
    store.appendPushes([aPush(aPushedRecord()), ...Array.from({ length: 3 }, () => aPush('no JSON', { refusal: {} }))]);
    for (let at = 0; at < 5; at += 1) store.appendPushes([aPush('scan', { refusal: stranger, source: '198.51.100.7' })]);
    store.close();
    await using earshot = await startServe({ dataDir });
    await page.goto(earshot.uiUrl);
    await page.getByRole('navigation').getByRole('button', { name: /^Push log/ }).click();
    await expect(page.getByText(/^Since .*\d\d:\d\d:\d\d.*: 1 older refused push of the platform is kept no more: the room for refused pushes was full\.$/)).toBeVisible();
    await expect(page.getByText(/^Since .*: 4 older pushes from strangers are kept no more: there is little room for those, so that they take none from the platform’s\.$/)).toBeVisible();
    // What was dropped is in no list; whatever was taken stays.
    await expect(page.getByRole('option')).toHaveText([/Refused.*wrong/, /Refused.*not JSON/, /Refused.*not JSON/, /Stored/]);
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});
