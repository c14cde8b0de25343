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
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const builder = new AxeBuilder({ page });
  if (include !== undefined) builder.include(include);
  if (exclude !== undefined) builder.exclude(exclude);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => String(target).slice(0, 200)) }));
}
