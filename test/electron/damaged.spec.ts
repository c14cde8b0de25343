import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '#core';
import { destroyHeader } from '../support/damage.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

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
