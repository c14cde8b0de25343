import { describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/model/event.ts';
import { createGathering, isMissed, nothingMissed, withMissed, type Missed } from '../../../renderer/alerts/gathering.ts';
import { anAlertEvent } from '../../support/alerts.ts';
import { aCall } from '../../support/feed.ts';
import { createHandTimers } from '../../support/handTimers.ts';

const urgent = { level: 'urgent', urgentCount: 1, sound: 'two-bells' } as const;
const followUps = (count: number): Extract<AppEvent, { kind: 'followUpDue' }> => ({ kind: 'followUpDue', seq: 1, atMs: 0, count, text: '', call: aCall() });

describe('what was missed', () => {
  it('is what was told more than half a minute ago', () => {
    expect([isMissed({ atMs: 0 }, 30_000), isMissed({ atMs: 0 }, 30_001)]).toEqual([false, true]);
    expect(isMissed({ atMs: 5000 }, 0), 'by a clock that is behind').toBe(false);
  });

  it('names the first and the last alert, counts calls and follow-ups, and makes no noise', () => {
    const events = [anAlertEvent({ noticeId: 7, count: 3 }), anAlertEvent({ noticeId: 8, level: 'badge', count: 40 }), followUps(4), anAlertEvent({ noticeId: 9 }), followUps(1)];
    expect(events.reduce(withMissed, nothingMissed)).toEqual({ count: 4, urgentCount: 0, followUps: 5, notices: { first: 7, last: 9 }, sound: 'none' });
  });

  it('is heard where one is urgent', () => {
    const events = [anAlertEvent({ noticeId: 7 }), anAlertEvent({ noticeId: 8, ...urgent, count: 2 }), anAlertEvent({ noticeId: 9, sound: 'rising' })];
    expect(events.reduce(withMissed, nothingMissed)).toMatchObject({ count: 4, urgentCount: 1, sound: 'two-bells' });
  });

  it('counts calls once that were reminded of again and again, and forgets what is over', () => {
    const reminders = [8, 9, 10].map((noticeId) => anAlertEvent({ noticeId, about: 'reminder', ...urgent, count: 2, urgentCount: 2 }));
    const events = [anAlertEvent({ noticeId: 7, ...urgent, count: 2, urgentCount: 2 }), ...reminders, anAlertEvent({ noticeId: 3, about: 'incident-over', level: 'urgent' })];
    expect(events.reduce(withMissed, nothingMissed)).toMatchObject({ count: 2, urgentCount: 2, notices: { first: 7, last: 10 } });
  });
});

describe('createGathering', () => {
  it('tells of everything as one, once no more comes', () => {
    const timers = createHandTimers();
    const gathering = createGathering(timers.after);
    const told: Missed[] = [];
    const stop = gathering.follow((missed) => void told.push(missed));
    for (let noticeId = 1; noticeId <= 300; noticeId += 1) gathering.add(anAlertEvent({ noticeId }));
    expect([told, timers.waiting().length]).toEqual([[], 1]);
    timers.waiting()[0]?.run();
    expect(told).toMatchObject([{ count: 300, notices: { first: 1, last: 300 } }]);
    gathering.add(anAlertEvent({ noticeId: 301 }));
    timers.waiting().at(-1)?.run();
    expect(told.at(-1)).toMatchObject({ count: 1, notices: { first: 301, last: 301 } });
    gathering.add(anAlertEvent({ noticeId: 3, about: 'incident-over' }));
    timers.waiting().at(-1)?.run();
    expect(told, 'of nothing it says nothing').toHaveLength(2);
    gathering.add(anAlertEvent());
    const [last] = timers.waiting().slice(-1);
    stop();
    last?.run();
    expect([told.length, timers.waiting().length]).toEqual([2, 0]);
  });
});
