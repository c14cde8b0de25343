import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeriver } from '../../../electron/core/ingest/index.ts';
import type { DeriverOptions } from '../../../electron/core/ingest/deriver.ts';
import { openReading, openStore } from '../../../electron/core/store/index.ts';
import type { Store } from '../../../electron/core/store/index.ts';
import { aPush } from '../../support/derivedStore.ts';
import { aRule } from '../../support/alerts.ts';
import { waitFor } from '../../support/waitFor.ts';
import { generatedPush } from '../../support/generatePushes.ts';

const thread = new URL('../../../electron/core/threads/derive.ts', import.meta.url);
const settings = { timeZone: '+08:00', statuses: {}, alertRules: [] };
const quiet = { warn: () => {}, error: () => {} };
let dir: string;
let file: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-deriver-'));
  file = join(dir, 'earshot.db');
  store = openStore({ file });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const start = (options: Partial<DeriverOptions> = {}) => createDeriver({ thread, file, settings, startedAfterPush: 0, turns: store.turns, onDerived: () => {}, log: quiet, ...options });

/** Every push as `[outcomes of its records]`, and all calls. */
function derived() {
  const reading = openReading(file);
  const { items } = reading.listPushes({ limit: 1000 });
  const totals = reading.totals();
  const counted = Object.values(reading.countCalls(0).all).reduce((sum, calls) => sum + calls, 0);
  const events = reading.eventsAfter(0, 10_000);
  const waiting = reading.waitingAlerts(0, 100);
  reading.close();
  return { waiting, pushes: items.toReversed(), totals, counted, events: events === 'too-old' ? [] : events };
}

describe('createDeriver', () => {
  it('derives what was appended before it started, and what is appended after a wake', async () => {
    store.appendPushes([aPush({ callId: 'a' })]);
    const steps: unknown[] = [];
    const deriver = start({ onDerived: (step) => void steps.push(step) });
    await deriver.whenIdle();
    store.appendPushes([aPush({ callId: 'b', fullAudioUrl: 'https://r/1' })]);
    deriver.wake();
    await deriver.whenIdle();
    await deriver.close();
    expect(steps).toEqual([
      { pushId: 1, eventSeq: 1, recordingsChanged: false, alertsWait: false },
      { pushId: 2, eventSeq: 3, recordingsChanged: true, alertsWait: false },
    ]);
  });

  it('follows a change of the settings', async () => {
    const deriver = start();
    await deriver.whenIdle();
    deriver.updateSettings({ timeZone: '+00:00', statuses: {}, alertRules: [aRule({ action: 'urgent' })] });
    store.appendPushes([aPush({ callId: 'a', startTime: '2026-10-01 08:00:00', resultStatus: 'BUSY' })]);
    deriver.wake();
    await deriver.whenIdle();
    await deriver.close();
    const { events, waiting } = derived();
    expect(waiting).toMatchObject([{ callId: 'a', action: 'urgent' }]);
    expect(events).toEqual([
      expect.objectContaining({ kind: 'call', call: expect.objectContaining({ startedAtMs: Date.UTC(2026, 9, 1, 8) }) }),
    ]);
  });

  it('derives nothing by settings that were changed while its thread started', async () => {
    store.appendPushes([aPush({ callId: 'a', resultStatus: 'BUSY' })]);
    const deriver = start();
    deriver.updateSettings({ ...settings, alertRules: [aRule({ action: 'urgent' })] });
    await deriver.whenIdle();
    await deriver.close();
    expect(derived().waiting).toMatchObject([{ callId: 'a', action: 'urgent' }]);
  });

  it('starts its thread again when that ends, and goes on', async () => {
    const deaths: unknown[] = [];
    // A thread that ends at once, as if it had crashed, until it is set aside from what it cannot survive.
    const failing = new URL('data:text/javascript,throw new Error("no")');
    const deriver = start({ thread: failing, log: { warn: (details) => void deaths.push(details), error: () => {} } });
    await waitFor(() => deaths.length > 1);
    await deriver.close();
    expect(deaths).toContainEqual({ ends: 2, pauseMs: 200 });
  });

  it('loses and repeats nothing when its thread is ended in the middle, again and again', async () => {
    const count = 400;
    const bodies = Array.from({ length: count }, (_, at) => generatedPush(at));
    store.appendPushes([...bodies.map((body) => aPush(body)), aPush(`[${bodies.slice(0, 60).join(',')}]`)]);
    let terminations = 0;
    for (let delayMs = 20; derived().totals.backlog > 0 && terminations < 200; delayMs = (delayMs * 7 + 13) % 90) {
      const worker = new Worker(thread, { workerData: { file, settings, suspicion: 'none', turns: store.turns } });
      await sleep(delayMs);
      await worker.terminate();
      terminations += 1;
      // What keeps the backlog from never ending on a slow machine.
      if (terminations > 30) {
        const deriver = start();
        await deriver.whenIdle();
        await deriver.close();
      }
    }
    const { pushes, totals, counted, events } = derived();
    expect(terminations).toBeGreaterThan(1);
    expect(pushes.slice(0, count).map(({ records }) => records.map(({ outcome }) => outcome))).toEqual(Array.from({ length: count }, () => ['stored']));
    expect(pushes.at(-1)?.records.map(({ index, outcome }) => [index, outcome])).toEqual(Array.from({ length: 60 }, (_, at) => [at, 'duplicate']));
    expect(totals).toMatchObject({ calls: count, backlog: 0 });
    expect(counted).toBe(count);
    expect(events.filter(({ kind }) => kind === 'call')).toHaveLength(count);
  });

  it('sets a push aside that ends the thread again and again, and derives what is behind it', async () => {
    store.appendPushes([aPush({ callId: 'before' }), aPush({ callId: 'deadly' }), aPush({ callId: 'behind' })]);
    const deriver = start({ thread: new URL('mortalThread.ts', import.meta.url) });
    await deriver.whenIdle();
    await deriver.close();
    expect(derived().pushes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['stored', null],
      ['refused', '-5'],
      ['stored', null],
    ]);
  });

  it('sets no push aside because the database could not be opened', async () => {
    const deaths: unknown[] = [];
    const missing = join(dir, 'later.db');
    store.appendPushes([aPush({ callId: 'a' })]);
    const deriver = start({ file: missing, log: { warn: (details) => void deaths.push(details), error: () => {} } });
    await waitFor(() => deaths.length > 3, 18_000);
    const late = openStore({ file: missing });
    late.appendPushes([aPush({ callId: 'a' })]);
    await deriver.whenIdle();
    await deriver.close();
    late.close();
    const reading = openReading(missing);
    expect(reading.getPush(1)).toMatchObject({ outcome: 'stored' });
    reading.close();
  });
});
