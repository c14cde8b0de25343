import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Desktop } from '../support/desktop.ts';
import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { aSamplePush } from '../e2e/callPane.ts';
import { deskOf, expect, test } from './fixture.ts';

/** Changes the database behind the app's back. */
function alter(desktop: Desktop, statements: string): void {
  const db = new Database(join(desktop.dataDir, 'earshot.db'));
  db.exec(statements);
  db.close();
}

test('a call that cannot be read at once is announced a moment later', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  alter(desktop, "CREATE TRIGGER garbling AFTER INSERT ON events WHEN new.kind = 'alert' BEGIN UPDATE events SET kind = 'garbled' WHERE seq = new.seq; END");
  await desktop.push(aPushedRecord(endedNow()));
  await expect.poll(() => desktop.stderr()).toContain('Events could not be followed');
  expect(await desktop.notifications()).toEqual([]);
  alter(desktop, "UPDATE events SET kind = 'alert' WHERE kind = 'garbled'");
  await expect.poll(() => desktop.notifications()).toHaveLength(1);
});

test('a sound that cannot be looked up fails with a status, until it can', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const push = aSamplePush('answered-en');
  await desktop.push(push);
  const status = () => desktop.evaluate(async ({ net }, callId) => (await net.fetch(`earshot-recording://sound/${callId}/customer`)).status, push.callId);
  await expect.poll(status).toBe(200);
  alter(desktop, 'ALTER TABLE recordings RENAME TO away');
  expect(await status()).toBe(500);
  expect(desktop.stderr()).toContain('A recording could not be served');
  alter(desktop, 'ALTER TABLE away RENAME TO recordings');
  expect(await status()).toBe(200);
});

test('a page that ended with its window stays away', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  await desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    window?.destroy();
    // Longer than the desk waits before it loads the page again.
    return new Promise((resolve) => setTimeout(resolve, 1200));
  }, null);
  expect(desktop.windows()).toEqual([]);
  await desktop.push(aPushedRecord());
});

test('a window whose place cannot be kept opens and closes all the same', async ({ launch }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-place-'));
  try {
    await mkdir(join(dataDir, 'window.json'));
    const desktop = await launch({ dataDir });
    await deskOf(desktop);
    await desktop.answerDialogs(0);
    expect(await desktop.quit()).toBe(0);
    expect(desktop.stderr()).toBe('');
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('calls are received on where whoever started it has gone', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  desktop.stopReading();
  await desktop.evaluate(() => void process.stdout.write('to nobody\n'), null);
  await desktop.push(aPushedRecord());
  await desktop.answerDialogs(0);
  expect(await desktop.quit()).toBe(0);
});

test('what cannot be put away at the end is noted, and it ends', async ({ launch }) => {
  const desktop = await launch();
  await deskOf(desktop);
  const file = join(desktop.dataDir, 'running.json');
  await rm(file);
  await mkdir(file);
  await desktop.answerDialogs(0);
  expect(await desktop.quit()).toBe(0);
  expect(desktop.stderr()).toContain('Earshot did not end cleanly');
});
