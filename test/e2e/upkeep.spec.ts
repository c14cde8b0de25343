import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { testCertificate } from '../support/certificates.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

test('makes a backup on demand, and lists what there is', async ({ page, earshot, openPage, push }) => {
  await push(aPushedRecord());
  await openPage();
  await page.getByRole('button', { name: 'Settings' }).click();
  const backups = page.getByRole('region', { name: 'Backups', exact: true });
  await backups.scrollIntoViewIfNeeded();
  await expect(backups.getByText(/^Next one/)).toBeVisible();
  await expect(backups.getByText(join(earshot.dataDir, 'backups'))).toBeVisible();
  await backups.getByRole('button', { name: 'Back up now' }).click();
  const row = backups.getByRole('list', { name: 'Backups there are' }).getByRole('listitem');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(/today, \d\d:\d\d1 call.*checked/);
  expect(await readdir(join(earshot.dataDir, 'backups'))).toEqual([expect.stringMatching(/^earshot-.*Z\.db$/), expect.stringMatching(/^earshot-.*Z\.json$/)]);
  expect(await accessibilityProblems(page)).toEqual([]);

  await backups.getByRole('textbox', { name: 'Make one every' }).fill('0');
  await expect(backups.getByText('No backup is made by itself')).toBeVisible();
  await backups.getByRole('button', { name: 'Save Backups' }).click();
  await expect(backups.getByText(/^Next one/)).toBeHidden({ timeout: 15_000 });
});

test('says that pushes are not kept, what to do, and when it is over', async ({ page, earshot, openPage, push }) => {
  await push(aPushedRecord());
  await openPage();
  await expect(page.locator('.row-status').first()).toBeVisible();
  const other = new Database(join(earshot.dataDir, 'earshot.db'), { timeout: 10_000 });
  other.exec('BEGIN IMMEDIATE');
  await waitFor(async () => (await earshot.push(aPushedRecord({ callId: 'call-2' }))).status === 503);
  const banner = page.getByRole('alert').filter({ hasText: 'Another program has locked the database.' });
  await expect(banner).toContainText(/Pushes are not acknowledged since \d\d:\d\d:\d\d.*End the program that has earshot\.db open/);
  const health = page.getByRole('button', { name: /Not keeping pushes/ });
  await health.click();
  await expect(page.getByRole('dialog').getByText('Earshot goes on by itself')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  other.exec('ROLLBACK');
  other.close();
  await expect(banner).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /Listening/ })).toBeVisible();
});

test('opens although its certificate was moved, says so, and listens when it is back', async ({ page }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-certificate-'));
  const tls = { certFile: join(dataDir, 'cert.pem'), keyFile: join(dataDir, 'key.pem') };
  await writeFile(`${tls.certFile}.moved`, testCertificate.cert);
  await writeFile(tls.keyFile, testCertificate.key);
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ receiver: { tls } }));
  try {
    await using earshot = await startServe({ dataDir });
    await page.goto(earshot.uiUrl);
    const banner = page.getByRole('alert').filter({ hasText: 'names a certificate file that does not exist' });
    await expect(banner).toContainText(/put back the file, or choose others, or none, in the settings.*not acknowledged since \d\d:\d\d:\d\d.*goes on by itself/);
    await expect(page.getByRole('heading', { level: 1, name: 'Earshot is not listening' })).toBeVisible();
    await expect(page.getByRole('button', { name: /Not listening/ })).toBeVisible();
    await expect(page.getByText('Waiting for the first push')).toHaveCount(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await rename(`${tls.certFile}.moved`, tls.certFile);
    await expect(banner).toBeHidden({ timeout: 20_000 });
    await expect(page.getByRole('heading', { level: 1, name: 'Earshot is listening' })).toBeVisible();
    await expect(page.getByText('Waiting for the first push')).toBeVisible();
    await expect(page.getByRole('button', { name: /Listening/ })).toBeVisible();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
