import { expect, type Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import type { Press } from './reviewKeys.ts';

interface Shown {
  readonly page: Page;
  readonly push: (records: object) => Promise<void>;
}

/** What the keys of the list and of its cards do, by the ids of their rows; a call of the list is the one that is open. */
export function feedKeys({ page, push }: Shown): Readonly<Record<string, (press: Press) => Promise<void>>> {
  const chosen = page.locator('.rows-row-chosen');
  const card = page.getByRole('region', { name: 'Customers to call back' }).getByRole('article');
  return {
    async choose(press) {
      await press();
      await expect(chosen).toHaveCount(1);
      await press();
      await expect(chosen).toHaveCount(0);
    },
    async chooseMore(press) {
      await press(0);
      await expect(chosen).toHaveCount(2);
      await page.keyboard.press('Escape');
      await expect(chosen).toHaveCount(0);
      await press(1);
      await expect(chosen).toHaveCount(2);
      await page.keyboard.press('Escape');
    },
    async chooseAll(press) {
      await press();
      await expect(chosen).toHaveCount(await page.getByRole('option').count());
      await page.keyboard.press('Escape');
      await expect(chosen).toHaveCount(0);
    },
    async worthHearing(press) {
      const endTime = Math.floor(Date.now() / 1000) - 60;
      await push(aPushedRecord({ callId: 'worth', resultStatus: 'ANSWERED', startTime: endTime - 30, endTime, fullAudioUrl: null, customerAudioUrl: null }));
      await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
      await page.keyboard.press('.');
      await expect(page.locator('#call-worth')).toBeVisible();
      // Others of the list may come first.
      await expect(async () => {
        await press();
        await expect(page).toHaveURL(/call=worth/, { timeout: 500 });
      }).toPass();
    },
    async pause(press) {
      const isPaused = page.getByText('Paused', { exact: true });
      await press();
      await expect(isPaused).toBeVisible();
      await press();
      await expect(isPaused).toBeHidden();
    },
    async rescue(press) {
      const endTime = Math.floor(Date.now() / 1000) - 60;
      await push(aPushedRecord({ callId: 'lost', resultStatus: 'TRANSFER_ARTIFICIAL', calledPhoneNumber: '525512345678', startTime: endTime - 30, endTime, fullAudioUrl: null, customerAudioUrl: null }));
      await expect(card).toBeVisible();
      await press();
      await expect(page).toHaveURL(/call=lost/);
    },
    async callBack(press) {
      // The click would hand the number to another program.
      await page.evaluate(() => {
        window.addEventListener(
          'click',
          (event) => {
            event.preventDefault();
            document.body.dataset['dialled'] = event.target instanceof Element ? event.target.closest('a')?.href : '';
          },
          { once: true },
        );
      });
      await press();
      await expect(page.locator('body')).toHaveAttribute('data-dialled', 'tel:+525512345678');
    },
    async copyNumber(press) {
      await press();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('525512345678');
    },
    async handled(press) {
      await press();
      await page.getByRole('menuitem', { name: 'Handled, nothing to note' }).press('Enter');
      await expect(card).toBeHidden();
    },
  };
}
