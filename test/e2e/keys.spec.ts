import type { Locator, Page } from '@playwright/test';
import { aTimedPush, openCall } from './callPane.ts';
import { feedKeys } from './feedKeys.ts';
import { expect, test } from './fixture.ts';
import { readingKeys } from './readingKeys.ts';
import { reviewKeys, type Press } from './reviewKeys.ts';
import { chordOf } from './spokenKeys.ts';
import { viewKeys } from './viewKeys.ts';

const sheetOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Keys' });

/** What the sheet says: the keys of each row. */
async function readSheet(page: Page): Promise<ReadonlyMap<string, readonly string[]>> {
  await page.getByRole('button', { name: 'Keys' }).click();
  const rows = await sheetOf(page)
    .locator('[data-keys]')
    .evaluateAll((rows) => rows.map((row): [string, string] => [row.getAttribute('data-keys') ?? '', row.querySelector('dd .sr-only')?.textContent ?? '']));
  await page.keyboard.press('Escape');
  await expect(sheetOf(page)).toBeHidden();
  return new Map(rows.map(([id, spoken]) => [id, spoken.split(/, | to /).map(chordOf)]));
}

test('every key of the sheet does what it says, and no other is on it', async ({ page, context, earshot, openPage, push }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'notifications']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage();
  await expect(page.getByRole('button', { name: 'Send a test call' })).toBeVisible();

  const call = aTimedPush('answered-en');
  const pane = page.getByTestId('call');
  const row = (callId: string): Locator => page.locator(`#call-${callId}`);
  const list = page.getByRole('listbox', { name: 'Calls' });
  const moment = pane.getByTestId('moment');
  const slider = pane.getByRole('slider', { name: 'Position in the recordings' });
  const adjusted = (name: string): Locator => pane.getByTestId(`adjust-${name}`);
  const sentence = (index: number): Locator => pane.getByTestId('transcript').locator(`[data-index="${String(index)}"]`);
  const kept = (): Promise<Record<string, unknown>> => page.evaluate(() => JSON.parse(localStorage.getItem('earshot.player') ?? '{}') as Record<string, unknown>);
  const openSample = async (): Promise<void> => {
    await openCall(page, earshot.uiUrl, call.callId);
    await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
    await expect(moment).toHaveText('0:00.0');
  };
  const rewind = (): Promise<void> => slider.press('Home');

  const checks: Readonly<Record<string, (press: Press) => Promise<void>>> = {
    async sendTest(press) {
      await press();
      await expect(page.getByRole('option')).toHaveCount(1);
      await push([call, { ...call, callId: 'second' }, { callId: 'first', resultStatus: 'BUSY' }]);
      await expect(page.getByRole('option')).toHaveCount(4);
    },
    async pauseAlerts(press) {
      await press(0);
      await expect(page.getByRole('banner').getByRole('button', { name: /^Paused until \d/ })).toBeVisible();
      await press(1);
      await expect(page.getByRole('banner').getByRole('button', { name: 'Alerts are on' })).toBeVisible();
    },
    async listMoves(press) {
      const ids = await page.getByRole('option').evaluateAll((rows) => rows.map(({ id }) => id));
      await list.focus();
      await press(0);
      await press(0);
      await expect(list).toHaveAttribute('aria-activedescendant', ids[1]!);
      await press(1);
      await expect(list).toHaveAttribute('aria-activedescendant', ids[0]!);
      await press(3);
      await expect(list).toHaveAttribute('aria-activedescendant', ids.at(-1)!);
      await press(2);
      await expect(list).toHaveAttribute('aria-activedescendant', ids[0]!);
    },
    async openRow(press) {
      await list.focus();
      await press();
      await expect(pane).toBeVisible();
    },
    async close(press) {
      await press();
      await expect(pane).toBeHidden();
    },
    async search(press) {
      await press();
      await expect(page.getByRole('searchbox', { name: 'Search calls' })).toBeFocused();
      await page.keyboard.press('Escape');
    },
    async palette(press) {
      const dialog = page.getByRole('dialog', { name: 'Command palette' });
      await press();
      await expect(dialog).toBeVisible();
      await press();
      await expect(dialog).toBeHidden();
    },
    async settings(press) {
      await press();
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
      await page.goBack();
      await expect(list).toBeVisible();
    },
    async ownWindow(press) {
      await row('second').click();
      await expect(pane).toBeVisible();
      const [own] = await Promise.all([page.waitForEvent('popup'), press()]);
      await expect(own.getByTestId('call')).toBeVisible();
      await own.close();
    },
    async rows(press) {
      await row('second').click();
      const at = page.locator('[role="option"][aria-selected="true"]');
      const before = await at.getAttribute('id');
      await press(0);
      await expect(at).not.toHaveAttribute('id', before!);
      await press(1);
      await expect(at).toHaveAttribute('id', before!);
    },
    async fresh(press) {
      await push({ callId: 'fresh', resultStatus: 'BUSY' });
      await expect(page.locator('.fresh-new')).toHaveText('1 new');
      await press();
      await expect(row('fresh')).toBeVisible();
      await expect(page.locator('.fresh-new')).toBeHidden();
    },
    ...feedKeys({ page, push }),
    ...viewKeys({ page, earshot }),
    async keys(press) {
      await press();
      await expect(sheetOf(page)).toBeVisible();
      await press();
      await expect(sheetOf(page)).toBeHidden();
    },
    async play(press) {
      await openSample();
      await press();
      await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
      await press();
      await expect(pane.getByRole('button', { name: 'Play' })).toBeVisible();
      await rewind();
    },
    async seek(press) {
      await press(1);
      await expect(moment).toHaveText('0:05.0');
      await press(0);
      await expect(moment).toHaveText('0:00.0');
    },
    async seekFine(press) {
      await press(1);
      await expect(moment).toHaveText('0:01.0');
      await press(0);
      await expect(moment).toHaveText('0:00.0');
    },
    async sentence(press) {
      for (const there of ['0:00.6', '0:05.7', '0:07.5']) {
        await press(1);
        await expect(moment).toHaveText(there);
      }
      await press(0);
      await expect(moment).toHaveText('0:05.7');
    },
    async speed(press) {
      await press(1);
      await expect(pane.getByRole('button', { name: 'Speed: 1.25×' })).toBeVisible();
      await press(0);
      await expect(pane.getByRole('button', { name: 'Speed: 1×' })).toBeVisible();
    },
    async lastSlower(press) {
      await press();
      await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
      await expect(pane.getByRole('button', { name: /^Speed: 0\.\d+×$/ })).toBeVisible();
      await expect(moment).toHaveText(/^0:0[23]/);
      await page.keyboard.press('Space');
    },
    async loop(press) {
      await press();
      await expect(pane.getByRole('button', { name: 'End the loop' }).first()).toHaveAttribute('aria-pressed', 'true');
      await press();
      await expect(pane.getByRole('button', { name: 'End the loop' })).toHaveCount(0);
    },
    async marks(press) {
      await slider.press('Home');
      await page.keyboard.press('ArrowRight');
      await press(0);
      await page.keyboard.press('ArrowRight');
      await press(1);
      await expect(pane.getByTestId('selection')).toBeVisible();
      await expect(pane.getByRole('button', { name: 'Loop from 0:05.0 to 0:10.0' })).toBeVisible();
    },
    async unmark(press) {
      await press();
      await expect(pane.getByTestId('selection')).toBeHidden();
      await expect(pane).toBeVisible();
    },
    async skipSilence(press) {
      const skips = pane.getByRole('switch', { name: 'Skip silence' });
      await press();
      await expect(skips).toBeChecked();
      await press();
      await expect(skips).not.toBeChecked();
    },
    async hear(press) {
      await press();
      await expect(pane.getByRole('radio', { name: 'Customer' })).toBeChecked();
      await press();
      await expect(pane.getByRole('radio', { name: 'Robot' })).toBeChecked();
      await press();
      await expect(pane.getByRole('radio', { name: 'Both' })).toBeChecked();
    },
    async evens(press) {
      await press();
      await expect.poll(async () => (await kept())['evens']).toBe(true);
      await press();
      await expect.poll(async () => (await kept())['evens']).toBe(false);
    },
    async zoom(press) {
      const times = pane.locator('.timeline-marks');
      const whole = await times.textContent();
      await press(0);
      await expect(times).not.toHaveText(whole!);
      await press(1);
      await expect(times).toHaveText(whole!);
    },
    async wholeCall(press) {
      const times = pane.locator('.timeline-marks');
      const whole = await times.textContent();
      await page.keyboard.press('Shift+ArrowUp');
      await expect(times).not.toHaveText(whole!);
      await press();
      await expect(times).toHaveText(whole!);
    },
    async saveClip(press) {
      for (const [place, extension] of [[0, 'mp3'], [1, 'wav']] as const) {
        const [download] = await Promise.all([page.waitForEvent('download'), press(place)]);
        expect(download.suggestedFilename()).toMatch(new RegExp(`^${call.callId}-composite-.*\\.${extension}$`));
      }
    },
    async saveCall(press) {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      expect(download.suggestedFilename()).toMatch(/\.html$/);
    },
    async sliderEnds(press) {
      await slider.focus();
      await press(1);
      await expect(slider).toHaveAttribute('aria-valuenow', '16');
      await press(0);
      await expect(slider).toHaveAttribute('aria-valuenow', '0');
    },
    async sliderPages(press) {
      await slider.focus();
      await press(1);
      await expect(slider).toHaveAttribute('aria-valuenow', '16');
      await press(0);
      await expect(slider).toHaveAttribute('aria-valuenow', '0');
    },
    ...readingKeys(page),
    async sentenceMoves(press) {
      await sentence(0).focus();
      await press(1);
      await expect(sentence(1)).toBeFocused();
      await press(0);
      await expect(sentence(0)).toBeFocused();
      await press(3);
      await expect(pane.getByRole('listitem').last()).toBeFocused();
      await press(2);
      await expect(sentence(0)).toBeFocused();
    },
    async hearSentence(press) {
      await sentence(1).focus();
      await press();
      await expect(pane.getByRole('button', { name: 'Pause' })).toBeVisible();
      await expect(moment).toHaveText(/^0:0[5-9]/);
      await page.keyboard.press('Space');
    },
    async follow(press) {
      const follows = pane.getByRole('switch', { name: 'Follows the sound' });
      await press();
      await expect(follows).not.toBeChecked();
      await press();
      await expect(follows).toBeChecked();
    },
    async copyTranscript(press) {
      await press();
      await expect(pane.getByRole('button', { name: 'Copied' })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('\n0:05 Customer: What would it cost this time?\n');
    },
    ...reviewKeys({ page, earshot, callId: call.callId }),
    async adjust(press) {
      await press();
      await expect(pane.getByTestId('adjust')).toBeVisible();
      await press();
      await expect(pane.getByTestId('adjust')).toBeHidden();
      await press();
      await sentence(1).focus();
      await expect(adjusted('start')).toHaveText('0:05.742');
    },
    async startEdge(press) {
      await press(1);
      await expect(adjusted('start')).toHaveText('0:05.752');
      await press(0);
      await expect(adjusted('start')).toHaveText('0:05.742');
    },
    async startEdgeFar(press) {
      await press(1);
      await expect(adjusted('start')).toHaveText('0:05.842');
      await press(0);
      await expect(adjusted('start')).toHaveText('0:05.742');
    },
    async endEdge(press) {
      await press(1);
      await expect(adjusted('end')).toHaveText('0:07.019');
      await press(0);
      await expect(adjusted('end')).toHaveText('0:07.009');
    },
    async endEdgeFar(press) {
      await press(1);
      await expect(adjusted('end')).toHaveText('0:07.109');
      await press(0);
      await expect(adjusted('end')).toHaveText('0:07.009');
      await pane.getByRole('button', { name: 'Reset all' }).click();
      await expect(pane.locator('.corrected')).toHaveCount(0);
    },
    async shiftTimes(press) {
      await press(1);
      await press(1);
      await expect(adjusted('all')).toHaveText('+0.02 s');
      await press(0);
      await expect(adjusted('all')).toHaveText('+0.01 s');
    },
    async undo(press) {
      await press();
      await expect(adjusted('all')).toHaveText('0.00 s');
    },
    async redo(press) {
      await press();
      await expect(adjusted('all')).toHaveText('+0.01 s');
    },
    async replay(press) {
      await page.getByRole('button', { name: 'Push log' }).click();
      await page.getByRole('option').first().click();
      await expect(page.locator('.push-replay')).toBeVisible();
      await press();
      await expect(page.getByText('Replayed as')).toBeVisible();
    },
    async tryNow(press) {
      await push({ callId: 'elsewhere', resultStatus: 'BUSY', fullAudioUrl: 'http://127.0.0.1:9/elsewhere.wav' });
      await page.getByRole('button', { name: /^Recordings/ }).click();
      await expect(page.getByRole('row', { name: /private and not allowed/ })).toBeVisible();
      await page.keyboard.press('j');
      const asked = page.waitForRequest('**/rpc/recordings/retry');
      await press();
      await asked;
    },
    async saveRule(press) {
      await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
      await page.getByRole('switch', { name: 'In force' }).click();
      await expect(page.getByText('not saved', { exact: true })).toBeVisible();
      await press();
      await expect(page.getByText('not saved', { exact: true })).toBeHidden();
    },
    async moveRule(press) {
      const names = page.getByRole('list', { name: 'Rules, the first one first' }).locator('.rule-open .rule-name');
      const [first = '', second = ''] = await names.allTextContents();
      // A switch keeps arrows to itself.
      await page.locator('[data-rule="handover"]').focus();
      await press(1);
      await expect(names.nth(0)).toHaveText(second);
      await press(0);
      await expect(names.nth(0)).toHaveText(first);
    },
    async save(press) {
      await page.getByRole('button', { name: 'Settings' }).click();
      const tunnel = page.getByLabel('Address of a tunnel');
      await tunnel.fill('https://desk.example.net');
      await expect(page.locator('.settings-unsaved-line')).toBeVisible();
      await press();
      await expect(page.locator('.settings-unsaved-line')).toBeHidden();
    },
  };

  const sheet = await readSheet(page);
  expect([...sheet.keys()].toSorted()).toEqual(Object.keys(checks).toSorted());
  for (const [id, check] of Object.entries(checks)) {
    await test.step(id, () => check(async (place = 0) => page.keyboard.press(sheet.get(id)![place]!)));
  }
});
