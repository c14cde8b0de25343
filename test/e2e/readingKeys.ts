import { expect, type Page } from '@playwright/test';
import type { Press } from './reviewKeys.ts';

/** What the keys that read a call do with the English sample, which is open and of whose number there are other calls, by the ids of their rows. */
export function readingKeys(page: Page): Readonly<Record<string, (press: Press) => Promise<void>>> {
  const pane = page.getByTestId('call');
  const moment = pane.getByTestId('moment');
  const find = pane.getByRole('textbox', { name: 'Find in transcript' });
  return {
    async find(press) {
      await press();
      await expect(find).toBeFocused();
    },
    async place(press) {
      await find.fill('e');
      await expect(pane.getByText(/^1 of \d+$/).first()).toBeVisible();
      await press(0);
      await expect(pane.getByText(/^2 of \d+$/).first()).toBeVisible();
      await press(1);
      await expect(pane.getByText(/^1 of \d+$/).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(find).toHaveValue('');
    },
    async hearPlace(press) {
      await find.fill('papers');
      await press();
      await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
      await expect(moment).toHaveText(/^0:1[0-6]/);
      await page.keyboard.press('Space');
      await expect(pane.getByRole('button', { name: 'Play' })).toBeVisible();
      await page.keyboard.press('Control+f');
      await page.keyboard.press('Escape');
    },
    async others(press) {
      const others = page.getByRole('group', { name: 'Other calls of this number' });
      await press();
      await expect(others.getByRole('button').first()).toBeFocused();
      await press();
      await expect(others).toBeHidden();
      await expect(pane.getByRole('button', { name: /^Other calls of this number/ })).toBeFocused();
    },
    async facts(press) {
      const facts = page.getByRole('group', { name: 'Facts and variables' });
      await press();
      await expect(facts).toBeFocused();
      await press();
      await expect(facts).toBeHidden();
    },
  };
}
