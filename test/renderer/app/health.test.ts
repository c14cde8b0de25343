import { describe, expect, it } from 'vitest';
import { agoText, healthOf } from '#renderer/app/health.ts';
import type { AppStatus } from '#shared/model/status.ts';
import { createTexts } from '#shared/texts/index.ts';

const { t } = createTexts();
const now = 1_790_841_700_000;
const status: AppStatus = {
  version: '0.1.0',
  host: 'headless',
  startedAtMs: now - 60_000,
  receiver: { state: 'listening', address: '127.0.0.1:4780', problem: null },
  lastPushAtMs: now - 4200,
  backlog: 0,
  totals: { calls: 1, pushes: 1, refused: 0 },
  recordings: { waiting: 0, givenUpSoon: 0, unavailable: 0, givenUpLately: 0, isPaused: false },
  problems: [],
  answerDoubt: null,
  drift: { open: 0 },
  latestBackup: { backup: null, progress: null, failure: null, nextAtMs: null },
  dataDir: '/data',
};
const live = { state: 'live' } as const;

describe('healthOf', () => {
  it('says when the last push came', () => {
    expect(healthOf(t, live, status, now)).toEqual({ level: 'good', word: 'Listening', more: 'last push 4 s ago' });
    expect(healthOf(t, live, { ...status, lastPushAtMs: null }, now).more).toBe('nothing has arrived yet');
  });

  it('says what is wrong, above all where pushes are not kept', () => {
    const problem = { kind: 'disk-full', stopsKeeping: true, sinceMs: now, sentence: 'The disk is full.', advice: 'Make room.' } as const;
    expect(healthOf(t, live, { ...status, problems: [problem] }, now)).toEqual({ level: 'bad', word: 'Not keeping pushes', more: 'The disk is full.' });
    expect(healthOf(t, live, { ...status, problems: [{ ...problem, kind: 'clock-back', stopsKeeping: false }] }, now)).toMatchObject({ level: 'warn', word: 'Listening' });
  });

  it('says which recordings are at risk, and is quiet about others', () => {
    const { recordings } = status;
    const more = (change: Partial<typeof recordings>) => healthOf(t, live, { ...status, recordings: { ...recordings, ...change } }, now);
    expect(more({ waiting: 9, unavailable: 3, givenUpLately: 2 }).level).toBe('good');
    expect(more({ waiting: 9, givenUpSoon: 2 })).toEqual({ level: 'warn', word: 'Listening', more: '2 recordings soon given up' });
    expect(more({ waiting: 9, givenUpSoon: 2, isPaused: true }).more).toBe('disk nearly full, recordings wait');
    expect(more({ isPaused: true }).level).toBe('good');
  });

  it('names the part that is at fault', () => {
    const failed = { ...status, receiver: { state: 'failed', address: '127.0.0.1:4780', problem: 'Port 4780 is taken.' } } as const;
    expect(healthOf(t, live, failed, now)).toEqual({ level: 'bad', word: 'Not listening', more: 'Port 4780 is taken.' });
    expect(healthOf(t, live, { ...status, backlog: 1204 }, now)).toEqual({ level: 'warn', word: 'Listening', more: '1,204 pushes to file' });
    expect(healthOf(t, { state: 'lost', sinceMs: now }, status, now).word).toBe('Not connected');
  });
});

describe('agoText', () => {
  it.each([[200, 'just now'], [4000, '4 s ago'], [125_000, '2 min ago'], [7_300_000, '2 h ago'], [90_000_000, '1 day ago'], [-50, 'just now']])('writes %i ms', (ms, text) => {
    expect(agoText(t, now - ms, now)).toBe(text);
  });
});
