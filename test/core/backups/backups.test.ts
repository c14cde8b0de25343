import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyOnThread, createBackups } from '#core/backups/index.ts';
import type { BackupFailure, Backups } from '#core/backups/index.ts';
import { copyDatabase } from '../../../electron/core/store/index.ts';
import { damageDatabase } from '../../support/damage.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';
import { waitFor } from '../../support/waitFor.ts';

const hourMs = 3_600_000;

let derived: DerivedStore;
let dir: string;
const open: Backups[] = [];
beforeEach(() => {
  derived = openDerivedStore();
  derived.push(...Array.from({ length: 200 }, (_, at) => aPush(aPushedRecord({ callId: `call-${at}`, analysisBasis: 'x'.repeat(3000) }))));
  dir = mkdtempSync(join(tmpdir(), 'earshot-backups-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((backups) => backups.close()));
  derived[Symbol.dispose]();
  rmSync(dir, { recursive: true, force: true });
});

const onThread = copyOnThread(new URL('../../../electron/core/threads/backup.ts', import.meta.url));

function someBackups({ everyHours = 24, keep = 7, copy = copyDatabase, file = derived.file }: { everyHours?: number; keep?: number; copy?: Parameters<typeof createBackups>[0]['copy']; file?: string } = {}) {
  const results: (BackupFailure | null)[] = [];
  const progress: number[] = [];
  const clock = { wallMs: Date.parse('2026-11-22T10:15:00Z'), forwardMs: 0 };
  const settings = { everyHours, keep };
  const backups = createBackups({
    file,
    dir: join(dir, 'backups'),
    copy,
    settings: () => settings,
    sentenceFor: (failure) => failure.kind,
    onResult: (failure) => void results.push(failure),
    onChange() {
      const { progress: done } = backups.latest();
      if (done !== null) progress.push(done);
    },
    now: () => clock.wallMs,
    clock: () => clock.forwardMs,
    log: { info: () => {}, warn: () => {} },
    firstAfterMs: 0,
  });
  open.push(backups);
  const whenMade = (count: number): Promise<unknown> => waitFor(() => results.length >= count && backups.latest().progress === null);
  return { backups, results, progress, clock, settings, whenMade };
}

describe('backups', () => {
  it('are made on demand, checked, and told of', async () => {
    const { backups, results, progress, clock, whenMade } = someBackups({ everyHours: 0, copy: onThread });
    await backups.start();
    expect(backups.latest()).toEqual({ backup: null, progress: null, failure: null, nextAtMs: null });
    backups.make();
    backups.make();
    await whenMade(1);
    expect(results).toEqual([null]);
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(1);
    const { items } = await backups.list();
    expect(items).toMatchObject([{ file: 'earshot-2026-11-22T10-15-00Z.db', madeAtMs: clock.wallMs, pushes: 200, calls: 200, isVerified: true }]);
    expect(backups.latest().backup).toEqual(items[0]);
  });

  it('are made by schedule: soon where there is none, then after so many hours, whatever the clock on the wall does', async () => {
    const { backups, clock, whenMade } = someBackups({ everyHours: 6 });
    await backups.start();
    await whenMade(1);
    clock.wallMs -= 48 * hourMs;
    clock.forwardMs += hourMs;
    backups.rescheduled();
    expect(backups.latest().nextAtMs).toBe(clock.wallMs + 5 * hourMs);
    clock.forwardMs += 5 * hourMs;
    backups.rescheduled();
    await whenMade(2);
    expect((await backups.list()).items).toHaveLength(2);
  });

  it('are made when they are due though the computer slept, in which the clock that only goes forward stands', async () => {
    const { backups, clock, whenMade } = someBackups({ everyHours: 6 });
    await backups.start();
    await whenMade(1);
    clock.forwardMs += hourMs;
    clock.wallMs += 5 * hourMs;
    expect(backups.latest().nextAtMs).toBe(clock.wallMs + hourMs);
    clock.wallMs -= 48 * hourMs;
    expect(backups.latest().nextAtMs).toBe(clock.wallMs + hourMs);
    clock.wallMs += hourMs;
    backups.rescheduled();
    await whenMade(2);
    expect((await backups.list()).items).toHaveLength(2);
    expect(backups.latest().nextAtMs).toBe(clock.wallMs + 6 * hourMs);
  });

  it('wait at the next start for as long as the newest one is young', async () => {
    const first = someBackups();
    await first.backups.start();
    await first.whenMade(1);
    const again = someBackups();
    again.clock.wallMs += 10 * hourMs;
    await again.backups.start();
    expect(again.backups.latest().nextAtMs).toBe(again.clock.wallMs + 14 * hourMs);
  });

  it('are kept in the number that the settings say', async () => {
    const { backups, clock, whenMade } = someBackups({ everyHours: 0, keep: 2 });
    await backups.start();
    for (let made = 1; made <= 4; made += 1) {
      clock.wallMs += 1000;
      backups.make();
      await whenMade(made);
    }
    expect((await backups.list()).items.map(({ file }) => file)).toEqual(['earshot-2026-11-22T10-15-04Z.db', 'earshot-2026-11-22T10-15-03Z.db']);
  });

  it('fail in words where the database is damaged; the good ones stay, and an hour later it is tried again', async () => {
    const { backups, results, clock, whenMade } = someBackups({ everyHours: 24, keep: 1, copy: onThread });
    await backups.start();
    await whenMade(1);
    damageDatabase(derived.file, 0.5);
    backups.make();
    await whenMade(2);
    expect(results[1]).toMatchObject({ kind: 'failed', error: { code: 'SQLITE_CORRUPT' } });
    expect(backups.latest()).toMatchObject({ backup: { isVerified: true }, failure: { atMs: clock.wallMs, sentence: 'failed' }, nextAtMs: clock.wallMs + hourMs });
    expect((await backups.list()).items).toHaveLength(1);
  });

  it('are not begun where the disk has no room for them', async () => {
    const file = join(dir, 'huge.db');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 43);
    let copied = 0;
    const { backups, results, whenMade } = someBackups({ everyHours: 0, file, copy: () => Promise.reject(new Error(String((copied += 1)))) });
    await backups.start();
    backups.make();
    await whenMade(1);
    expect(results[0]).toMatchObject({ kind: 'no-room' });
    expect(copied).toBe(0);
  });

  it('are broken off at the end, and leave nothing', async () => {
    const { backups, results } = someBackups({ everyHours: 0, copy: onThread });
    await backups.start();
    backups.make();
    await waitFor(() => existsSync(join(dir, 'backups')));
    await backups.close();
    expect(results).toEqual([]);
    expect((await backups.list()).items).toEqual([]);
  });
});
