import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { destroyHeader } from '../support/damage.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import { deskOf, expect, test } from './fixture.ts';
import type { Desktop } from '../support/desktop.ts';

/** Expects one error box with these words and an end as failed. */
async function expectFailure(desktop: Desktop, words: RegExp): Promise<void> {
  await expect.poll(() => desktop.shownDialogs(), { timeout: 30_000 }).toMatchObject([{ type: 'error', title: 'Earshot cannot start', message: expect.stringMatching(words) as unknown }]);
  expect(await desktop.ended).toBe(1);
  expect(desktop.stderr()).toMatch(words);
  expect(desktop.stdout()).toBe('earshot: cannot start\n');
}

test('a port that is taken is told in words', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    await expectFailure(await launch({ env: { EARSHOT_PORT: String(port) } }), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken by another program`));
  } finally {
    other.close();
  }
});

test.describe('a data directory', () => {
  let dataDir: string;
  test.beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earshot-failure-'));
  });
  test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('that another host has is told in words', async ({ launch }) => {
    await using serve = await startServe({ dataDir });
    await expectFailure(await launch({ dataDir }), new RegExp(`is in use by the headless host \\(process ${serve.pid}`));
  });

  test('whose database is of a newer Earshot is told in words', async ({ launch }) => {
    const db = new Database(join(dataDir, 'earshot.db'));
    db.pragma('user_version = 99990');
    db.close();
    await expectFailure(await launch({ dataDir }), /was written by a newer Earshot/);
  });

  test('in which something is not as anybody foresaw is told of all the same', async ({ launch }) => {
    await mkdir(join(dataDir, 'running.json'));
    await expectFailure(await launch({ dataDir }), /Something unexpected failed: Error: E[A-Z]+: .*running\.json/);
  });
});

test('a folder that cannot be used is told in words', async ({ launch }) => {
  await expectFailure(await launch({ env: { EARSHOT_DATA: '/dev/null/earshot' } }), /cannot keep its data in \/dev\/null\/earshot/);
});

test.describe('a damaged database', () => {
  const question = 'The database is damaged';
  let dataDir: string;
  test.beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earshot-damaged-'));
    await using serve = await startServe({ dataDir });
    await serve.push(aPushedRecord());
    await expect.poll(async () => ((await serve.getJson('/status')) as { totals: { calls: number } }).totals.calls).toBe(1);
    await serve.stop();
  });
  test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const namesOf = async (pattern: RegExp): Promise<string[]> => (await readdir(dataDir)).filter((name) => pattern.test(name));

  test('is replaced by the newest backup where its operator wants that', async ({ launch }) => {
    expect((await runEarshot(['backup', '--data', dataDir])).code).toBe(0);
    destroyHeader(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    const page = await deskOf(desktop);
    await expect(page.locator('.row-status')).toHaveCount(1);
    expect(await desktop.shownDialogs()).toMatchObject([
      { type: 'error', message: question, buttons: [expect.stringMatching(/^Restore the backup of /), 'Start anew, keep the damaged file', 'Quit'], cancelId: 2 },
      { type: 'info', message: 'Earshot can start again', detail: expect.stringMatching(/^Restored .*, with 1 push and 1 call\.\nThe database that was there is kept as /) as unknown },
    ]);
    expect(await namesOf(/^earshot\.set-aside-.*\.db$/)).toHaveLength(1);
  });

  test('is replaced by an empty one where its operator wants that, and kept', async ({ launch }) => {
    destroyHeader(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    await deskOf(desktop);
    expect((await desktop.shownDialogs())[0]).toMatchObject({ message: question, detail: expect.stringContaining('There is no backup.'), buttons: ['Start anew, keep the damaged file', 'Quit'], cancelId: 1 });
    expect(await namesOf(/^earshot\.set-aside-.*\.db$/)).toHaveLength(1);
  });

  test('is left as it is where its operator quits', async ({ launch }) => {
    destroyHeader(join(dataDir, 'earshot.db'));
    const damaged = await readFile(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '1' } });
    expect(await desktop.ended).toBe(0);
    expect(await desktop.shownDialogs()).toMatchObject([{ message: question }]);
    expect((await readFile(join(dataDir, 'earshot.db'))).equals(damaged)).toBe(true);
    expect(await namesOf(/set-aside/)).toEqual([]);
  });
});

test('a folder that the system denies to be there, as in /proc, is told in words', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'Only Linux has /proc.');
  await expectFailure(await launch({ env: { EARSHOT_DATA: '/proc/earshot' } }), /cannot keep its data in \/proc\/earshot/);
});
