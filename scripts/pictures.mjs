// `npm run pictures`: takes the README's pictures anew into docs/pictures. Starts `earshot serve` on a temporary data
// directory, posts calls to it, and looks at it in a browser. Needs ffmpeg, which makes the files small.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBrowser } from './browser.mjs';
import { buildIfNeeded } from './build.mjs';
import { arrived, arriving, withLateRecordings } from './pictures/cast.mjs';
import { startRecordingHost } from './pictures/recordingHost.mjs';
import { takeStates } from './pictures/states.mjs';

const root = path.join(import.meta.dirname, '..');
const pictures = path.join(root, 'docs', 'pictures');
const mostBytes = 250_000;
const usualPort = 4780;
const account = { apiKey: 'EARSHOT-SAMPLE', secret: 'a secret of the sample' };
let nextId = 2_209_281_533_000_912_000n;

try {
  await takePictures();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function takePictures() {
  const executablePath = await ensureBrowser();
  await buildIfNeeded({ say: console.error });
  const { chromium } = await import('@playwright/test');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-pictures-'));
  const host = await startRecordingHost();
  const earshot = await startServe(dataDir, host.name);
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-background-networking'] });
  const screen = (size, colorScheme = 'light') => openScreen(browser, earshot.uiUrl, size, colorScheme);
  try {
    const empty = await screen({ width: 1440, height: 900 });
    await empty.getByRole('button', { name: 'Send a test call' }).waitFor();
    await save(empty, 'first-run', dataDir);

    await post(earshot.pushUrl, arrived, 900);
    const light = await screen({ width: 1440, height: 900 });
    await openCall(light, '+44 7700 900417');
    await light.getByText('What would it cost this time?').last().click();
    await light.keyboard.press('Shift+ArrowRight');
    const small = await screen({ width: 1024, height: 700 });
    await openCall(small, '+52 55 5501 0142');
    await small.getByText('Quiero cambiarla, pero prefiero hablar con alguien.').last().click();
    await small.keyboard.press('Shift+ArrowRight');
    const dark = await screen({ width: 1440, height: 900 }, 'dark');
    await openCall(dark, '+52 55 5501 0142');
    await dark.getByText('De acuerdo, espero.').last().click();
    await post(earshot.pushUrl, arriving, 300);
    await light.getByRole('button', { name: '3 new' }).waitFor();
    await sleep(2500);
    await save(light, 'desk-light', dataDir);
    await save(dark, 'desk-dark', dataDir);
    await save(small, 'desk-small', dataDir);

    for (const scheme of ['light', 'dark']) {
      const times = await screen({ width: 1440, height: 900 }, scheme);
      await openCall(times, '+44 7700 900417');
      await times.getByText('Four hundred and twenty pounds').last().click();
      await times.keyboard.press('a');
      if (scheme === 'light') await times.keyboard.press('Shift+G');
      await times.locator('.corrected').waitFor();
      await save(times, `times-${scheme}`, dataDir);
    }

    for (const [page, name] of [[light, 'keys-light'], [dark, 'keys-dark']]) {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await save(page, name, dataDir);
    }

    const settings = await screen({ width: 1280, height: 800 });
    await settings.getByRole('button', { name: 'Settings' }).click();
    await settings.getByRole('heading', { name: 'Receiving' }).waitFor();
    await save(settings, 'settings', dataDir);

    await pushForLog(earshot);
    const log = await screen({ width: 1440, height: 900 });
    await log.getByRole('button', { name: /^Push log/ }).click();
    await log.getByRole('option', { name: /Refused/ }).first().click();
    await log.getByText('The signature was').waitFor();
    await save(log, 'push-log', dataDir);

    await update(earshot, { receiver: { signature: null }, recordings: { budgetGiB: 50 } });
    await post(earshot.pushUrl, withLateRecordings(host.url), 500);
    for (const scheme of ['light', 'dark']) {
      const recordings = await screen({ width: 1440, height: 900 }, scheme);
      await recordings.getByRole('button', { name: /^Recordings/ }).click();
      await recordings.getByText('Expired before it could be fetched').waitFor();
      await save(recordings, `recordings-${scheme}`, dataDir);
    }
    await takeStates({ screen, openCall, save: (page, name) => save(page, name, dataDir), stop: earshot.stop });
  } finally {
    await browser.close();
    await earshot.stop();
    host.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** On the usual port, which the push address then shows, where nobody has it; else on any. */
async function startServe(dataDir, recordingHost) {
  const port = (await isFree(usualPort)) ? [] : ['--port', '0'];
  const args = [path.join(root, 'scripts', 'earshot.mjs'), 'serve', '--data', dataDir, ...port, '--ui-port', '0', '--json'];
  const env = { ...process.env, EARSHOT_RECORDING_HOSTS: recordingHost };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void ended.then(() => reject(new Error('earshot serve ended before it was ready.')));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ...JSON.parse(line), stop };
}

/** What a push log shows beside stored calls: a repeated push, a changed one, a task's event, and signatures that were too old. */
async function pushForLog(earshot) {
  const { pushUrl } = earshot;
  const [first, second, , , third] = arrived;
  const bodies = await Promise.all([first, second, third].map(bodyOf));
  const post = (body, headers = {}) => fetch(pushUrl, { method: 'POST', headers: { 'content-type': 'application/json;charset=UTF-8', 'user-agent': 'okhttp/3.14.9', ...headers }, body });
  const changed = JSON.stringify({ ...JSON.parse(bodies[1]), intentLevelDetailName: 'C (wants information)' });
  for (const body of [...bodies, bodies[0], changed, JSON.stringify({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 2101, status: 'COMPLETED' } })]) await post(body);
  const signature = { ...account, windowMinutes: 5 };
  await update(earshot, { receiver: { signature, trustedProxies: 1 } });
  for (const [index, call] of [second, third, first].entries()) {
    const timestamp = `${Math.floor(Date.now() / 1000) - 651}`;
    const sign = createHash('md5').update(`${account.apiKey}${account.secret}${timestamp}`).digest('hex');
    const refused = await post(await bodyOf({ ...call, calledPhoneNumber: `62812555001${48 + index}` }), { 'x-forwarded-for': '203.0.113.24', timestamp, 'api-key': account.apiKey, sign });
    if (refused.status !== 401) throw new Error(`A push with an old signature was answered ${refused.status}.`);
  }
}

/** Changes settings. */
async function update({ apiUrl, apiKey }, settings) {
  const response = await fetch(apiUrl.replace(/\/api$/, '/rpc/settings/update'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ json: settings }),
  });
  if (!response.ok) throw new Error(`The settings were refused: ${await response.text()}`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function openScreen(browser, uiUrl, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  // A headless browser has no notifications: the desk is shown as it is once they were allowed.
  await context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'granted' }));
  const page = await context.newPage();
  await page.goto(uiUrl);
  return page;
}

/** Opens the call to `number` and waits for its waves, and until it was worked out when the robot spoke. */
async function openCall(page, number) {
  await page.locator('[role="option"]', { hasText: number }).click();
  await page.locator('[data-testid="wave-customer"][data-state="ready"]').waitFor();
  await page.locator('[data-testid="wave-composite"][data-state="ready"]').waitFor();
  await page.locator('[data-note="estimated"]').waitFor();
}

/** Posts calls one after another, `gapMs` apart on average, so that they arrive at times of their own. */
async function post(pushUrl, calls, gapMs) {
  for (const [index, call] of calls.entries()) {
    const response = await fetch(pushUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: await bodyOf(call) });
    if (!response.ok) throw new Error(`The push was refused: ${await response.text()}`);
    await sleep(gapMs * (0.4 + ((index * 7) % 13) / 10));
  }
}

/** A pushed call as JSON: a shipped sample, or one of the cast, that ended just now. Long ids stay text: no double holds them. */
async function bodyOf({ sample, ...call }) {
  const endTime = Math.floor(Date.now() / 1000);
  if (sample !== undefined) {
    const text = await readFile(path.join(root, 'samples', sample, 'push.json'), 'utf8');
    const startTime = endTime - Number(/"chatDuration": (\d+)/.exec(text)[1]);
    return text
      .replaceAll('{{recordings}}', 'https://samples.earshot.invalid')
      .replace(/"startTime": \d+/, `"startTime": ${startTime}`)
      .replace(/"endTime": \d+/, `"endTime": ${endTime}`);
  }
  const ids = { callId: `${nextId++}`, appId: 'EARSHOT-SAMPLE', robotCallJobId: 2101, dialogFlowId: 61, tenantPhoneNumberId: 412 };
  return JSON.stringify({ ...ids, startTime: endTime - (call.chatDuration ?? 0), endTime, ...call });
}

/** Saves what the page shows in 256 colours, which a screen of text does not miss. */
async function save(page, name, dir) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await sleep(600);
  const whole = path.join(dir, `${name}.png`);
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: whole });
  const palette = 'split[a][b];[a]palettegen=max_colors=256:reserve_transparent=0[p];[b][p]paletteuse=dither=none';
  const { status, error } = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', whole, '-vf', palette, '-compression_level', '9', '-pred', 'mixed', file], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`ffmpeg could not make ${file}: ${error?.message ?? `it ended with ${status}`}`);
  const { size } = await stat(file);
  if (size > mostBytes) throw new Error(`${file} has ${size} bytes, which is more than ${mostBytes}.`);
  console.log(`${path.relative(root, file)}: ${size} bytes`);
}
