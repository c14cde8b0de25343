import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../../electron/core/store/events.ts';
import { insertEvent, pruneEvents } from '../../../electron/core/store/events.ts';
import { openForDeriving } from '../../../electron/core/store/open.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aPushedRecord } from '../../support/pushes.ts';

/** Tells of every call that waits to be told of, in one notice. */
function tellAll(db: DerivedStore): void {
  const logIds = db.reading.waitingAlerts(0, 100).map(({ logId }) => logId);
  const notice = { about: 'calls', level: 'normal', sinceMs: 0, untilMs: 1, count: logIds.length, urgentCount: 0, leadLogId: logIds[0] ?? 0, sound: 'chime', logIds, reason: 'alone' } as const;
  db.store.tellAlerts({ atMs: 5, notices: [notice], settled: [], handled: [] });
}

/** Events after `seq`, few at a time, as a watcher reads them. */
function follow(db: DerivedStore, seq: number): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (;;) {
    const more = db.reading.eventsAfter(events.at(-1)?.seq ?? seq, 3);
    if (more === 'too-old') throw new Error('too old');
    if (more.length === 0) return events;
    events.push(...more);
  }
}

const inWords = (event: StoredEvent): string => {
  switch (event.kind) {
    case 'call':
      return `${event.change} ${event.call.callId}`;
    case 'alert':
      return `${event.level} ${event.call.callId}`;
    case 'recording':
      return `${event.recording.kind} ${event.recording.state} ${event.callId}`;
    case 'times':
    case 'rescue':
    case 'handled':
      return `${event.kind} ${event.callId}`;
    case 'review':
      return `review ${event.callId}`;
    case 'followUpDue':
      return `followUpDue ${event.call.callId} ${event.count}`;
    case 'settings':
    case 'views':
      return event.kind;
  }
};

describe('eventsAfter', () => {
  it('tells of calls, alerts, recordings and settings, in order', () => {
    using db = openDerivedStore();
    db.push(aPush(aPushedRecord({ callId: 'a', customerAudioUrl: null })));
    tellAll(db);
    db.store.recordSettingsChange();
    db.push(aPush(aPushedRecord({ callId: 'a', customerAudioUrl: null, chatRound: 9 })), aPush({ callId: 'b', resultStatus: 'BUSY' }));
    expect(follow(db, 0).map(inWords)).toEqual(['stored a', 'composite waiting a', 'normal a', 'settings', 'updated a', 'stored b']);
  });

  it('misses nothing from any point on', () => {
    using db = openDerivedStore();
    db.push(...Array.from({ length: 20 }, (_, at) => aPush({ callId: `call-${at}` })));
    const all = follow(db, 0);
    for (const { seq } of all) expect(follow(db, seq)).toEqual(all.filter((event) => event.seq > seq));
  });

  it('shows a call as it is now', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a', resultStatus: 'BUSY' }), aPush({ callId: 'a', resultStatus: 'REFUSED' }));
    expect(follow(db, 0)).toEqual([
      { kind: 'call', seq: 1, change: 'stored', call: expect.objectContaining({ status: 'REFUSED', revisionCount: 2 }) },
      { kind: 'call', seq: 2, change: 'updated', call: expect.objectContaining({ status: 'REFUSED', revisionCount: 2 }) },
    ]);
  });

  it('says when a watcher was away for too long, and when its cursor was never reached', () => {
    using db = openDerivedStore();
    const writable = openForDeriving(db.file);
    for (let at = 0; at < 25; at += 1) insertEvent(writable, { kind: 'settings' }, at);
    pruneEvents(writable, 10);
    writable.close();
    expect(db.reading.eventsAfter(14, 50)).toBe('too-old');
    expect(db.reading.eventsAfter(15, 50)).toHaveLength(10);
    expect(db.reading.eventsAfter(25, 50)).toEqual([]);
    expect(db.reading.eventsAfter(26, 50)).toBe('too-old');
  });

  it('goes on counting where it was after all events were dropped', () => {
    using db = openDerivedStore();
    const writable = openForDeriving(db.file);
    for (let at = 0; at < 5; at += 1) insertEvent(writable, { kind: 'settings' }, at);
    writable.run('DELETE FROM events');
    writable.close();
    expect(db.reading.lastEventSeq()).toBe(5);
    expect(db.reading.eventsAfter(4, 10)).toBe('too-old');
    db.store.recordSettingsChange();
    expect(db.reading.eventsAfter(5, 10)).toEqual([{ kind: 'settings', seq: 6 }]);
  });
});
