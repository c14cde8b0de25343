import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const openSettings = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
};

const lost = (callId: string, resultStatus: string, calledPhoneNumber: string) => aPushedRecord({ callId, resultStatus, calledPhoneNumber, fullAudioUrl: null, customerAudioUrl: null });

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

test('answers pushes as chosen, and shows the answer as it is sent', async ({ page, earshot, openPage }) => {
  await openPage();
  await openSettings(page);
  const receiving = section(page, 'Receiving');
  await receiving.getByText('The word success').click();
  await expect(receiving.getByRole('group', { name: 'Exactly what is sent' })).toHaveText(/content-type: text\/plain; charset=utf-8\s+success$/);
  await receiving.getByRole('button', { name: 'Save Receiving' }).click();
  await expect(receiving.getByText('Saved', { exact: true })).toBeVisible();

  const plain = await earshot.push(aPushedRecord());
  expect([plain.status, plain.headers.get('content-type'), await plain.text()]).toEqual([200, 'text/plain; charset=utf-8', 'success']);

  await receiving.getByText('Own text').click();
  await receiving.getByRole('textbox', { name: 'Text', exact: true }).fill('<ok/>\n');
  await receiving.getByRole('textbox', { name: 'Content type' }).fill('application/xml');
  await expect(receiving.getByText('6 bytes')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(receiving.getByText('Saved', { exact: true })).toBeVisible();
  const own = await earshot.push(aPushedRecord({ callId: 'call-2' }));
  expect([own.status, own.headers.get('content-type'), await own.text()]).toEqual([200, 'application/xml', '<ok/>\n']);
});

test('calls a status by the operator’s own word, in the feed too', async ({ page, openPage, push }) => {
  await push(aPushedRecord({ resultStatus: 'BUSY' }));
  await push(aPushedRecord({ callId: 'call-2', resultStatus: 'LINE_INTERCEPT' }));
  await openPage();
  await expect(page.locator('.row-status', { hasText: 'LINE_INTERCEPT' })).toBeVisible();
  await openSettings(page);
  const statuses = section(page, 'Statuses');
  await statuses.getByLabel('Own word for BUSY').fill('On the line');
  await statuses.getByLabel('Group of LINE_INTERCEPT').click();
  await page.getByRole('option', { name: 'Our fault' }).click();
  await statuses.getByRole('button', { name: 'Save Statuses' }).click();
  await expect(statuses.getByText('Saved', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.row-status', { hasText: 'On the line' })).toBeVisible();

  await openSettings(page);
  await statuses.getByRole('button', { name: 'Reset Busy' }).click();
  await page.keyboard.press('Control+s');
  await expect(statuses.getByText('Saved', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.row-status', { hasText: 'Busy' })).toBeVisible();
});

test('raises cards for the statuses that are chosen, and for no others', async ({ page, openPage, push }) => {
  await openPage();
  await push(lost('before', 'CALL_LOSS', '447700900100'));
  const card = page.getByRole('region', { name: 'Customers to call back' }).getByRole('article');
  await expect(card).toContainText('+44 7700 900100');
  await openSettings(page);
  const statuses = section(page, 'Statuses');
  for (const [code, isOn] of [['CALL_LOSS', true], ['TRANSFER_ARTIFICIAL', true], ['BUSY', false]] as const) {
    const rescue = statuses.getByRole('switch', { name: `Card to call back for ${code}` });
    if (isOn) await expect(rescue).toBeChecked();
    else await expect(rescue).not.toBeChecked();
    if (code !== 'TRANSFER_ARTIFICIAL') await rescue.press('Space');
  }
  await statuses.getByRole('button', { name: 'Save Statuses' }).click();
  await expect(statuses.getByText('Saved', { exact: true })).toBeVisible();
  await page.goBack();
  await push([lost('loss', 'CALL_LOSS', '447700900101'), lost('handover', 'TRANSFER_ARTIFICIAL', '447700900102'), lost('busy', 'BUSY', '447700900103')]);
  await expect(card, 'the one of before stays').toContainText('of 3');
  const shown: string[] = [];
  for (let at = 0; at < 3; at += 1) {
    shown.push((await card.getAttribute('data-call')) ?? '');
    await card.getByRole('button', { name: 'Next customer' }).click();
  }
  expect(shown.toSorted()).toEqual(['before', 'busy', 'handover']);
});

test('calls back by internet telephony at the domain that is given, which is checked', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const desk = section(page, 'Desk');
  const domain = desk.getByRole('textbox', { name: 'Telephony domain' });
  await expect(domain).toBeDisabled();
  await desk.getByText('Internet telephony (sip:)').click();
  await domain.fill('sip.example.net; transport=tcp');
  await page.keyboard.press('Control+s');
  await expect(desk.getByText('Enter a name or an IP address, with its port')).toBeVisible();
  await domain.fill(' sip.example.net:5061 ');
  await desk.getByRole('button', { name: 'Save Desk' }).click();
  await expect(desk.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(domain).toHaveValue('sip.example.net:5061');
});

test('says of each status what the alert rules do with it, and decides in their place, silence too', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const announced = (code: string) => page.getByRole('combobox', { name: `Announcement of ${code}`, exact: true });
  await expect(announced('TRANSFER_ARTIFICIAL')).toHaveValue('Urgent until handled, by the rules');
  await expect(announced('SYSTEM_ERROR')).toHaveValue('Urgent, once per run of 5, by the rules');
  await expect(announced('CALL_LOSS')).toHaveValue('Badge only, by the rules');
  await expect(announced('BUSY')).toHaveValue('Nothing, by the rules');
  await announced('SYSTEM_ERROR').click();
  await page.getByRole('option', { name: 'Nothing', exact: true }).click();
  await page.keyboard.press('Control+s');
  await expect(section(page, 'Statuses').getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(announced('SYSTEM_ERROR')).toHaveValue('Nothing');
  await page.getByRole('navigation').getByRole('button', { name: 'Alert rules' }).click();
  await expect(page.locator('[data-rule="status-SYSTEM_ERROR"]')).toContainText('Nothing, from its status in the settings');
});

test('changes the theme at once and keeps it', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const root = page.locator('html');
  await section(page, 'Screen').getByText('Dark', { exact: true }).click();
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(section(page, 'Screen').getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(section(page, 'Screen').getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('says what waits for the next start, what others can reach, and what a flag decides', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const receiving = section(page, 'Receiving');
  // The fixture starts Earshot with --port.
  await expect(receiving.getByLabel('Port')).toBeDisabled();
  await expect(receiving.getByText('The flag --port decides this.')).toBeVisible();
  await receiving.getByRole('combobox', { name: 'Listen on' }).fill('0.0.0.0');
  await expect(receiving.getByText('Others on the network can then reach the push address')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Listen on takes effect at the next start of Earshot.')).toBeVisible();
});

test('explains a value that does not fit at its field, and saves nothing of the section', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const receiving = section(page, 'Receiving');
  const tunnel = receiving.getByLabel('Address of a tunnel');
  await tunnel.fill('desk.example.net');
  await receiving.getByText('The word success').click();
  await receiving.getByRole('button', { name: 'Save Receiving' }).click();
  await expect(receiving.getByText('Enter an address that begins with https:// or http://')).toBeVisible();
  await expect(tunnel).toBeFocused();
  await page.evaluate(() => window.localStorage.clear());
  await page.reload();
  await expect(receiving.getByRole('radio', { name: 'JSON' })).toBeChecked();
});

test('keeps what is not saved when the screen is left', async ({ page, openPage, push }) => {
  await push(aPushedRecord());
  await openPage();
  await openSettings(page);
  await section(page, 'Receiving').getByLabel('Address of a tunnel').fill('https://desk.example.net');
  await page.goBack();
  await expect(page.locator('.row-line')).toHaveCount(1);
  await openSettings(page);
  await expect(page.getByText('1 change is not saved yet.')).toBeVisible();
  await expect(section(page, 'Receiving').getByLabel('Address of a tunnel')).toHaveValue('https://desk.example.net');
  await section(page, 'Receiving').getByRole('button', { name: 'Take back the changes to Receiving' }).click();
  await expect(page.getByText('1 change is not saved yet.')).toHaveCount(0);
});

test('copies the push address whole, of this computer and of a tunnel', async ({ page, context, earshot, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage();
  await openSettings(page);
  const receiving = section(page, 'Receiving');
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const key = earshot.pushUrl.split('/').at(-1) ?? '';
  await expect(page.getByText(key)).toHaveCount(0);
  await receiving.getByRole('button', { name: 'Copy address' }).click();
  await expect(receiving.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard()).toBe(earshot.pushUrl);
  await receiving.getByRole('button', { name: 'Show the key' }).click();
  await expect(page.getByText(key)).toBeVisible();

  await receiving.getByLabel('Address of a tunnel').fill('https://desk.example.net/');
  await page.keyboard.press('Control+s');
  await expect(receiving.getByRole('radio', { name: 'Through a tunnel' })).toBeChecked();
  await receiving.getByRole('button', { name: /Copy address|Copied/ }).click();
  await expect.poll(clipboard).toBe(`https://desk.example.net/push/${key}`);
});

test('finds a time zone by city and by offset, from the keyboard', async ({ page, openPage }) => {
  await openPage();
  await openSettings(page);
  const zone = section(page, 'Platform').getByRole('combobox', { name: 'Time zone' });
  await zone.focus();
  await zone.fill('mexico city');
  await expect(page.getByRole('option')).toHaveText([/^America\/Mexico City/]);
  await zone.press('ArrowDown');
  await zone.press('Enter');
  await expect(section(page, 'Platform').getByText(/It is now .* there\./)).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(section(page, 'Platform').getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(zone).toHaveValue(/^America\/Mexico City/);
});

test('makes a new key, tells until when the one so far works, and ends it at once', async ({ page, earshot, openPage }) => {
  await openPage();
  await openSettings(page);
  const senders = section(page, 'Who may push');
  const keySoFar = earshot.pushUrl.slice(-4);
  await senders.getByRole('button', { name: 'Make a new key' }).click();
  await expect(senders.getByText('The new push address stands under Receiving')).toBeVisible();
  await expect(senders.getByRole('listitem')).toHaveText([new RegExp(`^…${keySoFar}works until .+End now$`)]);
  expect((await earshot.push(aPushedRecord())).status).toBe(200);
  await section(page, 'Receiving').getByRole('button', { name: 'Show the key' }).click();
  const address = await section(page, 'Receiving').getByRole('group', { name: 'Push address' }).textContent();
  expect(address).not.toBe(earshot.pushUrl);
  expect((await page.request.post(address ?? '', { data: aPushedRecord({ callId: 'call-2' }) })).status()).toBe(200);

  await senders.getByRole('button', { name: `End the key that ends in ${keySoFar} now` }).press('Enter');
  await expect(senders.getByRole('listitem')).toHaveCount(0);
  expect((await earshot.push(aPushedRecord())).status).toBe(401);
});

test('asks for a signature, keeps its secret to itself, and changes the rest without it', async ({ page, earshot, openPage }) => {
  await openPage();
  await openSettings(page);
  const senders = section(page, 'Who may push');
  await senders.getByRole('switch', { name: 'Signature' }).press('Space');
  await senders.getByLabel('Api-Key').fill('LILIN888');
  await senders.getByRole('button', { name: 'Save Who may push' }).click();
  await expect(senders.getByText('Enter the key and the secret as the platform gives them')).toBeVisible();
  await expect(senders.getByLabel('Secret')).toBeFocused();
  await senders.getByLabel('Secret').fill('the-secret');
  expect(await page.evaluate(() => JSON.stringify(window.localStorage))).not.toContain('the-secret');
  await page.keyboard.press('Control+s');
  await expect(senders.getByText('Saved', { exact: true })).toBeVisible();

  const refused = await earshot.push(aPushedRecord());
  expect([refused.status, await refused.json()]).toEqual([401, { status: '-57', reason: 'The Sign cannot be empty' }]);
  await page.reload();
  await expect(senders.getByLabel('Secret')).toHaveValue('');
  await senders.getByLabel('Accept signatures up to').fill('15');
  await page.keyboard.press('Control+s');
  await expect(senders.getByText('Saved', { exact: true })).toBeVisible();
  const timestamp = String(Math.floor(Date.now() / 1000) - 600);
  const sign = createHash('md5').update(`LILIN888the-secret${timestamp}`).digest('hex');
  const signed = await fetch(earshot.pushUrl, { method: 'POST', headers: { 'api-key': 'LILIN888', timestamp, sign }, body: JSON.stringify(aPushedRecord()) });
  expect(signed.status).toBe(200);
});

test('allows the addresses that pushes came from, and says where a tunnel hides them', async ({ page, earshot, openPage, push }) => {
  await push(aPushedRecord());
  await openPage();
  await openSettings(page);
  const senders = section(page, 'Who may push');
  await expect(senders.getByText('Your last pushes came from 127.0.0.1.')).toBeVisible();
  await senders.getByRole('button', { name: 'Allow these' }).press('Enter');
  await page.keyboard.press('Control+s');
  await expect(senders.getByText('Saved', { exact: true })).toBeVisible();
  expect((await earshot.push(aPushedRecord())).status).toBe(200);

  await section(page, 'Receiving').getByLabel('Address of a tunnel').fill('https://desk.example.net');
  await page.keyboard.press('Control+s');
  await expect(senders.getByText('Through a tunnel every push seems to come from this computer itself')).toBeVisible();
  await senders.getByText('A number', { exact: true }).click();
  await expect(senders.getByText('Through a tunnel')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await expect(senders.getByText('Saved', { exact: true })).toBeVisible();
  const forged = await fetch(earshot.pushUrl, { method: 'POST', headers: { 'x-forwarded-for': '127.0.0.1, 198.51.100.1' }, body: JSON.stringify(aPushedRecord()) });
  expect([forged.status, await forged.json()]).toEqual([403, { status: '-6', reason: 'Restricted IP access' }]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [[1440, 900], [700, 900]] as const) {
    test(`is accessible in ${colorScheme} at ${width} px`, async ({ page, openPage }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      await openPage();
      await openSettings(page);
      await section(page, 'Receiving').getByText('Own text').click();
      await section(page, 'Receiving').getByLabel('Address of a tunnel').fill('nowhere');
      const senders = section(page, 'Who may push');
      for (const name of ['Signature', 'User name and password', 'Encryption']) await senders.getByRole('switch', { name }).press('Space');
      await senders.getByText('These addresses').click();
      await senders.getByRole('button', { name: 'Make a new key' }).click();
      await expect(senders.getByRole('listitem')).toHaveCount(1);
      await page.keyboard.press('Control+s');
      await expect(page.getByText('Enter an address that begins with')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  }
}
