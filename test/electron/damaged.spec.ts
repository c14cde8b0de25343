import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '#core';
import { destroyHeader } from '../support/damage.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

/** What was written changes, and neither size nor time, as far as the note beside it tells. */
async function rot(backup: string): Promise<void> {
  destroyHeader(backup);
  const note = backup.replace(/\.db$/, '.json');
  const noted = JSON.parse(await readFile(note, 'utf8')) as object;
  await writeFile(note, JSON.stringify({ ...noted, modifiedAtMs: (await stat(backup)).mtimeMs }));
}

test.describe('a damaged database', () => {
  let dataDir: string;
  test.beforeEach(async ({ launch }) => {
    dataDir = await mkdtemp(join(tmpdir(), 'earshot-damaged-'));
    const desktop = await launch({ dataDir });
    const page = await deskOf(desktop);
    await desktop.push(aPushedRecord());
    await expect(page.getByRole('option')).toHaveCount(1);
    await desktop.answerDialogs(0);
    expect(await desktop.quit()).toBe(0);
  });
  test.afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }));

  test('is replaced by its backup where the operator wants that', async ({ launch }) => {
    await makeBackup({ dataDir, to: null, nowMs: Date.now(), onProgress() {} });
    destroyHeader(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    const page = await deskOf(desktop);
    await expect(page.getByRole('option')).toHaveCount(1);
    expect(await desktop.shownDialogs()).toMatchObject([
      { type: 'error', message: 'The database is damaged', buttons: [expect.stringMatching(/^Restore the backup of /), 'Start anew, keep the damaged file', 'Quit'] },
      { type: 'info', message: 'Earshot can start again' },
    ]);
  });

  test('is replaced by an older backup where the newest has rotted, which is said', async ({ launch }) => {
    await makeBackup({ dataDir, to: null, nowMs: Date.now() - 60_000, onProgress() {} });
    const { path } = await makeBackup({ dataDir, to: null, nowMs: Date.now(), onProgress() {} });
    await rot(path);
    destroyHeader(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    const page = await deskOf(desktop);
    await expect(page.getByRole('option')).toHaveCount(1);
    expect(await desktop.shownDialogs()).toMatchObject([
      { type: 'error', message: 'The database is damaged' },
      { type: 'info', message: 'Earshot can start again', detail: expect.stringMatching(/^The newer backup .* could not be taken: it is damaged .*\nRestored /) as unknown },
    ]);
  });

  test('of which no backup is whole any more makes way for an empty one where the operator wants that', async ({ launch }) => {
    const { path } = await makeBackup({ dataDir, to: null, nowMs: Date.now(), onProgress() {} });
    await rot(path);
    destroyHeader(join(dataDir, 'earshot.db'));
    const desktop = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    const page = await deskOf(desktop);
    await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
    expect(await desktop.shownDialogs()).toMatchObject([
      { type: 'error', message: 'The database is damaged', buttons: [expect.stringMatching(/^Restore the backup of /), 'Start anew, keep the damaged file', 'Quit'] },
      { type: 'error', message: 'The database is damaged', detail: expect.stringMatching(/^No backup could be restored\. .*cannot be restored: it is damaged/s) as unknown, buttons: ['Start anew, keep the damaged file', 'Quit'] },
      { type: 'info', message: 'Earshot can start again' },
    ]);
  });

  test('whose replacement fails halfway is told of in words, and is replaced at the next start', async ({ launch }) => {
    destroyHeader(join(dataDir, 'earshot.db'));
    // Where the note of the damage is, which is to be taken away at the end.
    const obstacle = join(dataDir, 'damaged.json');
    await mkdir(obstacle);
    const failed = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    expect(await failed.ended).toBe(1);
    expect(await failed.shownDialogs()).toMatchObject([
      { type: 'error', message: 'The database is damaged' },
      { type: 'error', title: 'Earshot cannot start', message: expect.stringContaining('damaged.json') as unknown },
    ]);
    await rm(obstacle, { recursive: true });
    const again = await launch({ dataDir });
    const page = await deskOf(again);
    await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
    expect(await again.shownDialogs()).toEqual([]);
    expect((await readdir(dataDir)).filter((name) => /set-aside|restor/.test(name))).toEqual([expect.stringMatching(/set-aside.*\.db$/)]);
  });

  test('without a backup is left alone or makes way for an empty one, as the operator wants', async ({ launch }) => {
    destroyHeader(join(dataDir, 'earshot.db'));
    const left = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '1' } });
    expect(await left.ended).toBe(0);
    expect(await left.shownDialogs()).toMatchObject([{ type: 'error', message: 'The database is damaged', buttons: ['Start anew, keep the damaged file', 'Quit'] }]);
    expect(await readdir(dataDir)).not.toContainEqual(expect.stringContaining('set-aside'));

    const anew = await launch({ dataDir, env: { EARSHOT_TEST_ANSWER: '0' } });
    const page = await deskOf(anew);
    await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
    expect(await readdir(dataDir)).toContainEqual(expect.stringContaining('set-aside'));
  });
});
