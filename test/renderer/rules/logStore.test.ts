import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AlertLogEntry } from '#shared/model/alert.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { createLogStore, type LogStore } from '#renderer/rules/logStore.ts';
import { anAlertEvent } from '../../support/alerts.ts';
import { aCoreDouble, type CoreDouble } from '../../support/feed.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';

let core: CoreDouble;
let hub: EventHub;
let asked: unknown[];
let isDown: boolean;
let entries: AlertLogEntry[];
let timers: HandTimers;
let log: LogStore;
let stop: () => void;

const anEntry = (id: number): AlertLogEntry => ({ id, atMs: id, callId: `call-${id}`, phone: null, status: null, rule: null, action: null, reason: 'no-rule', run: null, noticeId: null, noticeCount: null, repeats: 0, reminders: 0, seenAtMs: null });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  core = aCoreDouble();
  hub = core.hub();
  asked = [];
  entries = [anEntry(2)];
  timers = createHandTimers();
  isDown = false;
  const api = {
    ...core.api,
    alerts: {
      log: (query: { cursor?: string; outcome?: string }) => {
        asked.push(query);
        if (isDown) return Promise.reject(new TypeError('down'));
        return Promise.resolve(query.cursor === undefined ? { items: entries, nextCursor: '2' } : { items: [anEntry(1)], nextCursor: null });
      },
    },
  } as unknown as EarshotClient; // what the log uses of it
  log = createLogStore({ api, events: hub, after: timers.after });
  stop = log.watch();
  await settle();
});
afterEach(() => {
  stop();
  hub.close();
});

it('shows the latest entries, and earlier ones when they are asked for', async () => {
  expect(log.store.getState()).toMatchObject({ phase: 'ready', items: [{ id: 2 }], nextCursor: '2' });
  log.loadMore();
  await settle();
  expect(log.store.getState()).toMatchObject({ items: [{ id: 2 }, { id: 1 }], nextCursor: null });
  log.loadMore();
  expect(asked).toHaveLength(2);
});

it('filters, and says where it could not be read', async () => {
  log.filter('shown');
  expect(log.store.getState()).toMatchObject({ phase: 'loading', items: [] });
  await settle();
  expect(asked.at(-1)).toMatchObject({ outcome: 'shown' });
  isDown = true;
  log.filter(null);
  await settle();
  expect(log.store.getState().phase).toBe('failed');
  isDown = false;
  log.reload();
  await settle();
  expect(log.store.getState().phase).toBe('ready');
});

it('is read again while something waits to be told of', async () => {
  entries = [{ ...anEntry(2), reason: 'waiting' }];
  log.reload();
  await settle();
  expect(timers.waiting()).toHaveLength(1);
  entries = [anEntry(2)];
  timers.waiting()[0]?.run();
  await settle();
  expect(log.store.getState().items).toMatchObject([{ reason: 'no-rule' }]);
});

it('is read again as alerts are told', async () => {
  const before = asked.length;
  const { kind, ...rest } = anAlertEvent();
  core.emit({ ...rest, kind });
  await expect.poll(() => asked.length).toBe(before + 1);
});
