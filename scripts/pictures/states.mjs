// The states of the operator's desk, each light and dark: what is noted of a call, many calls chosen, a saved view, the
// palette, alert rules and their log, a call's own window, a narrow window, an empty list, a desk that lost its receiver.
import { setTimeout as sleep } from 'node:timers/promises';

const wide = { width: 1440, height: 900 };

/** Makes something of the opened call, by keys. */
async function review(page) {
  await page.keyboard.press('s');
  await page.keyboard.press('t');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('VIP');
  await page.keyboard.press('Enter');
  await page.getByTestId('call').getByText('VIP', { exact: true }).waitFor();
  await page.keyboard.press('m');
  await page.keyboard.type('Wants the papers before Friday.');
  await page.keyboard.press('Enter');
  await page.getByTestId('note-mark').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
}

async function chosen(page) {
  await page.keyboard.press('j');
  for (let more = 0; more < 5; more += 1) await page.keyboard.press('Shift+J');
  await page.getByRole('toolbar', { name: 'Chosen calls' }).waitFor();
}

async function saved(page) {
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('price');
  await page.getByText(/^\d+ calls?$/).waitFor();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Asked the price');
}

async function palette(page) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command, view or call' }).fill('pr');
  await page.getByRole('dialog', { name: 'Command palette' }).locator('mark').first().waitFor();
}

async function rules(page) {
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await page.getByRole('region', { name: 'What this rule would have done' }).locator('.dot-this').first().waitFor();
}

async function alertLog(page) {
  await rules(page);
  await page.getByRole('button', { name: 'Alert log' }).click();
  await page.getByRole('region', { name: 'Alert log' }).getByRole('row').nth(1).waitFor();
}

/**
 * Takes them. `screen` opens a page of a size and scheme, `openCall` opens a call by its number, `save` keeps a picture under
 * a name; `stop` ends the receiver, after which nothing else can be taken.
 */
export async function takeStates({ screen, openCall, save, stop }) {
  const known = '+44 7700 900417';
  const states = {
    review: async (page) => {
      await openCall(page, known);
      await page.getByTestId('note-mark').first().waitFor();
      await page.keyboard.press('f');
    },
    chosen,
    view: saved,
    palette: async (page) => {
      await openCall(page, known);
      await palette(page);
    },
    rules,
    'alert-log': alertLog,
    empty: async (page) => {
      await page.getByRole('searchbox', { name: 'Search calls' }).fill('nobody says this');
      await page.getByText(/^No call has/).waitFor();
    },
  };
  const first = await screen(wide);
  await openCall(first, known);
  await review(first);
  await first.context().close();
  for (const [name, bring] of Object.entries(states)) {
    for (const scheme of ['light', 'dark']) {
      const page = await screen(wide, scheme);
      await page.locator('[role="option"]').first().waitFor();
      await bring(page);
      await save(page, `${name}-${scheme}`);
      await page.context().close();
    }
  }
  for (const scheme of ['light', 'dark']) {
    const small = await screen({ width: 1024, height: 700 }, scheme);
    await rules(small);
    await save(small, `rules-small-${scheme}`);
    const narrow = await screen({ width: 480, height: 800 }, scheme);
    await narrow.locator('[role="option"]').first().waitFor();
    await save(narrow, `narrow-${scheme}`);
    const desk = await screen(wide, scheme);
    await openCall(desk, known);
    const [own] = await Promise.all([desk.waitForEvent('popup'), desk.keyboard.press('Control+Shift+O')]);
    await own.setViewportSize({ width: 720, height: 800 });
    await own.locator('[data-testid="wave-composite"][data-state="ready"]').waitFor();
    await save(own, `window-${scheme}`);
    for (const page of [small, narrow, desk]) await page.context().close();
  }
  const lost = {};
  for (const scheme of ['light', 'dark']) {
    lost[scheme] = await screen(wide, scheme);
    await lost[scheme].locator('[role="option"]').first().waitFor();
  }
  await stop();
  for (const [scheme, page] of Object.entries(lost)) {
    await sleep(3000);
    await save(page, `lost-${scheme}`);
  }
}
