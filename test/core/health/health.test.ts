import { afterEach, describe, expect, it } from 'vitest';
import { createHealth } from '#core/health/index.ts';
import type { HealthFault } from '#core/health/index.ts';
import { waitFor } from '../../support/waitFor.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((health) => health.close()));

function aHealth({ probeAfterMs = [10] }: { probeAfterMs?: readonly number[] } = {}) {
  const world = { nowMs: 1_790_841_700_000, broken: null as string | null, isInPlace: true, cannotLook: null as string | null, probes: 0, changes: 0 };
  const append = (items: readonly { readonly receivedAtMs: number }[]): number[] => {
    if (world.broken !== null) throw failure(world.broken);
    return items.map((_, at) => at);
  };
  const health = createHealth({
    faultOf: (error) => ((error as { code?: string }).code === 'full' ? 'disk-full' : (error as { code?: string }).code === 'locked' ? 'database-locked' : null),
    probe() {
      world.probes += 1;
      if (world.broken !== null) throw failure(world.broken);
    },
    areFilesInPlace() {
      if (world.cannotLook !== null) throw failure(world.cannotLook);
      return world.isInPlace;
    },
    wordsFor: (fault: HealthFault, detail) => ({ sentence: fault, advice: detail }),
    onChange: () => void (world.changes += 1),
    now: () => world.nowMs,
    log: { warn: () => {}, error: () => {} },
    probeAfterMs,
    lookAgainMs: 10,
  });
  open.push(health);
  const push = health.guard(append);
  return { health, world, keep: (receivedAtMs = world.nowMs) => push([{ receivedAtMs }]), kinds: () => health.problems().map(({ kind }) => kind) };
}

describe('health', () => {
  it('has no problem while pushes are kept', async () => {
    const { health, keep } = aHealth();
    expect(await keep()).toEqual([0]);
    expect(health.canKeep()).toBe(true);
    expect(health.problems()).toEqual([]);
  });

  it('says what is wrong from when a push could not be kept, and throws on', async () => {
    const { health, world, keep } = aHealth({ probeAfterMs: [60_000] });
    world.broken = 'full';
    await expect(keep()).rejects.toThrow('full');
    world.nowMs += 5000;
    await expect(keep()).rejects.toThrow('full');
    expect(health.canKeep()).toBe(false);
    expect(health.problems()).toEqual([{ kind: 'disk-full', stopsKeeping: true, sinceMs: world.nowMs - 5000, sentence: 'disk-full', advice: '' }]);
    expect(world.changes).toBe(1);
  });

  it('finds out by itself when it is mended', async () => {
    const { health, world, keep } = aHealth();
    world.broken = 'full';
    await expect(keep()).rejects.toThrow('full');
    await waitFor(() => world.probes > 2);
    expect(health.canKeep()).toBe(false);
    world.broken = null;
    await waitFor(() => health.canKeep());
    expect(health.problems()).toEqual([]);
  });

  it('believes the next push that is kept at once', async () => {
    const { health, world, keep } = aHealth({ probeAfterMs: [60_000] });
    world.broken = 'locked';
    await expect(keep()).rejects.toThrow('locked');
    world.broken = null;
    await keep();
    expect(health.canKeep()).toBe(true);
  });

  it('tells that nothing listens, which costs pushes and keeps nobody from replaying', () => {
    const { health } = aHealth();
    health.report('listening', 'not-listening', 'No certificate.');
    expect(health.problems()).toMatchObject([{ kind: 'not-listening', stopsKeeping: true, advice: 'No certificate.' }]);
    expect(health.canKeep()).toBe(true);
  });

  it('tells another fault when it becomes one, and one that nobody foresaw', async () => {
    const { world, keep, kinds } = aHealth({ probeAfterMs: [60_000] });
    world.broken = 'locked';
    await expect(keep()).rejects.toThrow('locked');
    world.broken = 'full';
    await expect(keep()).rejects.toThrow('full');
    expect(kinds()).toEqual(['disk-full']);
    world.broken = 'constraint';
    await expect(keep()).rejects.toThrow('constraint');
    expect(kinds()).toEqual(['not-keeping']);
  });

  it('keeps nothing in a database that was deleted or replaced, until it is back', async () => {
    const { health, world, keep, kinds } = aHealth();
    world.isInPlace = false;
    await waitFor(() => !health.canKeep());
    expect(kinds()).toEqual(['database-gone']);
    await expect(keep()).rejects.toThrow('not where it was');
    world.isInPlace = true;
    await waitFor(() => health.canKeep() && kinds().length === 0);
    await keep();
  });

  it('acknowledges nothing that went into a database that was gone by then, before it is looked for', async () => {
    const { health, world, keep, kinds } = aHealth();
    world.isInPlace = false;
    await expect(keep()).rejects.toThrow('not where it was');
    expect(health.canKeep()).toBe(false);
    expect(kinds()).toEqual(['database-gone']);
  });

  it('tells where the files cannot be looked at, and finds out by itself when they can', async () => {
    const { health, world, keep, kinds } = aHealth();
    world.cannotLook = 'locked';
    await waitFor(() => !health.canKeep());
    expect(kinds()).toEqual(['database-locked']);
    world.cannotLook = 'ELOOP';
    await waitFor(() => kinds()[0] === 'database-gone');
    await expect(keep()).rejects.toThrow('not where it was');
    health.pushSeen(world.nowMs);
    world.cannotLook = null;
    await waitFor(() => health.canKeep());
    await keep();
    world.cannotLook = 'full';
    await expect(keep()).rejects.toThrow('not where it was');
    expect(kinds()).toEqual(['disk-full']);
  });

  it('goes on keeping while another part has a fault, and tells faults of one kind as one, the gravest first', async () => {
    const { health, world, keep } = aHealth();
    health.report('backup', 'backup-failed', 'no room');
    world.nowMs += 10;
    health.report('reading', 'database-damaged');
    health.report('filing', 'database-damaged');
    await keep();
    expect(health.canKeep()).toBe(true);
    expect(health.problems()).toEqual([
      { kind: 'database-damaged', stopsKeeping: false, sinceMs: world.nowMs, sentence: 'database-damaged', advice: '' },
      { kind: 'backup-failed', stopsKeeping: false, sinceMs: world.nowMs - 10, sentence: 'backup-failed', advice: 'no room' },
    ]);
    for (const source of ['backup', 'reading', 'filing'] as const) health.report(source, null);
    expect(health.problems()).toEqual([]);
  });

  it('notices a clock that was set back, and that it caught up', async () => {
    const { world, keep, kinds } = aHealth();
    await keep();
    world.nowMs -= 60_000;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(kinds()).toEqual([]);
    world.nowMs -= 3_600_000;
    await waitFor(() => kinds().length > 0);
    expect(kinds()).toEqual(['clock-back']);
    await keep();
    await waitFor(() => kinds().length > 0);
    world.nowMs += 3_600_000;
    await waitFor(() => kinds().length === 0);
  });
});
