import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startServe } from '../support/startServe.ts';
import { expect, test } from './fixture.ts';
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
