import { ORPCError } from '@orpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { createEventHub, type EventHub } from '#renderer/app/events.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { aCoreDouble } from '../../support/feed.ts';

const hubs: EventHub[] = [];
afterEach(() => hubs.splice(0).forEach((hub) => hub.close()));

function follow(hub: EventHub): { seqs: number[] } {
  hubs.push(hub);
  const seqs: number[] = [];
  hub.subscribe((event: AppEvent) => seqs.push(event.seq));
  return { seqs };
}

const isLive = (hub: EventHub) => eventually(() => expect(hub.connection()).toEqual({ state: 'live' }));

describe('createEventHub', () => {
  it('tells of events from its beginning on, and of none before', async () => {
    const core = aCoreDouble();
    core.emit({ kind: 'settings' });
    const hub = core.hub();
    const { seqs } = follow(hub);
    await isLive(hub);
    core.emit({ kind: 'settings' });
    core.emit({ kind: 'settings' });
    await eventually(() => expect(seqs).toEqual([2, 3]));
  });

  it('goes on from the last event after the line was cut, each event once', async () => {
    const core = aCoreDouble();
    const hub = core.hub();
    const { seqs } = follow(hub);
    await isLive(hub);
    core.emit({ kind: 'settings' });
    await eventually(() => expect(seqs).toEqual([1]));
    core.cut(new TypeError('no route'));
    await eventually(() => expect(hub.connection()).toEqual({ state: 'lost', sinceMs: 1_790_841_700_000 }));
    core.emit({ kind: 'settings' });
    core.emit({ kind: 'settings' });
    core.cut();
    await isLive(hub);
    await eventually(() => expect(seqs).toEqual([1, 2, 3]));
  });

  it('waits longer after each failure in a row, and not at all when told so', async () => {
    const core = aCoreDouble();
    core.cut(new TypeError('no route'));
    const attempts: number[] = [];
    const hub = createEventHub({ api: core.api, now: () => 0, pauseMs: (attempt) => (attempts.push(attempt), 60_000) });
    follow(hub);
    await eventually(() => expect(attempts).toEqual([1]));
    hub.retryNow();
    await eventually(() => expect(attempts).toEqual([1, 2]));
    core.cut();
    hub.retryNow();
    await isLive(hub);
  });

  it('stops trying when the access key is missing', async () => {
    const core = aCoreDouble();
    core.cut(new ORPCError('UNAUTHORIZED', { status: 401 }));
    const hub = core.hub();
    follow(hub);
    await eventually(() => expect(hub.connection()).toEqual({ state: 'locked' }));
  });
});
