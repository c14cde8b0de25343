import type { Page } from '@playwright/test';
import { vendorFields } from '#shared/model/pushedCall.ts';
import { aHostileRecord, hostileTexts } from '../support/hostileTexts.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

/** What a page must never do, gathered from before it loads. */
async function watchHarm(page: Page, ownHost: string): Promise<string[]> {
  const harm: string[] = [];
  page.on('dialog', (dialog) => {
    harm.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => harm.push(`error: ${error.message.slice(0, 300)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') harm.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (host !== ownHost && protocol !== 'blob:' && protocol !== 'data:') harm.push(`request: ${request.url().slice(0, 300)}`);
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));
  });
  return harm;
}

/**
 * Words of Earshot's own that stand in one bidirectional context with a bidi control of one of the pushed `texts`: these could
 * be reordered by it. Empty where each such text is isolated, as an element of its own that holds nothing else.
 */
function reordered(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate((pushed) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { data } = node as Text; // what SHOW_TEXT walks over
      // What a sentence quotes is isolated within it.
      if (!/[\u202A-\u202E\u2066-\u2069]/.test(data.replaceAll(/\u2068[^\u202A-\u202E\u2066-\u2069]*\u2069/g, ''))) continue;
      let context = node.parentElement;
      while (context !== null) {
        const { display, unicodeBidi } = getComputedStyle(context);
        if (display !== 'inline' || /isolate|plaintext/.test(unicodeBidi)) break;
        context = context.parentElement;
      }
      let others = context?.textContent ?? '';
      for (const text of pushed) others = others.replaceAll(JSON.stringify(text).slice(1, -1), '').replaceAll(text, '');
      if (/[\p{L}\p{N}]/u.test(others.replace(/[^",(]*…$/u, ''))) found.push(`${context?.className ?? ''}: ${others}`);
    }
    return found;
  }, texts);
}

async function expectUnharmed(page: Page, texts: readonly string[], harm: readonly string[]): Promise<void> {
  expect(harm).toEqual([]);
  const state = await page.evaluate(() => {
    const { hacked, violations } = window as unknown as { hacked?: unknown; violations: string[] }; // what a text or the script above has set
    const root = document.documentElement;
    const pushedElements = document.querySelectorAll('#root :is(script, iframe, base, a[href^="javascript:"], img:not([src^="data:"], [src^="/"]))');
    return { hacked, violations, pushedElements: pushedElements.length, wider: root.scrollWidth - window.innerWidth, wideBody: document.body.scrollWidth - window.innerWidth, scrolled: window.scrollX };
  });
  expect(state).toEqual({ hacked: undefined, violations: [], pushedElements: 0, wider: 0, wideBody: 0, scrolled: 0 });
  expect(await reordered(page, texts)).toEqual([]);
}

/** Where axe looks, which takes its time. */
const looksWithAxe = new Set(['markup and scripts', 'right to left']);

/** So many share a host and a page, which cost more time than what is looked at. */
const together = 5;
const entries = Object.entries(hostileTexts);
const sets = entries.flatMap((_entry, at) => (at % together === 0 ? [entries.slice(at, at + together)] : []));

for (const set of sets) {
  const names = set.map(([name]) => name).join(', ');
  test(`shows ${names} in every pushed field as it is`, async ({ page, push, openPage, earshot }) => {
    test.slow();
    const texts = set.map(([, text]) => text);
    const harm = await watchHarm(page, new URL(earshot.uiUrl).host);
    await push(aPushedRecord({ callId: 'well' }));
    for (const text of texts) {
      await push(aHostileRecord(vendorFields, text));
      await push(aHostileRecord(vendorFields, text, { callId: `${text}_`, resultStatus: 'ANSWERED', startTime: 1_790_841_600, pay: '0.1' }));
    }
    await openPage();
    const rows = page.locator('[role="option"]');
    await expect(rows).toHaveCount(1 + 2 * set.length);
    await expectUnharmed(page, texts, harm);

    const pane = page.getByTestId('call');
    const heading = pane.getByRole('heading', { level: 2 });
    const tooltip = page.getByRole('tooltip').filter({ hasText: 'Platform' });
    const search = page.getByRole('searchbox');
    // The latest stand first: of each text the call that was answered, then the one whose status is the text too.
    for (const [place, [name, text]] of set.toReversed().entries()) {
      await test.step(name, async () => {
        for (const isAnswered of [true, false]) {
          const row = rows.nth(2 * place + (isAnswered ? 0 : 1));
          await expect(row.locator('.status-answered')).toHaveCount(isAnswered ? 1 : 0);
          await row.click();
          await expect(row).toHaveAttribute('aria-selected', 'true');
          await expect(heading).toBeVisible();
          if (!isAnswered) await pane.locator('.call-status').hover();
          const facts = pane.getByRole('button', { name: /^Facts and variables/ });
          // By the key: the pointer waits for the tooltip.
          if ((await facts.getAttribute('aria-expanded')) === 'false') await facts.press('Enter');
          await expect(pane.getByText('brought the call')).toHaveCount(1);
          await expect(pane.getByTestId('transcript').getByRole('listitem')).toHaveCount(3);
          // Not by an expectation, which looks again only after ever longer pauses.
          if (!isAnswered) await tooltip.waitFor();
          await expectUnharmed(page, texts, harm);
          const places = await pane.locator('.call-header, .transcript, .facts, .call-close').evaluateAll((parts) =>
            parts.map((part) => part.getBoundingClientRect()).filter(({ left, right, top, bottom }) => left < 0 || right > window.innerWidth || top < 0 || bottom > window.innerHeight + 0.5).length,
          );
          expect(places).toBe(0);
        }
        await page.mouse.move(0, 0);
        await tooltip.waitFor({ state: 'hidden' });
        if (looksWithAxe.has(name)) expect(await accessibilityProblems(page)).toEqual([]);

        await search.fill(text);
        await search.press('Enter');
        await expect(page.locator('.feed-title h1')).toContainText('“');
        await expectUnharmed(page, texts, harm);
        await search.press('Escape');
        await expect(rows).toHaveCount(1 + 2 * set.length);
      });
    }

    await page.setViewportSize({ width: 700, height: 800 });
    for (let place = 0; place < 2 * set.length; place += 1) {
      await expectUnharmed(page, texts, harm);
      await pane.getByRole('button', { name: 'Close call' }).click();
      await rows.nth(place).click();
      await expect(heading).toBeVisible();
    }
    await expectUnharmed(page, texts, harm);

    await page.getByRole('button', { name: 'Settings' }).click();
    const statuses = page.locator('table.statuses');
    await expect(statuses.locator('tbody tr')).toHaveCount(12 + set.length);
    for (const width of [700, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectUnharmed(page, texts, harm);
      expect(await statuses.evaluate((table) => table.getBoundingClientRect().right - window.innerWidth)).toBeLessThanOrEqual(0);
    }
    if (set.some(([name]) => looksWithAxe.has(name))) expect(await accessibilityProblems(page)).toEqual([]);

    for (const screen of ['Push log', 'New in pushes']) {
      await page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${screen}`) }).click();
      await expect(page.getByRole('heading', { name: screen })).toBeVisible();
      for (const width of [700, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expectUnharmed(page, texts, harm);
      }
    }
  });
}

test.describe('notifications', () => {
  test.use({ permissions: ['notifications'] });

  test('hold one line of what was pushed, in its order', async ({ page, push, openPage, earshot }) => {
    test.slow();
    const harm = await watchHarm(page, new URL(earshot.uiUrl).host);
    await page.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(window, {
        shown,
        Notification: new Proxy(Notification, {
          construct(target, [title, options]: [string, NotificationOptions]) {
            shown.push(title, options.body ?? '');
            return new target(title, options);
          },
        }),
      });
    });
    await push(aPushedRecord({ resultStatus: 'BUSY' }));
    await openPage();
    await expect(page.locator('[role="option"]')).toHaveCount(1);
    const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown); // set by the script above
    // All of them are tried on the text itself; each takes a window here.
    for (const [at, text] of Object.values(hostileTexts).slice(0, 4).entries()) {
      await push(aPushedRecord({ ...endedNow(), callId: text, resultStatus: 'TRANSFER_ARTIFICIAL', calledPhoneNumber: text, properties: { name: text }, callDetailList: [{ text, type: 'PERSON' }] }));
      await expect.poll(async () => (await shown()).length).toBe(2 * (at + 1));
    }
    for (const line of await shown()) {
      expect(line.length).toBeLessThan(2100);
      expect(line.replaceAll(/\u2068[^\u2066-\u2069]*\u2069/g, '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }
    expect(harm).toEqual([]);
  });
});
