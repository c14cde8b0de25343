import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { MissingRecording } from '#shared/contract/recordings.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { createMissingStore, type MissingStore } from '#renderer/recordings/index.ts';
import { aCoreDouble, type CoreDouble } from '../../support/feed.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';
import { aMissing } from '../../support/missing.ts';
import { waitFor } from '../../support/waitFor.ts';

let core: CoreDouble;
let items: MissingRecording[];
let isDown: boolean;
let asked: number;
let retried: string[];
/** A retry is answered after it. */
let held: Promise<void>;
let timers: HandTimers;
let hub: EventHub;
let missing: MissingStore;

beforeEach(() => {
  core = aCoreDouble();
  items = [aMissing('a'), aMissing('b'), aMissing('lost', { state: 'unavailable', reason: 'gone' })];
  isDown = false;
  asked = 0;
  retried = [];
  held = Promise.resolve();
  timers = createHandTimers();
  hub = core.hub();
  const answered = <Answer>(make: () => Answer): Promise<Answer> => (isDown ? Promise.reject(new TypeError('down')) : Promise.resolve(make()));
  const api = {
    ...core.api,
    recordings: {
      atRisk: ({ limit, cursor }: { limit: number; cursor?: string }) => {
        asked += 1;
        return answered(() => {
          const from = Number(cursor ?? 0);
          return { items: items.slice(from, from + limit), nextCursor: from + limit < items.length ? String(from + limit) : null, totals: { coming: items.length, givenUp: 1, nextGiveUpAtMs: null } };
        });
      },
      retry: async ({ callId }: { callId: string }) => {
        await held;
        return answered(() => {
          retried.push(callId);
          return aMissing(callId, { reason: null }).recording;
        });
      },
      retryAll: () => answered(() => ({ recordings: items.length })),
    },
  } as unknown as EarshotClient; // what the list uses of it
  missing = createMissingStore({
    api,
    events: hub,
    after: timers.after,
  });
});
afterEach(() => {
  missing.close();
  hub.close();
});

const state = () => missing.store.getState();
const ids = (): string[] => state().rows.map(({ callId }) => callId);
const whenReady = () => waitFor(() => state().phase === 'ready' && timers.waiting().length > 0);

describe('the list of what is not here', () => {
  it('is asked for only while somebody looks at it, once a second at most while recordings come in', async () => {
    expect(asked).toBe(0);
    const stop = missing.watch();
    await whenReady();
    await hub.begun();
    const before = asked;
    items = items.slice(1);
    core.emit({ kind: 'recording', callId: 'a', recording: aMissing('a', { state: 'ready' }).recording });
    core.emit({ kind: 'recording', callId: 'x', recording: aMissing('x').recording });
    await waitFor(() => timers.waiting().some(({ delayMs }) => delayMs === 1000));
    expect([timers.waiting().length, asked]).toEqual([1, before]);
    expect(state().rows[0]!.recording.state).toBe('ready');
    timers.waiting()[0]!.run();
    await waitFor(() => ids().join() === 'b,lost');
    stop();
    expect(timers.waiting()).toEqual([]);
  });

  it('shows how far a download is without asking for the list again', async () => {
    missing.watch();
    await whenReady();
    await hub.begun();
    await waitFor(() => timers.waiting().length === 1 && timers.waiting()[0]!.delayMs === 5000);
    core.emit({ kind: 'recording', callId: 'a', recording: aMissing('a', { state: 'downloading', receivedBytes: 5 }).recording });
    await waitFor(() => state().rows[0]!.recording.receivedBytes === 5);
    expect(timers.waiting().map(({ delayMs }) => delayMs)).toEqual([5000]);
  });

  it('waits with what belongs between the rows while somebody reads, and brings it in when asked', async () => {
    missing.watch();
    await whenReady();
    missing.setReading(true);
    items = [items[0]!, aMissing('new'), ...items.slice(1)];
    timers.waiting()[0]!.run();
    await waitFor(() => state().fresh === 1);
    expect(ids()).toEqual(['a', 'b', 'lost']);
    missing.showFresh();
    await waitFor(() => state().fresh === 0);
    expect([ids(), state().reading]).toEqual([['a', 'new', 'b', 'lost'], true]);
    missing.setReading(false);
    expect(timers.waiting().some(({ delayMs }) => delayMs === 1000)).toBe(true);
  });

  it('asks for one recording, and for all, and says where it could not', async () => {
    missing.watch();
    await whenReady();
    const row = state().rows[2]!;
    const tried = missing.tryNow(row);
    expect([...state().trying]).toEqual(['composite-lost']);
    await tried;
    expect([retried, state().rows[2]!.recording.state, state().trying.size]).toEqual([['lost'], 'waiting', 0]);
    await missing.tryAll();
    expect(state().tried).toEqual({ recordings: 3 });
    isDown = true;
    await missing.tryNow(row);
    expect([state().tried, state().trying.size]).toEqual(['failed', 0]);
  });

  it('leaves what was told of a row while it was asked for, which is newer', async () => {
    missing.watch();
    await whenReady();
    await hub.begun();
    missing.setReading(true);
    const isHere = (): boolean => state().rows[0]!.recording.state === 'ready';
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    const tried = missing.tryNow(state().rows[0]!);
    core.emit({ kind: 'recording', callId: 'a', recording: aMissing('a', { state: 'ready' }).recording });
    await waitFor(isHere);
    resolve();
    await tried;
    expect([isHere(), state().trying.size]).toEqual([true, 0]);
  });

  it('comes in pages, of which those that are shown are read again', async () => {
    items = Array.from({ length: 250 }, (_, at) => aMissing(`call-${at}`));
    missing.watch();
    await whenReady();
    expect(state().rows.length).toBe(100);
    missing.loadMore();
    await waitFor(() => state().rows.length === 200);
    isDown = true;
    missing.loadMore();
    await waitFor(() => state().more === 'failed');
    isDown = false;
    missing.loadMore();
    expect(state().more).toBe('failed');
    missing.loadMore({ again: true });
    await waitFor(() => state().rows.length === 250);
    expect(state().nextCursor).toBeNull();
    items = items.slice(10);
    timers.waiting()[0]!.run();
    await waitFor(() => state().rows.length === 240);
  });

  it('says that it cannot be read, and reads when asked to', async () => {
    isDown = true;
    missing.watch();
    await waitFor(() => state().phase === 'failed');
    isDown = false;
    missing.reload();
    await waitFor(() => state().phase === 'ready');
    isDown = true;
    timers.waiting()[0]?.run();
    await waitFor(() => asked > 2);
    expect(ids()).toEqual(['a', 'b', 'lost']);
  });
});
