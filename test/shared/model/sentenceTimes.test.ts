import { describe, expect, it } from 'vitest';
import { correctionFor, effectiveTime, shownSentences } from '#shared/model/sentenceTimes.ts';

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

describe('shownSentences', () => {
  const sentence = { index: 0, id: '1', speaker: 'robot', text: 'Hello' } as const;

  it('have their effective times, and what was known of a corrected one before', () => {
    const times = [
      { startMs: 1_000, endMs: 2_000, timing: 'given', corrected: null },
      { startMs: 3_000, endMs: 4_000, timing: 'estimated', corrected: { startMs: 3_100, endMs: 4_100 } },
      { startMs: null, endMs: null, timing: 'unknown', corrected: { startMs: 5_000, endMs: 6_000 } },
      { startMs: null, endMs: null, timing: 'unknown', corrected: null },
    ] as const;
    expect(shownSentences(times.map((time) => Object.assign({ ...sentence }, time)), 500)).toEqual([
      { ...sentence, startMs: 1_500, endMs: 2_500, timing: 'given', before: null },
      { ...sentence, startMs: 3_600, endMs: 4_600, timing: 'corrected', before: { startMs: 3_500, endMs: 4_500, timing: 'estimated' } },
      { ...sentence, startMs: 5_500, endMs: 6_500, timing: 'corrected', before: { startMs: null, endMs: null, timing: 'unknown' } },
      { ...sentence, startMs: null, endMs: null, timing: 'unknown', before: null },
    ]);
  });
});
