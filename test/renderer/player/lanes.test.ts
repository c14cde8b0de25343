import { describe, expect, it } from 'vitest';
import { canBeAskedFor, hasLanes, isEarlierSound, isHere, laneState, soundVersion, timeUntil } from '#renderer/player/lanes.ts';
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

describe('a recording that tells more', () => {
  it('says how much of it has come', () => {
    expect(laneState([aRecording({ state: 'downloading' })], 'composite')).toEqual({ state: 'downloading', receivedBytes: null, totalBytes: null });
    const half = { ...aRecording({ state: 'downloading' }), receivedBytes: 500, totalBytes: 1000 };
    expect(laneState([half], 'composite')).toEqual({ state: 'downloading', receivedBytes: 500, totalBytes: 1000 });
  });

  it('is here and cannot be played where no browser knows its sound', () => {
    const gsm = { ...aRecording(), playable: false, codec: 'gsm' };
    expect(laneState([gsm], 'composite')).toEqual({ state: 'unplayable', codec: 'gsm' });
    expect(isHere(gsm)).toBe(false);
  });

  it('is played from its earlier sound until the new one is here', () => {
    const changed = { ...aRecording({ state: 'waiting' }), isOld: true };
    expect([isHere(changed), isEarlierSound([changed], 'composite')]).toEqual([true, true]);
    expect([isHere(aRecording()), isEarlierSound([aRecording()], 'composite')]).toEqual([true, false]);
  });

  it('is told apart from another sound by its version', () => {
    expect(soundVersion({ ...aRecording(), version: 'v2' })).toBe('v2');
  });
});

describe('canBeAskedFor', () => {
  it('is what is waited for, was given up, or made room', () => {
    const states = ['none', 'waiting', 'downloading', 'ready', 'unavailable', 'freed'] as const;
    expect(states.filter((state) => canBeAskedFor(laneState([aRecording({ state })], 'composite')))).toEqual(['waiting', 'unavailable', 'freed']);
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
