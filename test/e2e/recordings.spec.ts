import type { Locator, Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { startRecordingHost, type RecordingHost } from '../support/recordingHost.ts';
import { updateSettings } from '../support/updateSettings.ts';
import { aWav } from '../support/wav.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test as withEarshot } from './fixture.ts';

const test = withEarshot.extend<{ readonly host: RecordingHost }>({
  serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' },
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern
  host: async ({}, give) => {
    await using host = await startRecordingHost();
    await give(host);
  },
});

const wav = aWav({ data: Buffer.from(Array.from({ length: 16_000 }, (_, at) => (at * 37) % 251)) });
const record = (overrides: Parameters<typeof aPushedRecord>[0]) => aPushedRecord({ fullAudioUrl: undefined, customerAudioUrl: undefined, ...overrides });

const entry = (page: Page): Locator => page.getByRole('navigation').getByRole('button', { name: /^Recordings/ });
const rowOf = (page: Page, callId: string, kind = 'composite'): Locator => page.locator(`[id="missing-${kind}-${callId}"]`);
const head = (page: Page): Locator => page.locator('.recordings-counts');
/** Away from the list, so that nobody reads it. */
const away = (page: Page): Promise<void> => page.mouse.move(600, 20);

test('lists what is late and what is gone, and takes out what has come', async ({ page, openPage, push, host }) => {
  host.set('/ready.wav', wav);
  host.set('/gone.wav', (_request, response) => void response.writeHead(410).end());
  await push(record({ callId: 'ready', fullAudioUrl: `${host.url}/ready.wav` }));
  await openPage();
  await entry(page).click();
  await expect(page).toHaveURL(/#\/recordings/);
  await expect(page.getByText('Every recording that was pushed is here.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Recordings', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try all now' })).toBeDisabled();

  await push(record({ callId: 'late', calledPhoneNumber: '447700900123', fullAudioUrl: `${host.url}/late.wav`, customerAudioUrl: `${host.url}/late-customer.wav` }));
  await push(record({ callId: 'gone', fullAudioUrl: `${host.url}/gone.wav`, resultStatus: 'TRANSFER_ARTIFICIAL' }));
  await expect(rowOf(page, 'late')).toContainText(/Answered\+44 7700 900123.*Both voicesIts address has nothing yet\.Next try (soon|in \d+ s), given up in (3 d|2 d 23 h)/);
  await expect(rowOf(page, 'late', 'customer')).toContainText('Customer');
  await expect(rowOf(page, 'gone')).toContainText(/Hand-over lost.*Expired before it could be fetchedGiven up \d+ s ago/);
  await expect(head(page)).toHaveText('2 to come · 1 given up');
  await expect(page.getByRole('grid', { name: 'Missing recordings' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByText('To come, the next to be given up first')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Recordings, 3 missing' })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  host.set('/late.wav', wav);
  await rowOf(page, 'late').getByRole('button', { name: /^Try now: Both voices/ }).click();
  // Somebody reads: the row stays where it is and says what became of it.
  await expect(rowOf(page, 'late')).toContainText('Here now');
  await expect(head(page)).toHaveText('1 to come · 1 given up');
  await away(page);
  await page.getByRole('heading', { level: 1 }).click();
  await expect(rowOf(page, 'late')).toHaveCount(0);

  host.set('/late-customer.wav', wav);
  host.set('/gone.wav', wav);
  await page.getByRole('button', { name: 'Try all now' }).click();
  await expect(page.getByText('Every recording that was pushed is here.')).toBeVisible();
  await expect(page.getByText('2 recordings are asked for again, a few at a time.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Recordings', exact: true })).toBeVisible();
});

test('shows how far a recording is, and is worked by keyboard alone', async ({ page, openPage, push, host }) => {
  host.set('/slow.wav', (_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': 2_000_000 });
    response.write(Buffer.concat([aWav({ data: Buffer.alloc(2_000_000 - 44) }).subarray(0, 1_000_000)]));
  });
  await push(record({ callId: 'slow', fullAudioUrl: `${host.url}/slow.wav` }));
  await push(record({ callId: 'late', fullAudioUrl: `${host.url}/late.wav`, customerAudioUrl: `${host.url}/customer.wav` }));
  await openPage();
  await entry(page).focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'slow')).toContainText('Coming in1 MB of 2 MB');
  await expect(rowOf(page, 'late', 'customer')).toContainText('nothing yet');

  const grid = page.getByRole('grid', { name: 'Missing recordings' });
  await page.keyboard.press('j');
  await expect(grid).toBeFocused();
  await page.keyboard.press('j');
  await expect(grid).toHaveAttribute('aria-activedescendant', 'missing-composite-late');
  host.set('/late.wav', wav);
  await page.keyboard.press('t');
  await expect(rowOf(page, 'late')).toContainText('Here now');
  await page.keyboard.press('ArrowDown');
  await expect(grid).toHaveAttribute('aria-activedescendant', 'missing-customer-late');
  host.set('/customer.wav', wav);
  await page.keyboard.press('Tab');
  await expect(rowOf(page, 'late', 'customer').getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'late', 'customer')).toContainText('Here now');
  await expect(grid, 'the keyboard stays in the list').toBeFocused();
  const first = page.waitForRequest('**/rpc/recordings/prioritise');
  await page.keyboard.press('Enter');
  expect((await first).postDataJSON()).toMatchObject({ json: { callId: 'late', neighbours: ['slow'] } });
  await expect(page).toHaveURL(/call=late.*#\//);
  await expect(page.getByTestId('wave-customer')).toHaveAttribute('data-state', 'ready');
  await page.goBack();
  await expect(rowOf(page, 'slow')).toBeVisible();
});

test('frees the rest with one click, and says before what goes and what stays', async ({ page, earshot, openPage, push, host }) => {
  await updateSettings(earshot, { recordings: { budgetGiB: 50 } });
  for (const callId of ['one', 'two']) {
    host.set(`/${callId}.wav`, wav);
    await push(record({ callId, fullAudioUrl: `${host.url}/${callId}.wav` }));
  }
  await openPage();
  await entry(page).click();
  const room = page.getByRole('region', { name: 'Room for recordings' });
  await expect(room).toContainText(/[\d.]+ KiB of 50 GiB2 recordings · .* free on the disk/);
  await expect(room).toContainText(/Frees [\d.]+ KiB: 2 recordings of calls without star or note\. The calls, transcripts and facts stay;/);
  await expect(room.getByRole('progressbar')).toHaveAccessibleName('0 % of the room for recordings is taken');
  expect(await accessibilityProblems(page)).toEqual([]);
  await room.getByRole('button', { name: 'Free the rest' }).click();
  await expect(room.getByRole('status')).toHaveText(/^Freed [\d.]+ KiB: 2 recordings were removed\.$/);
  await expect(room).toContainText('0 B of 50 GiBno recording kept');
  await expect(page.getByText('Every recording that was pushed is here, or was removed to make room.')).toBeVisible();
  expect(((await earshot.getJson('/calls/one')) as { recordings: { state: string }[] }).recordings.map(({ state }) => state)).toContain('freed');

  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText('0 B of 50 GiB')).toBeVisible();
  await page.getByRole('link', { name: 'Show recordings' }).click();
  await expect(page).toHaveURL(/#\/recordings/);
});

test('names what is at risk in the health line, and what to do where the disk is nearly full', async ({ page, openPage, push, host }) => {
  await push(record({ callId: 'late', fullAudioUrl: `${host.url}/late.wav` }));
  const change = { status: { isPaused: false, givenUpSoon: 3 }, usage: {} };
  // oRPC wraps what it answers in `json`.
  for (const [path, changed] of [['status/get', () => ({ recordings: { waiting: 4, unavailable: 0, givenUpLately: 0, ...change.status } })], ['recordings/usage', () => change.usage]] as const) {
    await page.route(`**/rpc/${path}`, async (route) => {
      const response = await route.fetch({ maxRetries: 3 });
      const answer = (await response.json()) as { json: object };
      await route.fulfill({ response, json: { ...answer, json: { ...answer.json, ...changed() } } });
    });
  }
  await openPage();
  const health = page.getByRole('button', { name: /^Listening/ });
  await expect(health).toContainText('3 recordings soon given up');
  change.status.isPaused = true;
  change.usage = { isPaused: true, disk: { freeBytes: 300 * 1024 ** 2, reservedBytes: 500 * 1024 ** 2 } };
  await expect(health).toContainText('disk nearly full, recordings wait');
  await health.click();
  await expect(page.getByText('Recordings are not fetched, as the disk is nearly full. Calls go on being kept.')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: 'Show recordings' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('alert')).toHaveText(
    'Recordings are not fetched: the disk is nearly full. 300 MiB are free, and the last 500 MiB are left for pushes. Make room on the disk, or free recordings here. Fetching then goes on by itself.',
  );
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('says on the lane, too, that the disk is nearly full, as soon as it is and as long as it is', async ({ page, openPage, push, host }) => {
  await push(record({ callId: 'late', fullAudioUrl: `${host.url}/late.wav` }));
  const change = { isPaused: false };
  await page.route('**/rpc/status/get', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const { json } = (await response.json()) as { json: { recordings: object } };
    await route.fulfill({ response, json: { json: { ...json, recordings: { ...json.recordings, ...change } } } });
  });
  await page.route('**/rpc/calls/get', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const answer = (await response.json()) as { json: { recordings: { state: string }[] } };
    const recordings = answer.json.recordings.map((recording) => (change.isPaused && recording.state === 'waiting' ? { ...recording, reason: 'disk-full', nextTryAtMs: null } : recording));
    await route.fulfill({ response, json: { ...answer, json: { ...answer.json, recordings } } });
  });
  await openPage();
  await page.locator('#call-late').click();
  const lane = page.getByTestId('wave-composite');
  await expect(lane).toContainText('Recording not here yet, next try in');
  change.isPaused = true;
  await expect(lane).toHaveText('The disk is nearly full, fetched once there is roomTry now');
  expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
  change.isPaused = false;
  await expect(lane).toContainText('Recording not here yet');
});

test('fits a narrow window in dark with many rows, and says when it cannot be read', async ({ page, openPage, push, host }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 600, height: 800 });
  for (let call = 0; call < 60; call += 1) {
    await push(record({ callId: `call-${call}`, fullAudioUrl: `${host.url}/${call}.wav`, customerAudioUrl: `${host.url}/${call}-customer.wav` }));
  }
  await openPage();
  await entry(page).click();
  await expect(head(page)).toHaveText('120 to come');
  const list = page.getByRole('grid', { name: 'Missing recordings' });
  expect(await list.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await list.focus();
  await page.keyboard.press('End');
  await expect(rowOf(page, 'call-49', 'customer')).toBeVisible();
  // The next page comes before its end is reached.
  await page.keyboard.press('End');
  await expect(rowOf(page, 'call-59', 'customer')).toBeVisible();
  await expect(page.getByText('That is all that is not here')).toBeVisible();

  await page.route('**/rpc/recordings/**', (route) => route.abort());
  await page.keyboard.press('t');
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed.' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'The list could not be read' })).toBeVisible();
  await expect(page.getByText('What recordings take of the disk could not be read.')).toBeVisible();
  await page.unroute('**/rpc/recordings/**');
  // It tries again by itself.
  await expect(rowOf(page, 'call-0')).toBeVisible();
});
