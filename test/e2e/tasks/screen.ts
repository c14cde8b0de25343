import type { Locator, Page } from '@playwright/test';
import { expect } from './operator.ts';

export const paneOf = (page: Page): Locator => page.getByTestId('call');
export const rowsOf = (page: Page): Locator => page.locator('[role="listbox"][aria-label="Calls"] [role="option"]');
export const saidOf = (page: Page): Locator => page.getByTestId('review-said');
export const viewsOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Views' });

/** The line of the palette that Enter would take. */
export const chosenLine = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' }).locator('[role="option"][aria-selected="true"]');

/** Waits until the call with this number is open, whole. */
export async function expectOpen(page: Page, number: string): Promise<void> {
  await expect(paneOf(page).getByRole('heading', { level: 2 })).toHaveText(number);
  await expect(paneOf(page).getByTestId('review')).toBeVisible();
}

/** Waits until both recordings of the opened call can be heard. */
export async function expectSound(page: Page): Promise<void> {
  for (const lane of ['composite', 'customer']) await expect(paneOf(page).getByTestId(`wave-${lane}`)).toHaveAttribute('data-state', 'ready');
}
