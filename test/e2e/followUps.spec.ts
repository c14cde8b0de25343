import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import type { StartedServe } from '../support/startServe.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const silent = { callDetailList: [], customerConcern: null, fullAudioUrl: null, customerAudioUrl: null };
const aCall = (callId: string) => aPushedRecord({ callId, ...silent });
const nav = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const rows = (page: Page) => page.locator('[role="option"]');
const mark = (page: Page, callId: string) => page.locator(`#call-${callId} .row-follow`);
const hourMs = 3_600_000;

async function followUp(earshot: StartedServe, callId: string, dueAtMs: number): Promise<void> {
  const body = JSON.stringify({ callIds: [callId], change: { followUp: { dueAtMs, text: '' } } });
  expect((await earshot.fetchApi('/reviews', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).ok).toBe(true);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`marks what is to be followed up, and lists what is due first first, ${colorScheme}`, async ({ page, earshot, push, openPage }) => {
    await page.emulateMedia({ colorScheme });
    const now = Date.now();
    await push(['a', 'b', 'c', 'd', 'e'].map(aCall));
    await followUp(earshot, 'a', now + 50 * 24 * hourMs);
    await followUp(earshot, 'b', now - hourMs);
    await followUp(earshot, 'c', now - 90 * 24 * hourMs);
    await followUp(earshot, 'd', now + 49 * 24 * hourMs);
    await openPage();
    await expect(rows(page)).toHaveCount(5);
    await expect(mark(page, 'e')).toHaveCount(0);
    await expect(mark(page, 'b')).toHaveClass(/row-follow-due/);
    await expect(mark(page, 'b')).toHaveAttribute('title', /^Follow-up due since \w+/);
    await expect(mark(page, 'b')).toContainText(/due (\d\d:\d\d|\d+ \w+)/);
    await expect(mark(page, 'a')).not.toHaveClass(/row-follow-due/);
    await expect(mark(page, 'a')).toHaveAttribute('title', /^Follow up \w+/);

    const entry = nav(page).getByRole('button', { name: 'Follow-up, 2 due of 4' });
    await entry.click();
    await expect(page.getByRole('heading', { name: 'Follow-up' })).toBeVisible();
    const ids = () => rows(page).evaluateAll((all) => all.map(({ id }) => id.replace('call-', '')));
    await expect.poll(ids).toEqual(['c', 'b', 'd', 'a']);
    await expect(page.locator('.feed-strip-day')).toHaveText('Overdue');
    await expect(page.locator('.rows-strip')).toHaveText([/^Due /, /^Due /]);
    expect(await accessibilityProblems(page)).toEqual([]);
    for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 700 }, { width: 700, height: 800 }]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `${test.info().outputDir}/follow-ups-${colorScheme}-${String(viewport.width)}.png` });
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });

    // What is set meanwhile goes in at its place, what is done stays until the list is read anew, and the count is live.
    await followUp(earshot, 'e', now + 49.5 * 24 * hourMs);
    await expect(nav(page).getByRole('button', { name: 'Follow-up, 2 due of 5' })).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('.');
      expect(await ids()).toEqual(['c', 'b', 'd', 'e', 'a']);
    }).toPass();
    const filters = page.getByRole('group', { name: 'Filters' });
    await filters.getByRole('button', { name: 'Follow-up: To be followed up' }).click();
    await page.getByRole('menuitemradio', { name: 'Follow-up due' }).click();
    await expect.poll(ids).toEqual(['c', 'b']);
  });
}

test('reminds once when it is due, and counts it then', async ({ page, earshot, push, openPage }) => {
  await push([aCall('a'), aCall('b')]);
  await openPage();
  await expect(rows(page)).toHaveCount(2);
  await page.locator('#call-b').click();
  await expect(page.getByTestId('call')).toBeVisible();
  await followUp(earshot, 'a', Date.now() + 2500);
  await expect(mark(page, 'a')).not.toHaveClass(/row-follow-due/);
  await expect(nav(page).getByRole('button', { name: 'Follow-up, 1', exact: true })).toBeVisible();
  await expect(nav(page).getByRole('button', { name: 'Follow-up, 1 due of 1' })).toBeVisible({ timeout: 30_000 });
  await expect(mark(page, 'a')).toHaveClass(/row-follow-due/);
  await expect(page.locator('[data-alert]'), 'said to assistive technology').toContainText('Follow up');
  await expect.poll(async () => ((await earshot.getJson('/calls/a')) as { review: { followUp: { remindedAtMs: number | null } } }).review.followUp.remindedAtMs).not.toBeNull();
});
