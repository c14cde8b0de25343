import { describe, expect, it, vi } from 'vitest';
import { createCommits } from '../../../electron/core/receiver/commits.ts';

/** Commits of numbers, whose appends end when the test says so; `groups` are those that have begun. */
function commitsOfNumbers(limits = { items: 100, bytes: 1e9 }) {
  const groups: { readonly items: readonly number[]; resolve(ids: readonly number[]): void; reject(error: Error): void }[] = [];
  const failures: unknown[] = [];
  let committed = 0;
  const commits = createCommits<number>({
    append: (items) => new Promise((resolve, reject) => groups.push({ items, resolve, reject })),
    onCommitted: () => void (committed += 1),
    onFailed: (error) => failures.push(error),
    limits,
  });
  return { commits, groups, failures, committed: () => committed };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createCommits', () => {
  it('appends few that were added meanwhile with the next group, once the first is appended', async () => {
    const { commits, groups, committed } = commitsOfNumbers();
    const first = [commits.add(1, 1), commits.add(2, 1)];
    await turn();
    const second = [commits.add(3, 1), commits.add(4, 1), commits.add(5, 1)];
    await turn();
    expect(groups.map(({ items }) => items)).toEqual([[1, 2]]);
    groups[0]?.resolve([10, 20]);
    expect(await Promise.all(first)).toEqual([10, 20]);
    expect(groups.map(({ items }) => items)).toEqual([[1, 2], [3, 4, 5]]);
    expect(committed()).toBe(1);
    groups[1]?.resolve([30, 40, 50]);
    expect(await Promise.all(second)).toEqual([30, 40, 50]);
  });

  it('hands over further groups while one is under way, where there are enough for them, and a few at most', async () => {
    const { commits, groups } = commitsOfNumbers();
    const first = commits.add(0, 1);
    await turn();
    const others: Promise<unknown>[] = [];
    const add = async (count: number): Promise<void> => {
      for (let more = 0; more < count; more += 1) others.push(commits.add(others.length + 1, 1));
      await turn();
    };
    const sizes = (): number[] => groups.map(({ items }) => items.length);
    await add(11);
    expect(sizes()).toEqual([1]);
    await add(1);
    expect(sizes()).toEqual([1, 12]);
    await add(20);
    await add(20);
    await add(20);
    expect(sizes()).toEqual([1, 12, 20]);
    groups[0]?.resolve([1]);
    expect(await first).toBe(1);
    expect(sizes()).toEqual([1, 12, 20, 40]);
    for (const group of groups.slice(1)) group.resolve(group.items);
    expect(await Promise.all(others)).toEqual(Array.from({ length: 72 }, (_, at) => at + 1));
  });

  it('gathers what has time, and writes it after what has none', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { commits, groups } = commitsOfNumbers();
      const patient = [commits.add(1, 1, true)];
      const pressing = commits.add(2, 1);
      await turn();
      expect(groups.map(({ items }) => items)).toEqual([[2]]);
      groups[0]?.resolve([20]);
      expect(await pressing).toBe(20);
      await vi.advanceTimersByTimeAsync(19);
      patient.push(commits.add(3, 1, true));
      expect(groups).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(groups.map(({ items }) => items)).toEqual([[2], [1, 3]]);
      groups[1]?.resolve([10, 30]);
      expect(await Promise.all(patient)).toEqual([10, 30]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('settles nothing before its group is appended', async () => {
    const { commits, groups } = commitsOfNumbers();
    let settled: unknown = null;
    const added = commits.add(1, 1).then((id) => (settled = id));
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(settled).toBeNull();
    groups[0]?.resolve([10]);
    await added;
    expect(settled).toBe(10);
  });

  it('fails a group that could not be appended, and only that', async () => {
    const { commits, groups, failures, committed } = commitsOfNumbers();
    const lost = commits.add(1, 1);
    await turn();
    const kept = commits.add(2, 1);
    const error = new Error('full');
    groups[0]?.reject(error);
    expect(await lost).toBe('failed');
    expect(failures).toEqual([error]);
    groups[1]?.resolve([20]);
    expect(await kept).toBe(20);
    expect(committed()).toBe(1);
  });

  it('goes on after an append that throws at once', { timeout: 2000 }, async () => {
    let isBroken = true;
    const commits = createCommits<number>({
      append(items) {
        if (isBroken) throw new Error('closed');
        return items;
      },
      onCommitted: () => {},
      onFailed: () => {},
      limits: { items: 100, bytes: 1e9 },
    });
    expect(await Promise.all([commits.add(1, 1), commits.add(2, 1)])).toEqual(['failed', 'failed']);
    isBroken = false;
    expect(await commits.add(3, 1)).toBe(3);
    await commits.drain();
  });

  it('counts what is under way to what waits, and turns away what is too much', async () => {
    const { commits, groups } = commitsOfNumbers({ items: 2, bytes: 100 });
    const first = commits.add(1, 500);
    await turn();
    expect(await commits.add(2, 1)).toBe('full');
    groups[0]?.resolve([10]);
    await first;
    const two = [commits.add(3, 1), commits.add(4, 1)];
    expect(await commits.add(5, 1)).toBe('full');
    await turn();
    groups[1]?.resolve([30, 40]);
    expect(await Promise.all(two)).toEqual([30, 40]);
  });

  it('splits a group that is too large to be held twice', async () => {
    const { commits, groups } = commitsOfNumbers();
    const added = [1, 2, 3].map((number) => commits.add(number, 5 * 1024 * 1024));
    await turn();
    groups[0]?.resolve([1, 2]);
    await Promise.all(added.slice(0, 2));
    expect(groups.map(({ items }) => items)).toEqual([[1, 2], [3]]);
    groups[1]?.resolve([3]);
    await added[2];
  });

  it('drains what waits and what is under way', async () => {
    const { commits, groups } = commitsOfNumbers();
    void commits.add(1, 1);
    await turn();
    void commits.add(2, 1);
    let isDrained = false;
    const drained = commits.drain().then(() => (isDrained = true));
    groups[0]?.resolve([1]);
    await turn();
    expect([isDrained, groups.length]).toEqual([false, 2]);
    groups[1]?.resolve([2]);
    await drained;
  });
});
