import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { createDeskStore, type DeskStore } from '#renderer/app/deskStore.ts';
import type { Connection, EventHub } from '#renderer/app/events.ts';
import { aRecording } from '../../support/calls.ts';
import { anAlertEvent } from '../../support/alerts.ts';
import { aCall } from '../../support/feed.ts';

/** Longer than the rest between two questions, shorter than the pause between looks. */
const restMs = 1500;

const counts = { since: { ANSWERED: 1 }, all: { ANSWERED: 7, BUSY: 2 } };
const status = { version: '1.2.3' };

const subscribe = <Listener>(set: Set<Listener>) => (listener: Listener) => (set.add(listener), () => void set.delete(listener));

let asked: { readonly countsSince: number[]; statuses: number };
let isDown: boolean;
let day: number;
let connection: Connection;
let listeners: { readonly events: Set<(event: AppEvent) => void>; readonly connection: Set<() => void> };
let open: () => DeskStore;
let desk: DeskStore;

beforeEach(() => {
  vi.useFakeTimers();
  asked = { countsSince: [], statuses: 0 };
  isDown = false;
  day = 1000;
  connection = { state: 'live' };
  listeners = { events: new Set(), connection: new Set() };
  const answered = <Answer>(answer: Answer): Promise<Answer> => (isDown ? Promise.reject(new TypeError('down')) : Promise.resolve(answer));
  const api = {
    calls: {
      counts: ({ sinceMs }: { sinceMs: number }) => {
        asked.countsSince.push(sinceMs);
        return answered(counts);
      },
    },
    status: {
      get: () => {
        asked.statuses += 1;
        return answered(status);
      },
    },
  } as unknown as EarshotClient; // what the desk asks for
  const events = { subscribe: subscribe(listeners.events), subscribeConnection: subscribe(listeners.connection), connection: () => connection } as unknown as EventHub; // what the desk follows of it
  open = () => createDeskStore({ api, events, today: () => day });
  desk = open();
});
afterEach(() => {
  desk.close();
  vi.useRealTimers();
});

const tell = (event: AppEvent): void => {
  for (const listener of listeners.events) listener(event);
};
const become = (next: Connection): void => {
  connection = next;
  for (const listener of listeners.connection) listener();
};
const rest = () => vi.advanceTimersByTimeAsync(restMs);
/** How often each was asked for since `before`. */
const askedMore = (before: { readonly counts: number; readonly statuses: number }) => [asked.countsSince.length - before.counts, asked.statuses - before.statuses];
const soFar = () => ({ counts: asked.countsSince.length, statuses: asked.statuses });

describe('createDeskStore', () => {
  it('reads today’s counts and the status at once', async () => {
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.store.getState()).toEqual({ counts, status });
    expect(asked).toEqual({ countsSince: [1000], statuses: 1 });
  });

  it.each<[string, AppEvent, [number, number]]>([
    ['both after a call', { seq: 1, kind: 'call', change: 'stored', call: aCall() }, [1, 1]],
    ['both where events were missed', { seq: 1, kind: 'reset' }, [1, 1]],
    ['the status after a recording', { seq: 1, kind: 'recording', callId: 'call-1', recording: aRecording({ kind: 'composite' }) }, [0, 1]],
    ['the status after a change of the settings', { seq: 1, kind: 'settings' }, [0, 1]],
    ['nothing after an alert, whose call was told of', anAlertEvent(), [0, 0]],
  ])('reads %s', async (_what, event, expected) => {
    await rest();
    const before = soFar();
    tell(event);
    await vi.advanceTimersByTimeAsync(0);
    expect(askedMore(before)).toEqual(expected);
  });

  it('asks at most once a second while calls arrive', async () => {
    await rest();
    const before = soFar();
    for (let at = 0; at < 20; at += 1) tell({ seq: at + 1, kind: 'call', change: 'stored', call: aCall() });
    expect(askedMore(before)).toEqual([1, 1]);
    await rest();
    expect(askedMore(before)).toEqual([2, 2]);
  });

  it('reads both again when the connection is back', async () => {
    await rest();
    const before = soFar();
    become({ state: 'lost', sinceMs: 0 });
    expect(askedMore(before)).toEqual([0, 0]);
    become({ state: 'live' });
    expect(askedMore(before)).toEqual([1, 1]);
  });

  it('looks at the status every few seconds, and at the counts when a new day begins', async () => {
    await rest();
    const before = soFar();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(askedMore(before)).toEqual([0, 2]);
    day = 2000;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(askedMore(before)).toEqual([1, 4]);
    expect(asked.countsSince.at(-1)).toBe(2000);
  });

  it('keeps what it has while nothing can be read', async () => {
    await rest();
    isDown = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.store.getState()).toEqual({ counts, status });
  });

  it('asks for counts that could not be read until they are', async () => {
    desk.close();
    isDown = true;
    desk = open();
    await rest();
    expect(desk.store.getState()).toEqual({ counts: null, status: null });
    isDown = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.store.getState().counts).toEqual(counts);
  });

  it('asks for nothing while the page is locked out', async () => {
    await rest();
    const before = soFar();
    become({ state: 'locked' });
    day = 2000;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(askedMore(before)).toEqual([0, 0]);
  });

  it('reads the status when it is told to', async () => {
    await rest();
    const before = soFar();
    desk.readStatus();
    expect(askedMore(before)).toEqual([0, 1]);
  });

  it('asks for nothing more once it is closed', async () => {
    await rest();
    tell({ seq: 1, kind: 'reset' });
    tell({ seq: 2, kind: 'reset' });
    const before = soFar();
    desk.close();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([askedMore(before), listeners.events.size, listeners.connection.size]).toEqual([[0, 0], 0, 0]);
  });
});
