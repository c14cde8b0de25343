import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestBackup } from '#core';
import { damageDatabase, damageNewestPushes, destroyHeader } from '../support/damage.ts';
import { healthz, problemsOf } from '../support/healthOf.ts';
import { idle } from '../support/keptPushes.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startCore } from '../support/startCore.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

const timeout = 120_000;

let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'earshot-corrupt-'));
  file = join(dataDir, 'earshot.db');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function push(earshot: StartedServe, from: number, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, at) => aPushedRecord({ callId: `call-${from + at}`, analysisBasis: 'x'.repeat(1500), fullAudioUrl: '', customerAudioUrl: '' }));
  for (const record of records) if ((await earshot.push(record)).status !== 200) throw new Error('A push was not acknowledged');
  await idle(earshot);
}

const callsIn = async (earshot: StartedServe): Promise<number> => (await idle(earshot)).totals.calls;
const setAside = (): string[] => readdirSync(dataDir).filter((name) => /^earshot\.set-aside-.*\.db$/.test(name));

/** Runs Earshot on the directory, does something, and ends it cleanly. */
async function whileRunning(act: (earshot: StartedServe) => Promise<void>): Promise<void> {
  await using earshot = await startServe({ dataDir });
  await act(earshot);
  expect(await earshot.stop()).toBe(0);
}

/** Forty calls in a backup, sixty in the database. */
async function aBackupAndMore(): Promise<void> {
  await whileRunning(async (earshot) => {
    await push(earshot, 0, 40);
    expect((await runEarshot(['backup', '--data', dataDir])).code).toBe(0);
    await push(earshot, 40, 20);
  });
}

describe('a database file that is no database any more', () => {
  it('is left as it is, with a sentence that names the newest backup; that is restored by command', { timeout }, async () => {
    await aBackupAndMore();
    destroyHeader(file);
    const damaged = readFileSync(file);
    const start = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0']);
    expect(start.code).toBe(1);
    expect(start.stderr).toMatch(/The newest good backup is .*backups.earshot-.*\.db: "restore --latest" puts it in place/);
    expect(readFileSync(file).equals(damaged)).toBe(true);
    const doctor = await runEarshot(['doctor', '--data', dataDir]);
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining('command restore')]);

    const restoring = await runEarshot(['restore', '--latest', '--data', dataDir]);
    expect(restoring).toMatchObject({ code: 0, stdout: expect.stringMatching(/Restored .* with 40 pushes and 40 calls/) as string });
    expect(setAside()).toHaveLength(1);
    expect(readFileSync(join(dataDir, setAside()[0]!)).equals(damaged)).toBe(true);
    await whileRunning(async (earshot) => expect(await callsIn(earshot)).toBe(40));
    expect((await runEarshot(['doctor', '--data', dataDir])).code).toBe(0);
  });

  it('is replaced at once where that was asked for', { timeout }, async () => {
    await aBackupAndMore();
    destroyHeader(file);
    await using earshot = await startServe({ dataDir, args: ['--restore-latest'] });
    expect(await callsIn(earshot)).toBe(40);
    expect(earshot.stderr()).toContain('is kept as');
    expect(await earshot.stop()).toBe(0);
  });

  it('is replaced by an older backup where the newest has rotted since it was checked, which is said', { timeout }, async () => {
    await aBackupAndMore();
    await whileRunning(async () => expect((await runEarshot(['backup', '--data', dataDir])).code).toBe(0));
    const newest = readdirSync(join(dataDir, 'backups')).filter((name) => name.endsWith('.db')).toSorted().at(-1)!;
    const path = join(dataDir, 'backups', newest);
    damageDatabase(path, 0.5);
    // Rot would change neither size nor time.
    const note = JSON.parse(readFileSync(path.replace(/\.db$/, '.json'), 'utf8')) as object;
    writeFileSync(path.replace(/\.db$/, '.json'), JSON.stringify({ ...note, modifiedAtMs: statSync(path).mtimeMs }));
    destroyHeader(file);
    const restoring = await runEarshot(['restore', '--latest', '--data', dataDir]);
    expect(restoring).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The newer backup .* could not be taken: it is damaged \(.*\)\.\nRestored .* with 40 pushes and 40 calls/) as string });
    expect(restoring.stdout).toContain(newest);
    expect((await newestBackup(dataDir))?.file).not.toBe(newest);
    await whileRunning(async (earshot) => expect(await callsIn(earshot)).toBe(40));
  });

  it('is replaced by a backup in a data folder that was copied, though its files have other times there', { timeout }, async () => {
    await aBackupAndMore();
    destroyHeader(file);
    const copied = join(dataDir, 'copied');
    cpSync(join(dataDir, 'backups'), join(copied, 'backups'), { recursive: true });
    cpSync(file, join(copied, 'earshot.db'));
    const doctor = await runEarshot(['doctor', '--data', copied]);
    expect(doctor.stdout).toMatch(/There is one backup, .*earshot-.*\.db, and it is not known to be good\./);
    const start = await runEarshot(['serve', '--data', copied, '--port', '0', '--ui-port', '0']);
    expect(start.stderr).toMatch(/The newest backup is .*copied.backups.earshot-.*\.db: "restore --latest" reads it through/);
    const restoring = await runEarshot(['restore', '--latest', '--data', copied]);
    expect(restoring).toMatchObject({ code: 0, stdout: expect.stringMatching(/Restored .* with 40 pushes and 40 calls/) as string });
  });

  it('is said to have no backup where there is none, and is kept where one begins anew', { timeout }, async () => {
    await whileRunning((earshot) => push(earshot, 0, 3));
    destroyHeader(file);
    const start = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0', '--restore-latest']);
    expect(start).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no backup: "restore --empty" begins anew') as string });
    expect((await runEarshot(['restore', '--empty', '--data', dataDir])).code).toBe(0);
    await whileRunning(async (earshot) => expect(await callsIn(earshot)).toBe(0));
    expect(setAside()).toHaveLength(1);
  });
});

it('acknowledges nothing while the database is not where it was, and goes on once it is back', { timeout }, async () => {
  await using earshot = await startServe({ dataDir });
  await push(earshot, 0, 3);
  renameSync(file, join(dataDir, 'away.db'));
  expect((await earshot.push(aPushedRecord({ callId: 'meanwhile' }))).status).toBe(503);
  expect(await healthz(earshot)).toBe(503);
  expect(await problemsOf(earshot)).toEqual(['database-gone']);
  renameSync(join(dataDir, 'away.db'), file);
  await waitFor(async () => (await healthz(earshot)) === 200, 30_000);
  await push(earshot, 3, 1);
  expect(await earshot.stop()).toBe(0);
});

it('brings over what a damaged database has beyond its backup, so that every acknowledged push that can be read is a call again', { timeout }, async () => {
  await aBackupAndMore();
  damageNewestPushes(file);
  const restoring = await runEarshot(['restore', '--latest', '--data', dataDir]);
  expect(restoring.code).toBe(0);
  const brought = Number(/(\d+) pushes that only it had were brought over/.exec(restoring.stdout)?.[1]);
  const unreadable = Number(/(\d+) push(?:es)? in it could not be read/.exec(restoring.stdout)?.[1] ?? 0);
  expect(brought + unreadable).toBe(20);
  expect(brought).toBeGreaterThan(10);
  await whileRunning(async (earshot) => expect(await callsIn(earshot)).toBe(40 + brought));
});

it('is noticed by the next backup, told of, and looked for at the next start', { timeout }, async () => {
  const started = await startCore({ dataDir });
  const { client } = started.core;
  for (let at = 0; at < 60; at += 1) expect((await started.push(aPushedRecord({ callId: `call-${at}`, analysisBasis: 'x'.repeat(1500), fullAudioUrl: '', customerAudioUrl: '' }))).status).toBe(200);
  await waitFor(async () => (await client.status.get()).backlog === 0);
  await client.backups.make();
  await waitFor(async () => (await client.status.get()).latestBackup.backup !== null);
  damageDatabase(file, 0.5, 2);
  await client.backups.make();
  await waitFor(async () => (await client.status.get()).problems.length === 2);
  expect((await client.status.get()).problems).toMatchObject([
    { kind: 'database-damaged', stopsKeeping: false },
    { kind: 'backup-failed', sentence: expect.stringContaining('No backup could be made') as string },
  ]);
  // Where the damage is in nobody's way, pushes are kept on: they can be brought over.
  expect((await started.push(aPushedRecord({ callId: 'after', fullAudioUrl: '', customerAudioUrl: '' }))).status).toBe(200);
  await started.close();
  await expect(startCore({ dataDir })).rejects.toMatchObject({ code: 'database-damaged' });
  const restoring = await runEarshot(['restore', '--latest', '--data', dataDir]);
  expect(restoring).toMatchObject({ code: 0, stdout: expect.stringContaining('with 60 pushes and 60 calls') as string });
  expect(restoring.stdout).toContain('1 push that only it had was brought over');
  const again = await startCore({ dataDir });
  expect((await again.core.client.status.get()).problems).toEqual([]);
  await again.close();
});
