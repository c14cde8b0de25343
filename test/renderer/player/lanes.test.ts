import { describe, expect, it } from 'vitest';
import { hasLanes, laneState, timeUntil } from '#renderer/player/lanes.ts';
import { aRecording } from '../../support/calls.ts';

describe('laneState', () => {
  it('says that nothing was pushed where the call has no such recording', () => {
    expect(laneState([aRecording({ kind: 'composite' })], 'customer')).toEqual({ state: 'none' });
  });

  it('keeps the reason and the next try of a recording that is waited for', () => {
    const waiting = aRecording({ kind: 'customer', state: 'waiting', reason: 'not-there-yet', nextTryAtMs: 5000 });
    expect(laneState([waiting], 'customer')).toEqual({ state: 'waiting', reason: 'not-there-yet', nextTryAtMs: 5000 });
  });

  it('keeps the reason of one that was given up', () => {
    expect(laneState([aRecording({ state: 'unavailable', reason: 'gone' })], 'composite')).toEqual({ state: 'unavailable', reason: 'gone' });
  });
});

describe('hasLanes', () => {
  it('is false where no recording was named', () => {
    expect(hasLanes([])).toBe(false);
    expect(hasLanes([aRecording({ state: 'none' })])).toBe(false);
    expect(hasLanes([aRecording({ state: 'none' }), aRecording({ kind: 'customer', state: 'waiting' })])).toBe(true);
  });
});

describe('timeUntil', () => {
  it('counts in the largest unit that fits and is null once due', () => {
    expect(timeUntil(1_000, 1_000)).toBeNull();
    expect(timeUntil(31_000, 1_000)).toEqual({ unit: 'second', count: 30 });
    expect(timeUntil(241_000, 1_000)).toEqual({ unit: 'minute', count: 4 });
    expect(timeUntil(7_201_000, 1_000)).toEqual({ unit: 'hour', count: 2 });
  });
});
