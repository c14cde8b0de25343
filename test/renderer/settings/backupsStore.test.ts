import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBackupsStore } from '#renderer/settings/backupsStore.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { Backup, LatestBackup } from '#shared/model/backup.ts';

const backup: Backup = { file: 'earshot-2026-11-22T10-15-00Z.db', kind: 'regular', madeAtMs: 1, bytes: 5, pushes: 3, calls: 2, isVerified: true };
const idle: LatestBackup = { backup: null, progress: null, failure: null, nextAtMs: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A core whose backups are as `world` says. */
function aCore() {
  const world = { latest: idle, items: [] as Backup[], asked: 0, made: 0 };
  const api = {
    status: { get: () => Promise.resolve({ latestBackup: world.latest }) },
    backups: {
      list: () => Promise.resolve({ folder: '/data/backups', items: [...world.items] }).finally(() => (world.asked += 1)),
      make() {
        world.made += 1;
        world.latest = { ...idle, progress: 0 };
        return Promise.resolve(world.latest);
      },
    },
  };
  // Of the client only what the store asks.
  return { world, backups: createBackupsStore(api as unknown as Pick<EarshotClient, 'backups' | 'status'>) };
}

describe('createBackupsStore', () => {
  it('reads what there is, and again only once there is a new one', async () => {
    const { world, backups } = aCore();
    const stop = backups.follow();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(backups.store.getState()).toEqual({ folder: '/data/backups', items: [], latest: idle });
    expect(world.asked).toBe(1);
    world.items = [backup];
    world.latest = { ...idle, backup };
    await vi.advanceTimersByTimeAsync(5000);
    expect(backups.store.getState().items).toEqual([backup]);
    stop();
    world.items = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(world.asked).toBe(2);
  });

  it('follows one that is being made closely', async () => {
    const { world, backups } = aCore();
    const stop = backups.follow();
    await vi.advanceTimersByTimeAsync(0);
    await backups.make();
    expect(world.made).toBe(1);
    expect(backups.store.getState().latest?.progress).toBe(0);
    world.latest = { ...idle, progress: 0.4 };
    await vi.advanceTimersByTimeAsync(500);
    expect(backups.store.getState().latest?.progress).toBe(0.4);
    world.latest = { ...idle, backup };
    world.items = [backup];
    await vi.advanceTimersByTimeAsync(500);
    expect(backups.store.getState()).toMatchObject({ items: [backup], latest: { progress: null } });
    stop();
  });
});
