import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { createUsageStore, type UsageStore } from '#renderer/recordings/index.ts';
import { aCoreDouble, type CoreDouble } from '../../support/feed.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';
import { aMissing } from '../../support/missing.ts';
import { waitFor } from '../../support/waitFor.ts';

const kept: RecordingsUsage = { bytes: 900, files: 9, budgetBytes: 1000, freeableBytes: 700, freeableFiles: 7, freeing: null, freedFiles: 0, disk: null, isPaused: false };

let core: CoreDouble;
let usage: RecordingsUsage;
let isDown: boolean;
let freeing: PromiseWithResolvers<{ bytes: number; files: number }>;
let timers: HandTimers;
let hub: EventHub;
let store: UsageStore;

beforeEach(() => {
  core = aCoreDouble();
  usage = kept;
  isDown = false;
  freeing = Promise.withResolvers();
  timers = createHandTimers();
  hub = core.hub();
  const api = {
    ...core.api,
    recordings: { usage: () => (isDown ? Promise.reject(new TypeError('down')) : Promise.resolve(usage)), free: () => freeing.promise },
  } as unknown as EarshotClient; // what it uses of it
  store = createUsageStore({
    api,
    events: hub,
    after: timers.after,
  });
});
afterEach(() => {
  store.close();
  hub.close();
});

const state = () => store.store.getState();
const whenRead = () => waitFor(() => state().usage !== null && timers.waiting().length === 1);

describe('what recordings take', () => {
  it('is read again soon after a recording came, and not for each piece of one', async () => {
    const stop = store.watch();
    await whenRead();
    await hub.begun();
    core.emit({ kind: 'recording', callId: 'a', recording: aMissing('a', { state: 'downloading' }).recording });
    core.emit({ kind: 'recording', callId: 'a', recording: aMissing('a', { state: 'ready' }).recording });
    await waitFor(() => timers.waiting()[0]?.delayMs === 1000);
    usage = { ...kept, bytes: 950 };
    timers.waiting()[0]!.run();
    await waitFor(() => state().usage?.bytes === 950);
    await waitFor(() => timers.waiting()[0]?.delayMs === 5000);
    stop();
    expect(timers.waiting()).toEqual([]);
  });

  it('is followed closely while recordings are removed, and says what came of it', async () => {
    store.watch();
    await whenRead();
    const done = store.free();
    expect([state().goalBytes, timers.waiting().map(({ delayMs }) => delayMs)]).toEqual([700, [400]]);
    usage = { ...kept, freeing: { bytes: 300, files: 3 } };
    timers.waiting()[0]!.run();
    await waitFor(() => state().usage?.freeing?.files === 3);
    await waitFor(() => timers.waiting()[0]?.delayMs === 400);
    usage = { ...kept, bytes: 200, files: 2, freeableBytes: 0, freeableFiles: 0, freedFiles: 7 };
    freeing.resolve({ bytes: 700, files: 7 });
    await done;
    expect(state()).toMatchObject({ goalBytes: null, freed: { bytes: 700, files: 7 } });
    timers.waiting()[0]!.run();
    await waitFor(() => state().usage?.files === 2);
  });

  it('says that it broke off', async () => {
    store.watch();
    await whenRead();
    const done = store.free();
    freeing.reject(new TypeError('down'));
    await done;
    expect(state()).toMatchObject({ goalBytes: null, freed: 'failed' });
  });

  it('says that it cannot be read, and stays what it was once it was read', async () => {
    isDown = true;
    store.watch();
    await waitFor(() => state().phase === 'failed');
    isDown = false;
    timers.waiting()[0]!.run();
    await whenRead();
    isDown = true;
    timers.waiting()[0]!.run();
    await waitFor(() => timers.waiting().length === 1);
    expect(state()).toMatchObject({ phase: 'ready', usage: kept });
  });
});
