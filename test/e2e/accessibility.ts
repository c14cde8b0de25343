import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface Scope {
  /** Selectors; the whole page where neither is given. */
  readonly include?: string;
  readonly exclude?: string;
}

/** What axe finds on the page as it stands once nothing moves: a colour that fades in has no contrast yet. */
export async function accessibilityProblems(page: Page, { include, exclude }: Scope = {}): Promise<{ id: string; targets: string[] }[]> {
  await page.evaluate(async () => {
    // What was only just put on the page begins to fade in some frames later, and may begin another change by its end.
    for (let still = 0; still < 3; still += 1) {
      await new Promise(requestAnimationFrame);
      const ending = document.getAnimations().filter(({ effect, playState }) => effect?.getTiming().iterations !== Infinity && playState === 'running');
      if (ending.length > 0) still = 0;
      await Promise.allSettled(ending.map(({ finished }) => finished));
    }
  });
  const builder = new AxeBuilder({ page });
  if (include !== undefined) builder.include(include);
  if (exclude !== undefined) builder.exclude(exclude);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => String(target).slice(0, 200)) }));
}
