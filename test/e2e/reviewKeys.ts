import { expect, type Page } from '@playwright/test';
import type { StartedServe } from '../support/startServe.ts';

/** Presses one of the keys that the row in question names; the first where nothing else is said. */
export type Press = (place?: number) => Promise<void>;

interface Opened {
  readonly page: Page;
  readonly earshot: StartedServe;
  /** Of the call that is open. */
  readonly callId: string;
}

/** What the keys of the review do with the call that is open, by the ids of their rows. */
export function reviewKeys({ page, earshot, callId }: Opened): Readonly<Record<string, (press: Press) => Promise<void>>> {
  const pane = page.getByTestId('call');
  const slider = pane.getByRole('slider', { name: 'Position in the recordings' });
  const isRead = async (): Promise<unknown> => ((await earshot.getJson(`/calls/${callId}`)) as { review: { read: boolean } }).review.read;
  return {
    async star(press) {
      const star = pane.getByRole('button', { name: 'Starred' });
      await press(0);
      await expect(star).toHaveAttribute('aria-pressed', 'true');
      await press(1);
      await expect(star).toHaveAttribute('aria-pressed', 'false');
    },
    async read(press) {
      await press(1);
      await expect.poll(isRead).toBe(false);
      await press(0);
      await expect.poll(isRead).toBe(true);
    },
    async note(press) {
      const field = pane.getByRole('textbox', { name: /^Note/ });
      await press(0);
      await page.keyboard.type('On the whole.');
      await page.keyboard.press('Enter');
      await expect(pane.getByText('On the whole.')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(field).not.toBeFocused();
      await slider.press('End');
      await press(1);
      await page.keyboard.type('At the end.');
      await page.keyboard.press('Enter');
      await expect(pane.getByRole('button', { name: /^Go to 0:1/ })).toBeVisible();
      await page.keyboard.press('Escape');
    },
    async notes(press) {
      await slider.press('Home');
      await press(1);
      await expect(slider).toHaveAttribute('aria-valuenow', '16');
      await press(0);
      await expect(slider).toHaveAttribute('aria-valuenow', '16');
    },
    async followUp(press) {
      await press(0);
      await page.getByRole('textbox', { name: 'When' }).fill('3d');
      await page.keyboard.press('Enter');
      await expect(pane.getByRole('button', { name: /^Follow up \w/ })).toBeVisible();
      await expect(page.getByRole('dialog')).toBeHidden();
      await press(1);
      await expect(pane.getByRole('button', { name: 'Follow up', exact: true })).toBeVisible();
    },
    async tag(press) {
      await press();
      await page.getByRole('dialog').locator('input').fill('mine');
      await page.keyboard.press('Enter');
      await expect(pane.getByRole('button', { name: 'Remove the tag mine' })).toBeVisible();
      await expect(page.getByRole('dialog')).toBeHidden();
    },
    async intent(press) {
      await press();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByRole('dialog').locator('input')).toBeFocused();
      await page.keyboard.type('B maybe');
      await page.keyboard.press('Enter');
      await expect(pane.getByText('yours')).toBeVisible();
      await expect(page.getByRole('dialog')).toBeHidden();
    },
    async outcome(press) {
      await press(0);
      await expect(pane.getByRole('button', { name: 'Called back' })).toHaveAttribute('aria-pressed', 'true');
      // There is none in the ninth place.
      await press(1);
      await expect(pane.getByRole('button', { name: 'Called back' })).toHaveAttribute('aria-pressed', 'true');
    },
    async noOutcome(press) {
      await press();
      await expect(pane.getByRole('button', { name: 'Called back' })).toHaveAttribute('aria-pressed', 'false');
    },
  };
}
