import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import type { StartedServe } from '../support/startServe.ts';
import { updateSettings } from '../support/updateSettings.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './fixture.ts';

const row = '[role="option"]';
const pane = (page: Page): Locator => page.getByRole('region', { name: 'Push', exact: true });
const openLog = async (page: Page): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: /^Push log/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Push log' })).toBeVisible();
};

/** Posts a push that was signed so many seconds ago. */
async function pushSigned(earshot: StartedServe, body: unknown, ageSeconds: number): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const sign = createHash('md5').update(`LILIN888secret${timestamp}`).digest('hex');
  return fetch(earshot.pushUrl, { method: 'POST', headers: { 'content-type': 'application/json', 'api-key': 'LILIN888', timestamp, sign }, body: JSON.stringify(body) });
}

const signature = { receiver: { signature: { apiKey: 'LILIN888', secret: 'secret', windowMinutes: 5 } } };

test('lists every push with what became of it, narrows the list, and finds by number, id and body', async ({ page, earshot, push, openPage }) => {
  await openPage();
  await openLog(page);
  await expect(page.getByText('Nothing has been pushed yet.')).toBeVisible();

  await push(aPushedRecord({ callId: 'call-1', calledPhoneNumber: '6281234567890', intentLevelDetailName: 'C (wants information)' }));
  await push(aPushedRecord({ callId: 'call-1', calledPhoneNumber: '6281234567890', intentLevelDetailName: 'C (wants information)' }));
  await push(aPushedRecord({ callId: 'call-1', calledPhoneNumber: '6281234567890', intentLevelDetailName: 'D (little interest)' }));
  await push(aPushedRecord({ callId: 'call-2', resultStatus: 'BUSY', analysisBasis: 'Zebra crossing' }));
  await push({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, status: 'COMPLETED' } });
  await push([aPushedRecord({ callId: 'call-3' }), { noId: true }]);
  expect((await earshot.push('this is no record')).status).toBe(400);

  await expect(page.locator(row)).toHaveText([
    /Refused.*No call named.*The body is not/,
    /In part.*2 records.*1 stored, 1 refused/,
    /Task event.*ROBOT_CALL_JOB/,
    /Stored.*\+44 7700 900123.*Busy/,
    /Revision.*\+62 812 3456 7890.*intent C → D/,
    /Duplicate.*\+62 812 3456 7890.*same body, 2nd delivery/,
    /Stored.*\+62 812 3456 7890.*Answered/,
  ]);
  const counts = page.locator('.push-counts');
  await expect(counts).toContainText(/stored2.*duplicate1.*revision1.*task event1.*refused, 1 in part2.*kept and answered, median; last (under 1|\d+) ms(under 1|\d+) ms/s);
  await expect(page.getByRole('button', { name: 'Push log, 2 refused today' })).toBeVisible();

  await page.getByRole('button', { name: '2 refused', exact: true }).click();
  await expect(page.locator(row)).toHaveCount(2);
  await expect(page).toHaveURL(/outcome=refused/);
  await page.getByRole('button', { name: 'Clear the filter Outcome' }).click();
  await page.getByRole('button', { name: 'Outcome', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Duplicate' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Revision' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator(row)).toHaveCount(2);
  await page.getByRole('button', { name: 'Source', exact: true }).click();
  await page.getByRole('menuitemradio', { name: '127.0.0.1' }).click();
  await expect(page).toHaveURL(/outcome=revision&outcome=duplicate&source=127.0.0.1/);
  await page.reload();
  await expect(page.locator(row)).toHaveCount(2);

  const search = page.getByRole('searchbox', { name: 'Search pushes' });
  await search.fill('zebra crossing');
  await expect(page.getByText('No push that fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Show all pushes' }).click();
  await expect(page.locator(row)).toHaveCount(7);
  for (const [q, found] of [['zebra crossing', 1], ['812 3456', 3], ['call-2', 1]] as const) {
    await search.fill(q);
    await expect(page.locator(row)).toHaveCount(found);
  }
  await search.fill('nothing like that');
  await page.getByRole('button', { name: 'Clear the search' }).last().click();
  await expect(page.locator(row)).toHaveCount(7);
});

test('brings new pushes in within a second, and moves nothing that is read', async ({ page, push, openPage }) => {
  for (let index = 0; index < 4; index += 1) await push(aPushedRecord({ callId: `call-${String(index)}` }));
  await openPage();
  await openLog(page);
  await expect(page.locator(row)).toHaveCount(4);
  await push(aPushedRecord({ callId: 'new-1' }));
  await expect(page.locator(row)).toHaveCount(5, { timeout: 2500 });
  await expect(page.locator(row).first()).toContainText('Stored');

  const third = page.locator(row).nth(2);
  await third.hover();
  const [id, before] = [await third.getAttribute('id'), await third.boundingBox()];
  await push(aPushedRecord({ callId: 'new-2' }));
  const pill = page.getByRole('button', { name: '1 new' });
  await expect(pill).toBeVisible();
  expect(await page.locator(`#${id ?? ''}`).boundingBox()).toEqual(before);
  await page.keyboard.press('.');
  await expect(page.locator(row)).toHaveCount(6);
  await expect(pill).toHaveCount(0);
});

test('says why a push was refused, mends the cause, and replays all that are like it', async ({ page, earshot, openPage }) => {
  await updateSettings(earshot, signature);
  expect((await pushSigned(earshot, aPushedRecord({ callId: 'very-late' }), 2451)).status).toBe(401);
  for (const callId of ['late-1', 'late-2', 'late-3']) expect((await pushSigned(earshot, aPushedRecord({ callId }), 651)).status).toBe(401);
  await openPage();
  await openLog(page);
  await page.locator(row).first().click();
  const push = pane(page);
  await expect(push.getByRole('heading', { level: 2 })).toHaveText('Refused push');
  await push.getByRole('note').hover();
  await expect(page.getByRole('tooltip')).toHaveText('The platform’s code -4: Timestamp expires');
  await expect(push.getByRole('region', { name: 'Refused push' })).toContainText(/The signature was 10 min 5\d s old.*the push is real/s);
  await expect(push.getByRole('region', { name: 'Answered with' })).toContainText(/HTTP 401 · (under 1|\d+) ms.*"Timestamp expires"/s);
  await expect(push.locator('.push-header-cause')).toContainText(/timestamp.*arrived \d\d:\d\d:\d\d/s);
  await expect(push.getByRole('region', { name: 'Headers' })).toContainText(/sign.*matches/s);

  await expect(push.getByText('As the settings are now, all 4 like this would be refused again.')).toBeVisible();
  await expect(push.getByRole('button', { name: /^Replay .*like this$/ })).toHaveCount(0);
  await push.getByRole('button', { name: 'Accept up to 15 min' }).click();
  await expect(push.getByText('Signatures up to 15 min old are accepted now.')).toBeVisible();
  expect((await pushSigned(earshot, aPushedRecord({ callId: 'late-4' }), 651)).status).toBe(200);
  await push.getByRole('button', { name: 'Replay 3 of 4 like this' }).click();
  await expect(push.getByText('3 replayed. 1 was refused again and stays as it was.')).toBeVisible();
  await expect(push.getByText('It was replayed, and taken as')).toBeVisible();
  await expect(push.getByRole('button', { name: /^Replay .*like this$/ })).toHaveCount(0);
  expect(await earshot.getJson('/calls?limit=10')).toMatchObject({ items: [{}, {}, {}, {}] });
});

test('replays what came with a wrong key of one source, and shows what was sent elsewhere and what was only counted', async ({ page, earshot, openPage }) => {
  for (const callId of ['old-key-1', 'old-key-2']) expect((await fetch(earshot.pushUrl.replace(/[\w-]+$/, 'the-key-before'), { method: 'POST', body: JSON.stringify(aPushedRecord({ callId })) })).status).toBe(401);
  expect((await fetch(`${earshot.pushUrl}/`, { method: 'PUT', body: JSON.stringify(aPushedRecord({ callId: 'elsewhere' })) })).status).toBe(404);
  expect((await fetch(earshot.pushUrl, { method: 'POST', body: `{"callId":"large","analysisBasis":"${'x'.repeat(8 * 1024 * 1024)}"}` })).status).toBe(413);
  for (const path of ['/', '/wp-login.php']) expect((await fetch(new URL(path, earshot.pushUrl))).status).toBe(404);
  await openPage();
  await openLog(page);
  await expect(page.getByText('Requests since the start that were only counted: 2 to other addresses than the push address.')).toBeVisible();
  const push = pane(page);
  await page.locator(row).first().click();
  await expect(push).toContainText('Only the first 4 KiB of the body are kept, as it is larger than 8 MiB.');
  await page.locator(row).nth(1).click();
  await expect(push.locator('.push-facts')).toContainText('PUT');
  await expect(push.locator('.push-header-cause')).toHaveText([/:method.*PUT/, /:path.*\/push\/…\//]);
  await expect(push).toContainText('it sends a POST to exactly that');
  await page.locator(row).nth(2).click();
  await expect(push.getByText('Whoever comes through a tunnel may have this address')).toBeVisible();
  await push.getByRole('button', { name: 'Replay all 2 from 127.0.0.1' }).click();
  await expect(push.getByText('2 replayed.')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('replays one push by R, and leads from it to the replay, the call and back', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await openPage();
  await openLog(page);
  await page.locator(row).first().click();
  await expect(pane(page).getByText('Push 1', { exact: true })).toBeVisible();
  await page.keyboard.press('r');
  await pane(page).getByText('Replayed as').getByRole('button', { name: 'Push 2' }).click();
  await expect(page).toHaveURL(/push=2/);
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Duplicate');
  await expect(pane(page).getByText('Nobody was answered: it was replayed here.')).toBeVisible();
  await pane(page).getByText('This is a replay of').getByRole('button', { name: 'Push 1' }).click();
  await expect(pane(page).getByText('It was replayed, and taken as')).toBeVisible();
  await pane(page).getByRole('button', { name: 'Open the call with +44 7700 900123' }).click();
  await expect(page.getByRole('region', { name: 'Call', exact: true }).getByRole('heading', { level: 2 })).toHaveText('+44 7700 900123');
});

test('copies a curl command that sends the push again, and names the key only when asked', async ({ page, context, earshot, openPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = `{"callId":"curl-1","resultStatus":"ANSWERED","calledPhoneNumber":"447700900123","note":"it's $HOME \\"\`id\`\\" 价格 🙂","big":9007199254740993.10}\n`;
  expect((await fetch(earshot.pushUrl, { method: 'POST', headers: { 'content-type': "application/json; a='b'" }, body: text })).status).toBe(200);
  await openPage();
  await openLog(page);
  await page.locator(row).first().click();
  await expect(pane(page).locator('.push-pretty')).toContainText('"big": 9007199254740993.10');
  const copied = (): Promise<string> => page.evaluate(async () => navigator.clipboard.readText());
  await pane(page).getByRole('button', { name: 'Copy as curl' }).click();
  const withoutKey = await copied();
  const key = earshot.pushUrl.slice(earshot.pushUrl.lastIndexOf('/') + 1);
  expect(withoutKey).not.toContain(key);
  const sh = promisify(execFile);
  await expect(sh('sh', ['-c', withoutKey])).rejects.toThrow(/EARSHOT_PUSH_KEY/);
  await sh('sh', ['-c', withoutKey], { env: { ...process.env, EARSHOT_PUSH_KEY: key } });
  await pane(page).getByRole('button', { name: 'What to copy' }).click();
  await page.getByRole('menuitem', { name: 'With the key of the push address' }).click();
  await sh('sh', ['-c', await copied()]);
  for (const id of [2, 3]) {
    expect(await (await earshot.fetchApi(`/pushes/${String(id)}/raw`)).text()).toBe(text);
    expect(await earshot.getJson(`/pushes/${String(id)}`)).toMatchObject({ outcome: 'duplicate', headers: expect.arrayContaining([{ name: 'content-type', value: "application/json; a='b'" }]) });
  }
});

test('shows a body laid out with long lists folded, and as it came', async ({ page, earshot, push, openPage }) => {
  await push(aPushedRecord({ callDetailList: Array.from({ length: 6 }, (_, at) => ({ callDetailId: at, text: `Sentence ${String(at)}`, type: 'PERSON' })) }));
  await earshot.push('{"callId":"x", broken');
  await fetch(earshot.pushUrl.replace(/[\w-]+$/, 'not-the-key-at-all'), { method: 'POST', body: `{"big":"${'x'.repeat(9000)}"}` });
  await openPage();
  await openLog(page);
  await page.locator(row).first().click();
  await expect(pane(page)).toContainText('only the first 4.1 kB kept');
  await expect(pane(page).getByRole('button', { name: 'Replay' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('j');
  await expect(pane(page).getByText('The body is not JSON.')).toBeVisible();
  await page.keyboard.press('j');
  const body = pane(page).getByRole('region', { name: 'Body' });
  await expect(body).toContainText('6 sentences');
  await expect(body).not.toContainText('Sentence 3');
  await body.getByRole('button', { name: /^Unfold line/ }).click();
  await expect(body).toContainText('Sentence 3');
  await body.getByText('As it came').click();
  await expect(body.getByRole('group', { name: 'As it came' })).toContainText('{"callId":"call-1"');
});

test('lays the pushes of a call beside each other with what differs', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await push(aPushedRecord({ pay: '0.0999', properties: { plan: 'fibre 1000' }, extra: { a: [1] } }));
  await push(aPushedRecord({ pay: '0.0999', properties: { plan: 'fibre 1000' }, extra: { a: [1] } }));
  await openPage();
  await page.locator(row).first().click();
  await page.getByRole('button', { name: /^Facts and variables/ }).click();
  await page.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog', { name: 'What each push brought' });
  const table = dialog.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText([/^Field$/, /Push 1.*brought the call/, /Push 2.*told something else/]);
  await expect(table.getByRole('rowheader')).toHaveText(['pay', 'properties › name', 'properties › plan', 'extra › a']);
  await expect(table.getByRole('row', { name: /^pay/ })).toHaveText(/0\.0820.*0\.0999changed/);
  await expect(table.getByRole('row', { name: /name/ })).toHaveText(/Sam.*removed/);
  await expect(table.getByRole('row', { name: /extra/ })).toHaveText(/–.*1added/);
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole('switch', { name: 'All fields' }).click();
  await expect(table.getByRole('rowheader', { name: 'callId' })).toBeVisible();
  await dialog.getByRole('switch', { name: 'Repeats too' }).click();
  await expect(table.getByRole('columnheader')).toHaveCount(4);
  await table.getByRole('button', { name: 'Push 2' }).click();
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Revision');
});

test('tells the sender past a tunnel, and says that it came through it', async ({ page, earshot, openPage }) => {
  await updateSettings(earshot, { receiver: { trustedProxies: 1 } });
  const through = (headers: Record<string, string>, callId: string): Promise<Response> => fetch(earshot.pushUrl, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(aPushedRecord({ callId })) });
  expect((await through({ 'x-forwarded-for': '10.9.9.9, 203.0.113.24' }, 'tunnelled')).status).toBe(200);
  expect((await through({}, 'direct')).status).toBe(200);
  await openPage();
  await openLog(page);
  await page.locator(row).last().click();
  await expect(pane(page).locator('.push-facts')).toContainText('from 203.0.113.24 through the tunnel');
  await expect(pane(page).getByRole('region', { name: 'Headers' })).toContainText('10.9.9.9, 203.0.113.24');
  await page.locator(row).first().click();
  await expect(pane(page).locator('.push-facts')).toContainText(/from 127\.0\.0\.1(?! through)/);
});

test('is used by keyboard alone, and stands up to axe in both themes and on a narrow window', async ({ page, earshot, openPage }) => {
  await updateSettings(earshot, signature);
  await pushSigned(earshot, aPushedRecord({ callId: 'ok' }), 1);
  await pushSigned(earshot, aPushedRecord({ callId: 'late' }), 651);
  await earshot.push({ nothing: 'x'.repeat(3000), long: 'ملاحظة '.repeat(40) });
  await openPage();
  await openLog(page);
  await expect(page.locator(row)).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/push=2/);
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Refused push');
  await page.keyboard.press('k');
  await expect(page).toHaveURL(/push=3/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/push=\d/);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search pushes' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.locator(row).nth(1).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  for (const width of [1024, 860, 600]) {
    await page.setViewportSize({ width, height: 700 });
    await expect(pane(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await pane(page).evaluate((element) => [...element.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > element.getBoundingClientRect().right + 1 && part.closest('.sr-only') === null).length)).toBe(0);
  }
  await page.keyboard.press('Escape');
  await expect(page.locator(row).first()).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('says that the log could not be read, and reads it when asked again', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await openPage();
  await page.route('**/rpc/pushes/list', (route) => route.fulfill({ status: 500, json: { json: { code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'no', defined: false } } }));
  await openLog(page);
  await expect(page.getByRole('alert')).toContainText('The push log could not be read');
  await page.unroute('**/rpc/pushes/list');
  // The log looks again by itself too: the button may have gone.
  await page.getByRole('button', { name: 'Try again' }).click({ timeout: 2000 }).catch(() => {});
  await expect(page.locator(row)).toHaveCount(1);
});
