import { expect, type Page } from '@playwright/test';
import type { StartedServe } from '../support/startServe.ts';
import type { Press } from './reviewKeys.ts';

interface Opened {
  readonly page: Page;
  readonly earshot: StartedServe;
}

/** Saves a view over REST, as another program would. */
export async function saveView(earshot: StartedServe, name: string, query: object): Promise<void> {
  const saved = await earshot.fetchApi('/views', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, query }) });
  expect(saved.ok).toBe(true);
}

/** What the keys of a saved view do, by the ids of their rows. */
export function viewKeys({ page, earshot }: Opened): Readonly<Record<string, (press: Press) => Promise<void>>> {
  const names = page.locator('.nav-view .nav-label');
  const view = (name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: new RegExp(`^${name}, `) });
  return {
    async moveView(press) {
      await saveView(earshot, 'First', { starred: true });
      await saveView(earshot, 'Second', { noted: true });
      await expect(names).toHaveText(['First', 'Second']);
      await view('First').focus();
      await press(1);
      await expect(names).toHaveText(['Second', 'First']);
      await press(0);
      await expect(names).toHaveText(['First', 'Second']);
    },
    async renameView(press) {
      await view('First').focus();
      await press();
      await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Former');
      await page.keyboard.press('Enter');
      await expect(names).toHaveText(['Former', 'Second']);
    },
    async removeView(press) {
      await view('Former').focus();
      await press();
      await expect(names).toHaveText(['Second']);
    },
  };
}
