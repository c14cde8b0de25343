import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppEvent } from '#shared/model/event.ts';
import { createAsking } from '../../electron/main/asking.ts';
import { createStanding, unreadOf } from '../../electron/main/standing.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

describe('createAsking', () => {
  it('asks at once, then at most once a rest, and goes on after a failure', async () => {
    let asked = 0;
    const asking = createAsking({
      async ask() {
        asked += 1;
        if (asked === 2) throw new Error('The core is closed.');
      },
    });
    for (let times = 0; times < 3; times += 1) asking.changed();
    await vi.advanceTimersByTimeAsync(999);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toBe(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toBe(2);
    asking.changed();
    expect(asked).toBe(3);
  });
});

it('counts as unread the calls where somebody was reached or lost', () => {
  expect(unreadOf({ unread: { ANSWERED: 1, TRANSFER_ARTIFICIAL: 10, BUSY: 100, OWN: 1000, '': 5 } }, { OWN: { group: 'lost' } })).toBe(1011);
});

function setUp() {
  const core = { unread: 3, open: 0, waiting: 0, pausedUntilMs: null as number | null };
  const shown: string[] = [];
  const standing = createStanding({
    client: {
      reviews: { counts: async () => ({ unread: { ANSWERED: core.unread } }) },
      rescues: { list: async () => ({ items: [], open: core.open, waiting: core.waiting, nowMs: 0 }) },
      alerts: { get: async () => ({ rules: [], quietHours: null, volume: 1, pausedUntilMs: core.pausedUntilMs }) },
    } as unknown as Parameters<typeof createStanding>[0]['client'], // no more of it is asked
    statuses: () => ({}),
    presence: { unread: (count) => shown.push(`unread ${count}`), waiting: (count) => shown.push(`waiting ${count}`), paused: (untilMs) => shown.push(`paused ${String(untilMs)}`) },
  });
  /** What is shown after these events. */
  const after = async (...kinds: AppEvent['kind'][]): Promise<string[]> => {
    shown.length = 0;
    for (const kind of kinds) standing.after({ kind });
    await vi.advanceTimersByTimeAsync(3000);
    return [...shown];
  };
  return { core, shown, standing, after };
}

describe('createStanding', () => {
  it('asks for what an event may have changed', async () => {
    const { core, shown, standing, after } = setUp();
    standing.look();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual(['unread 3', 'waiting 0', 'paused null']);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await after('call')).toEqual(['unread 3']);
    Object.assign(core, { open: 2, waiting: 1 });
    expect(await after('rescue', 'recording', 'times', 'alert')).toEqual(['waiting 1']);
    expect(await after('call', 'call'), 'it may have reached the customer').toEqual(['unread 3', 'waiting 1', 'unread 3', 'waiting 1']);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await after('review')).toEqual(['unread 3', 'waiting 1']);
    expect(await after('settings')).toEqual(['unread 3', 'waiting 1', 'paused null']);
    expect(await after('reset')).toEqual(['unread 3', 'waiting 1', 'paused null']);
  });

  it('says when a pause is over, soon after a sleep too', async () => {
    const { core, shown, after } = setUp();
    core.pausedUntilMs = 3_600_000;
    expect(await after('settings')).toContain('paused 3600000');
    shown.length = 0;
    core.pausedUntilMs = null;
    vi.setSystemTime(9 * 3_600_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toEqual(['paused null']);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(shown).toHaveLength(1);
  });
});
