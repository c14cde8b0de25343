import { createStore } from 'zustand/vanilla';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { Drift, DriftName } from '#shared/model/drift.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { createDriftStore, type DriftStore } from '#renderer/drift/index.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { aCall, aCoreDouble, type CoreDouble } from '../../support/feed.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';
import { aSettingsView } from '../../support/settings.ts';
import { waitFor } from '../../support/waitFor.ts';

const aDrift = (name: string, overrides: Partial<Drift> = {}): Drift => ({ kind: 'field', name, firstSeenAtMs: 1000, lastSeenAtMs: 2000, count: 1, examples: [], isSeen: false, ...overrides });
const status = aDrift('LINE_INTERCEPT', { kind: 'status' });

let core: CoreDouble;
let items: Drift[];
let isDown: boolean;
let asked: number;
let changed: number;
let timers: HandTimers;
let hub: EventHub;
let drift: DriftStore;

beforeEach(() => {
  core = aCoreDouble();
  items = [status, aDrift('mood')];
  isDown = false;
  [asked, changed] = [0, 0];
  timers = createHandTimers();
  hub = core.hub();
  const kept = createStore<{ readonly view: SettingsView | null }>(() => ({ view: aSettingsView({}) }));
  const answered = <Answer>(make: () => Answer): Promise<Answer> => (isDown ? Promise.reject(new TypeError('down')) : Promise.resolve(make()));
  const api = {
    ...core.api,
    drift: {
      list: () => {
        asked += 1;
        return answered(() => ({ items: items.filter(({ kind, name }) => kind !== 'status' || !(name in (kept.getState().view?.settings.statuses ?? {}))), more: 0 }));
      },
      setSeen: ({ items: names, isSeen }: { items: DriftName[]; isSeen: boolean }) =>
        answered(() => void (items = items.map((item) => (names.some(({ name }) => name === item.name) ? { ...item, isSeen } : item)))),
    },
    settings: {
      update: ({ statuses }: { statuses: StatusOverrides }) => {
        const view = kept.getState().view!;
        return answered(() => ({ ...view, settings: { ...view.settings, statuses } }));
      },
    },
  } as unknown as EarshotClient; // what the inbox uses of it
  drift = createDriftStore({
    api,
    events: hub,
    kept,
    onChanged: () => void (changed += 1),
    after: timers.after,
  });
});
afterEach(() => {
  drift.close();
  hub.close();
});

const state = () => drift.store.getState();
const openNames = (): string[] => state().items.filter(({ isSeen }) => !isSeen).map(({ name }) => name);
const whenReady = () => waitFor(() => state().phase === 'ready' && timers.waiting().length > 0);

describe('the inbox', () => {
  it('asks only while somebody looks at it, and rests while calls arrive', async () => {
    expect(asked).toBe(0);
    const stop = drift.watch();
    await whenReady();
    const before = asked;
    await hub.begun();
    core.receive(aCall({ callId: 'a' }));
    core.receive(aCall({ callId: 'b' }));
    await waitFor(() => timers.waiting().some(({ delayMs }) => delayMs === 1000));
    expect([timers.waiting().length, asked]).toEqual([1, before]);
    items.push(aDrift('weather'));
    timers.waiting()[0]!.run();
    await waitFor(() => openNames().includes('weather'));
    await waitFor(() => timers.waiting().some(({ delayMs }) => delayMs === 5000));
    stop();
    expect(timers.waiting()).toEqual([]);
  });

  it('says that it cannot be read, and reads when asked to', async () => {
    isDown = true;
    drift.watch();
    await waitFor(() => state().phase === 'failed');
    isDown = false;
    drift.reload();
    await waitFor(() => state().phase === 'ready');
    isDown = true;
    timers.waiting()[0]?.run();
    await waitFor(() => asked > 2);
    expect(openNames()).toEqual(['LINE_INTERCEPT', 'mood']);
  });

  it('takes note at once, tells the rest of the screen, and takes it back where it could not be kept', async () => {
    drift.watch();
    await whenReady();
    const seen = drift.setSeen([aDrift('mood')], true);
    expect(openNames()).toEqual(['LINE_INTERCEPT']);
    await seen;
    expect([changed, items[1]!.isSeen, state().hasFailed]).toEqual([1, true, false]);
    isDown = true;
    await drift.setSeen([status], true);
    expect([openNames(), state().hasFailed]).toEqual([['LINE_INTERCEPT'], true]);
  });

  it('names a status in the settings and takes that back', async () => {
    drift.watch();
    await whenReady();
    let savedWith: string[] = [];
    expect(await drift.name(status, { label: 'Intercepted', group: 'fault', alert: 'none' }, () => (savedWith = openNames()))).toBe(true);
    expect(savedWith).toEqual(['LINE_INTERCEPT', 'mood']);
    expect([openNames(), state().named]).toEqual([['mood'], [status]]);
    await drift.takeNameBack(status);
    expect([openNames().toSorted(), state().named]).toEqual([['LINE_INTERCEPT', 'mood'], []]);
    isDown = true;
    expect(await drift.name(status, { label: 'Intercepted' })).toBe(false);
    expect(state()).toMatchObject({ hasFailed: true, named: [] });
  });

  it('forgets what was named once nobody looks any more', async () => {
    const stop = drift.watch();
    await whenReady();
    await drift.name(status, { label: 'Intercepted' });
    stop();
    expect(state().named).toEqual([]);
  });
});
