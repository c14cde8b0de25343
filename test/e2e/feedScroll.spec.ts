import { aPushedRecord } from '../support/pushes.ts';
import { expect, test } from './fixture.ts';

test('scrolls 10,000 calls without a blank row and with a bounded number of rows in the page', async ({ page, earshot, push, openPage }) => {
  test.setTimeout(240_000);
  const total = 10_000;
  const batch = 500;
  for (let from = 0; from < total; from += batch) {
    await push(
      Array.from({ length: batch }, (_, index) => {
        const spoke = (from + index) % 3 === 0;
        return aPushedRecord({ callId: `c-${String(from + index)}`, fullAudioUrl: '', customerAudioUrl: '', ...(spoke ? {} : { resultStatus: 'NO_ANSWER', callDetailList: [], customerConcern: [] }) });
      }),
    );
  }
  await expect.poll(async () => ((await earshot.getJson('/status')) as { totals: { calls: number } }).totals.calls, { timeout: 60_000 }).toBe(total);
  await openPage();
  await expect(page.locator('[role="option"]').first()).toBeVisible();
  const result = await page.evaluate(async () => {
    const list = document.querySelector('[role="listbox"]')!; // its rows are shown
    const seen = new Set<string>();
    let mostRows = 0;
    let blank = 0;
    for (let atEnd = false; !atEnd; ) {
      // As fast as a wheel goes: more than half a screen a frame.
      list.scrollTop += 450;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const box = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[role="option"]')];
      mostRows = Math.max(mostRows, rows.length);
      for (const row of rows) seen.add(row.id);
      const atBottom = list.scrollTop + list.clientHeight >= list.scrollHeight - 60;
      // Every stretch of the list that is in sight is covered by a row with words in it.
      for (let y = box.top + 8; y < box.bottom - (atBottom ? 60 : 8); y += 24) {
        const at = document.elementFromPoint(box.left + 120, y)?.closest('[role="option"], .rows-strip');
        if (at === null || at === undefined || at.textContent === '') blank += 1;
      }
      atEnd = atBottom && list.textContent.includes('That is every call.');
    }
    return { seen: seen.size, mostRows, blank, nodes: document.querySelectorAll('*').length };
  });
  expect(result.seen).toBe(total);
  expect(result.blank).toBe(0);
  expect(result.mostRows).toBeLessThan(100);
  expect(result.nodes).toBeLessThan(3000);
});
