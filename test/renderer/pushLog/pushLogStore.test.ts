import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, EventHub } from '#renderer/app/events.ts';
import { createPushLogStore, type PushLogStore } from '#renderer/pushLog/index.ts';
import { everyPush } from '#renderer/pushLog/pushQuery.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import type { PushOutcome, PushSummary } from '#shared/model/push.ts';
import { aLoggedPush } from '../../support/loggedPush.ts';

const open: { close(): void }[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const opened of open.splice(0)) opened.close();
  vi.useRealTimers();
});

type ListInput = Parameters<EarshotClient['pushes']['list']>[0];
type ListOutput = Awaited<ReturnType<EarshotClient['pushes']['list']>>;

const subscribe = <Listener>(set: Set<Listener>, listener: Listener) => (set.add(listener), () => void set.delete(listener));

/** A core with a push log in memory, of which a test decides what happens while a list is read. */
function aLog(count: number) {
  const pushes = Array.from({ length: count }, (_, at) => aLoggedPush(at + 1));
  const asked: ListInput[] = [];
  const world = {
    pushes,
    asked,
    summaries: 0,
    /** Milliseconds that a list takes. */
    listMs: 0,
    isDown: false,
    /** A search for text looks at so many pushes before its time is over. */
    looksAt: Number.POSITIVE_INFINITY,
    /** Called once, when the list itself is asked for and not only the latest push. */
    whileListed: null as (() => void) | null,
    connection: { state: 'live' } as Connection,
    come(howMany: number, outcome: PushOutcome = 'stored'): void {
      for (let more = 0; more < howMany; more += 1) pushes.push(aLoggedPush(pushes.length + 1, outcome));
    },
  };
  async function list(input: ListInput, { signal }: { readonly signal: AbortSignal }): Promise<ListOutput> {
    asked.push(input);
    const { limit = 50, cursor, q, outcome } = input as { limit?: number; cursor?: string; q?: string; outcome?: PushOutcome[] };
    if (limit > 1) {
      world.whileListed?.();
      world.whileListed = null;
    }
    if (world.isDown) throw new TypeError('fetch failed');
    const before = cursor === undefined ? Number.POSITIVE_INFINITY : Number(cursor);
    const looked = pushes.toReversed().filter(({ id }) => id < before);
    const within = q === undefined ? looked : looked.slice(0, world.looksAt);
    const isCut = within.length < looked.length;
    const found = within.filter((push) => (outcome === undefined || outcome.includes(push.outcome)) && (q === undefined || String(push.id).includes(q)));
    const items = found.slice(0, limit);
    const isFull = items.length < found.length;
    if (world.listMs > 0) await new Promise((resolve) => setTimeout(resolve, world.listMs));
    signal.throwIfAborted();
    const last = isFull ? items.at(-1) : isCut ? within.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : String(last.id), searchedToMs: isCut && !isFull ? (last?.receivedAtMs ?? null) : null };
  }
  const summary = ({ sinceMs }: { readonly sinceMs: number }): Promise<PushSummary> => {
    world.summaries += 1;
    if (world.isDown) return Promise.reject(new TypeError('fetch failed'));
    return Promise.resolve({ sinceMs, counts: { stored: pushes.length }, dropped: { authenticated: 0, unauthenticated: 0, sinceMs: null }, sources: [], medianAnswerMs: null, lastAnswerMs: null, turnedAway: { rateLimited: 0, busy: 0, elsewhere: 0, notHttp: 0, headTooLarge: 0, tooSlow: 0, cutOff: 0, notEncrypted: 0 } });
  };
  const listeners = new Set<(event: AppEvent) => void>();
  const connectionListeners = new Set<() => void>();
  const events = { subscribe: (listener: (event: AppEvent) => void) => subscribe(listeners, listener), connection: () => world.connection, subscribeConnection: (listener: () => void) => subscribe(connectionListeners, listener) };
  const log = createPushLogStore({
    api: { pushes: { list, summary } } as unknown as EarshotClient, // what the store asks of it
    events: events as unknown as EventHub, // as above
    today: () => 1000,
  });
  open.push(log);
  return {
    log,
    world,
    emit: (event: AppEvent) => listeners.forEach((listener) => listener(event)),
    connect: (connection: Connection) => {
      world.connection = connection;
      connectionListeners.forEach((listener) => listener());
    },
  };
}

const settled = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const ids = (log: PushLogStore): { rows: number[]; fresh: number[]; hasGap: boolean } => {
  const { rows, fresh, hasGap } = log.store.getState();
  return { rows: rows.map(({ id }) => id), fresh: fresh.map(({ id }) => id), hasGap };
};
const down = (from: number, to = 1): number[] => Array.from({ length: from - to + 1 }, (_, at) => from - at);

/** The log of so many pushes, shown and watched. */
async function watched(count: number) {
  const opened = aLog(count);
  opened.log.show(everyPush);
  await settled();
  const stop = opened.log.watch();
  await settled();
  return { ...opened, stop };
}

describe('looking for new pushes', () => {
  it('brings them in within a second while somebody looks at the log, and asks for nothing otherwise', async () => {
    const { log, world, stop } = await watched(3);
    world.come(2);
    await settled(800);
    expect(ids(log)).toEqual({ rows: down(5), fresh: [], hasGap: false });
    stop();
    world.come(1);
    const before = world.asked.length;
    await settled(60_000);
    expect(world.asked).toHaveLength(before);
    log.watch();
    await settled();
    expect(ids(log).rows).toEqual(down(6));
  });

  it('lets them wait while somebody reads', async () => {
    const { log, world } = await watched(3);
    log.setReading(true);
    world.come(2);
    await settled(800);
    expect(ids(log)).toEqual({ rows: down(3), fresh: [5, 4], hasGap: false });
    log.showFresh();
    expect(ids(log)).toEqual({ rows: down(5), fresh: [], hasGap: false });
  });

  it('misses none that comes while the list is read', async () => {
    const { log, world } = await watched(3);
    world.come(2);
    // The two that were asked for are these now.
    world.whileListed = () => world.come(2);
    await settled(800);
    expect(ids(log)).toEqual({ rows: down(7), fresh: [], hasGap: false });
  });

  it('knows that some are missing where one comes while the list is read by somebody, and moves nothing', async () => {
    const { log, world } = await watched(3);
    log.setReading(true);
    world.come(2);
    world.whileListed = () => world.come(2);
    await settled(800);
    expect(ids(log)).toEqual({ rows: down(3), fresh: [7, 6], hasGap: true });
    world.come(1);
    await settled(800);
    expect(ids(log).rows).toEqual(down(3));
    log.showFresh();
    await settled();
    expect(ids(log)).toEqual({ rows: down(8), fresh: [], hasGap: false });
  });

  it('misses none that comes between the first page and the look after it', async () => {
    const { log, world } = aLog(3);
    world.whileListed = () => world.come(2);
    log.show(everyPush);
    await settled();
    log.watch();
    await settled();
    world.come(1);
    await settled(800);
    expect(ids(log).rows).toEqual(down(6));
  });

  it('loads the list anew where more came at once than are asked for', async () => {
    const { log, world } = await watched(3);
    world.come(700);
    await settled(800);
    expect(ids(log)).toEqual({ rows: down(703, 604), fresh: [], hasGap: false });
  });

  it('shows what became of pushes that were not filed yet, though none came since', async () => {
    const { log, world } = await watched(2);
    world.come(2, 'waiting');
    await settled(800);
    const listener = vi.fn<() => void>();
    log.subscribeChanges(listener);
    world.pushes.splice(2, 2, aLoggedPush(3, 'revision'), aLoggedPush(4, 'duplicate'));
    await settled(800);
    expect(log.store.getState().rows.map(({ outcome }) => outcome)).toEqual(['duplicate', 'revision', 'stored', 'stored']);
    expect(listener).toHaveBeenCalledTimes(1);
    const before = world.asked.length;
    await settled(800);
    // All are filed: only the latest is asked for.
    expect(world.asked.slice(before)).toEqual([{ limit: 1 }]);
  });

  it('rests for four times as long as looking took', async () => {
    const { world } = await watched(3);
    world.listMs = 500;
    await settled(800 + 500);
    const before = world.asked.length;
    await settled(1999);
    expect(world.asked).toHaveLength(before);
    await settled(1);
    expect(world.asked).toHaveLength(before + 1);
  });

  it('looks once more where it was asked to while it looked', async () => {
    const { log, world } = await watched(3);
    world.come(1);
    world.whileListed = () => {
      log.look();
      log.look();
    };
    await settled(800);
    world.come(1);
    expect(world.asked.filter(({ limit }) => limit === 1)).toHaveLength(5);
    await settled(800);
    expect(ids(log).rows).toEqual(down(5));
  });

  it('goes on after a failure, and reads again what could not be read at all', async () => {
    const { log, world } = await watched(3);
    world.isDown = true;
    world.come(1);
    await settled(5000);
    expect(ids(log).rows).toEqual(down(3));
    log.reload();
    await settled();
    expect(log.store.getState()).toMatchObject({ phase: 'failed', rows: [] });
    world.isDown = false;
    await settled(800);
    expect(log.store.getState().phase).toBe('ready');
    expect(ids(log).rows).toEqual(down(4));
  });

  it('looks at once when the connection is back, and loads anew after what cannot be followed', async () => {
    const { log, world, connect, emit } = await watched(3);
    world.come(1);
    connect({ state: 'live' });
    await settled();
    expect(ids(log).rows).toEqual(down(4));
    world.pushes.splice(0, 2);
    emit({ kind: 'reset', seq: 9 });
    await settled();
    expect(ids(log).rows).toEqual([4, 3]);
  });

  it('drops what was paged in once nobody reads, where it is very much', async () => {
    const { log, world } = await watched(5200);
    while (log.store.getState().nextCursor !== null) {
      log.loadMore();
      await settled();
    }
    log.setReading(true);
    world.come(1);
    await settled(800);
    expect(ids(log).rows).toHaveLength(5200);
    log.setReading(false);
    world.come(1);
    await settled(800);
    expect(ids(log).rows).toEqual(down(5202, 5103));
  });

  it('ends when it is closed', async () => {
    const { log, world } = await watched(3);
    log.close();
    const before = [world.asked.length, world.summaries];
    await settled(60_000);
    expect([world.asked.length, world.summaries]).toEqual(before);
  });
});

describe('queries', () => {
  it('are asked for as they are, and the same one only once', async () => {
    const { log, world } = aLog(3);
    log.show({ q: '2', outcomes: ['stored', 'refused'], source: '203.0.113.24', code: '-4' });
    await settled();
    log.show({ q: '2', outcomes: ['stored', 'refused'], source: '203.0.113.24', code: '-4' });
    await settled();
    expect(world.asked.filter(({ limit }) => limit !== 1)).toEqual([{ q: '2', outcome: ['stored', 'refused'], source: '203.0.113.24', code: '-4', limit: 100 }]);
    expect(ids(log).rows).toEqual([2]);
  });

  it('of which the answer comes too late change nothing', async () => {
    const { log, world } = aLog(30);
    world.listMs = 100;
    log.show({ ...everyPush, q: '1' });
    await settled(150);
    world.listMs = 10;
    log.show({ ...everyPush, q: '3' });
    await settled(1000);
    expect(ids(log).rows).toEqual([30, 23, 13, 3]);
    expect(log.store.getState()).toMatchObject({ phase: 'ready', query: { q: '3' } });
  });

  it('look further back only when asked to, where the time was over', async () => {
    const { log, world } = aLog(30);
    world.looksAt = 10;
    log.show({ ...everyPush, q: '7' });
    await settled();
    expect(log.store.getState()).toMatchObject({ searchedToMs: 21_000, nextCursor: '21' });
    expect(ids(log).rows).toEqual([27]);
    log.loadMore();
    await settled();
    expect(ids(log).rows).toEqual([27]);
    log.loadMore({ further: true });
    await settled();
    expect(ids(log).rows).toEqual([27, 17]);
    world.isDown = true;
    log.loadMore({ further: true });
    await settled();
    expect(log.store.getState()).toMatchObject({ more: 'failed', nextCursor: '11' });
    world.isDown = false;
    log.loadMore();
    await settled();
    expect(ids(log).rows).toEqual([27, 17]);
    log.loadMore({ further: true });
    await settled();
    expect(ids(log).rows).toEqual([27, 17, 7]);
    expect(log.store.getState()).toMatchObject({ more: 'idle', nextCursor: null, searchedToMs: null });
  });
});

describe('the day’s numbers', () => {
  it('are read every five seconds, whether or not the log is looked at, and at once when pushes came', async () => {
    const { log, world } = aLog(3);
    await settled();
    expect(log.summary.getState().summary).toMatchObject({ sinceMs: 1000, counts: { stored: 3 } });
    await settled(10_000);
    expect(world.summaries).toBe(3);
    log.show(everyPush);
    log.watch();
    await settled();
    world.come(1);
    await settled(800);
    expect(log.summary.getState().summary?.counts.stored).toBe(4);
  });

  it('stay where they cannot be read, and are not asked for without the access key', async () => {
    const { log, world } = aLog(3);
    await settled();
    world.isDown = true;
    world.come(1);
    await settled(5000);
    expect(log.summary.getState().summary?.counts.stored).toBe(3);
    world.isDown = false;
    world.connection = { state: 'locked' };
    const before = world.summaries;
    await settled(20_000);
    expect(world.summaries).toBe(before);
    world.connection = { state: 'live' };
    await settled(5000);
    expect(log.summary.getState().summary?.counts.stored).toBe(4);
  });
});
