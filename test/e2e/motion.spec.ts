import type { Page } from '@playwright/test';
import { boxOf } from './boxOf.ts';
import { aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

declare global {
  interface Window {
    scrolls: string[];
  }
}

/** Keeps how each list is scrolled. */
async function watchScrolling(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.scrolls = [];
    const scrollTo = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTo')?.value as (this: Element, ...args: unknown[]) => void;
    const kept = function kept(this: Element, ...args: unknown[]): void {
      const [options] = args;
      window.scrolls.push(typeof options === 'object' && options !== null && 'behavior' in options ? String(options.behavior) : 'auto');
      Reflect.apply(scrollTo, this, args);
    };
    Object.assign(Element.prototype, { scrollTo: kept });
  });
}

/** How long anything on the page takes to change its look, s, the longest. */
const longestChange = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const seconds = [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat);
    });
    return Math.max(...seconds);
  });

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`the transcript ${reducedMotion === 'reduce' ? 'jumps' : 'glides'} after the sound, and ${reducedMotion === 'reduce' ? 'nothing fades or slides' : 'menus fade in'}, with motion: ${reducedMotion}`, async ({ page, earshot, openPage, push }) => {
    await page.emulateMedia({ reducedMotion });
    await watchScrolling(page);
    const callDetailList = Array.from({ length: 60 }, (_, index) => ({ text: `Sentence ${String(index)}`, type: 'PERSON', startOffset: index * 250, endOffset: index * 250 + 240 }));
    const call = aSamplePush('answered-en', { callDetailList });
    await openPage();
    await push(call);
    const pane = await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    for (let times = 0; times < 2; times += 1) {
      await page.keyboard.press('ArrowRight');
      await expect(pane.locator('[aria-current="true"]')).toBeInViewport();
    }
    await page.keyboard.press('Control+f');
    await page.keyboard.type('sentence');
    for (let times = 0; times < 12; times += 1) await page.keyboard.press('Enter');
    const [list, place] = [pane.getByTestId('transcript'), pane.locator('.transcript-scroll .mark-current')];
    await expect(async () => {
      const [view, mark] = [await boxOf(list), await boxOf(place)];
      expect(mark.y - view.y, 'what was found is not at the edge').toBeLessThan(view.height * 0.8);
      expect(mark.y).toBeGreaterThan(view.y);
    }).toPass({ timeout: 3_000 });
    await page.keyboard.press('Escape');
    const scrolls = await page.evaluate(() => window.scrolls);
    expect(scrolls.length).toBeGreaterThan(0);
    expect(scrolls.includes('smooth')).toBe(reducedMotion === 'no-preference');
    await pane.getByRole('button', { name: 'More ways to listen' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    if (reducedMotion === 'reduce') expect(await longestChange(page)).toBe(0);
    else expect(await longestChange(page)).toBeGreaterThan(0);
  });
}
