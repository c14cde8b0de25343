import { describe, expect, it } from 'vitest';
import { correctionFor, effectiveTime } from '#shared/model/sentenceTimes.ts';

const given = { startMs: 1_000, endMs: 2_000, timing: 'given' } as const;

describe('effectiveTime', () => {
  it('is what the platform gave, or what was estimated, where nobody corrected it', () => {
    expect(effectiveTime(given, 0)).toEqual({ startMs: 1_000, endMs: 2_000, source: 'given' });
    expect(effectiveTime({ ...given, timing: 'estimated', corrected: null }, 0)).toEqual({ startMs: 1_000, endMs: 2_000, source: 'estimated' });
    expect(effectiveTime({ startMs: null, endMs: null, timing: 'unknown' }, 0)).toEqual({ startMs: null, endMs: null, source: 'unknown' });
  });

  it('is what the operator set instead', () => {
    expect(effectiveTime({ ...given, corrected: { startMs: 1_100, endMs: 1_900 } }, 0)).toEqual({ startMs: 1_100, endMs: 1_900, source: 'corrected' });
    expect(effectiveTime({ startMs: null, endMs: null, timing: 'unknown', corrected: { startMs: 5, endMs: 10 } }, 0)).toEqual({ startMs: 5, endMs: 10, source: 'corrected' });
  });

  it('moves with the whole call, corrected or not', () => {
    expect(effectiveTime(given, 250)).toEqual({ startMs: 1_250, endMs: 2_250, source: 'given' });
    expect(effectiveTime({ ...given, corrected: { startMs: 1_100, endMs: 1_900 } }, -100)).toEqual({ startMs: 1_000, endMs: 1_800, source: 'corrected' });
    expect(effectiveTime({ ...given, endMs: null }, 250)).toEqual({ startMs: 1_250, endMs: null, source: 'given' });
    expect(effectiveTime({ startMs: null, endMs: 2_000, timing: 'unknown' }, 250)).toEqual({ startMs: null, endMs: 2_250, source: 'unknown' });
    expect(effectiveTime({ startMs: null, endMs: null, timing: 'unknown' }, 250)).toEqual({ startMs: null, endMs: null, source: 'unknown' });
  });

  it('begins no earlier than the recording', () => {
    expect(effectiveTime(given, -1_500)).toEqual({ startMs: 0, endMs: 500, source: 'given' });
    expect(effectiveTime(given, -2_500)).toEqual({ startMs: null, endMs: null, source: 'unknown' });
    expect(effectiveTime({ ...given, endMs: null }, -1_500)).toEqual({ startMs: null, endMs: null, source: 'unknown' });
    expect(effectiveTime({ startMs: null, endMs: 2_000, timing: 'unknown' }, -2_500)).toEqual({ startMs: null, endMs: null, source: 'unknown' });
  });
});

describe('correctionFor', () => {
  it('is shown where the operator put it', () => {
    const shown = { startMs: 3_000, endMs: 4_500 };
    const corrected = correctionFor(shown, -200);
    expect(effectiveTime({ ...given, corrected }, -200)).toEqual({ ...shown, source: 'corrected' });
  });
});
