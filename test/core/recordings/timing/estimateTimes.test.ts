import { describe, expect, it } from 'vitest';
import { estimateTimes, type CallToTime, type EstimatedTimes, type SentenceTime, type SentenceToTime, type SoundToTime } from '../../../../electron/core/recordings/timing/index.ts';

const unreadable: SoundToTime = { decode: null };
const given: SentenceToTime = { speaker: 'customer', text: 'Yes, go ahead.', startMs: 1200, endMs: 2100 };

async function timesOf(sentences: CallToTime['sentences']): Promise<EstimatedTimes> {
  return estimateTimes({ composite: unreadable, customer: unreadable, sentences });
}

describe('estimateTimes', () => {
  it('keeps given times as they are', async () => {
    const expected: SentenceTime = { startMs: 1200, endMs: 2100, timing: 'given' };
    const times = await timesOf([given]);
    expect(times.sentences).toEqual([expected]);
    expect(times.verdict).toMatchObject({ state: 'solved', reason: 'nothing-to-estimate' });
  });

  it('says that it does not know the time of a sentence without sound', async () => {
    const times = await timesOf([{ speaker: 'robot', text: 'Hello', startMs: null, endMs: null }, given]);
    expect(times.verdict.state).toBe('unknown');
    expect(times.sentences[0]).toEqual({ startMs: null, endMs: null, timing: 'unknown' });
  });
});
