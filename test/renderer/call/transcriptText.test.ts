import { describe, expect, it } from 'vitest';
import { timeText, transcriptText } from '#renderer/call/transcriptText.ts';
import { anUtterance } from '../../support/calls.ts';

describe('transcriptText', () => {
  it('writes a sentence a line, with its time where it is known', () => {
    const utterances = [anUtterance({ speaker: 'robot', text: 'Hello?' }), anUtterance({ startMs: 8_333, endMs: 9_379 })];
    expect(transcriptText(utterances, (speaker) => speaker)).toBe('robot: Hello?\n0:08 customer: Yes, go ahead.');
  });
});

describe('timeText', () => {
  it('tells an estimate from what was given, and nothing of what nobody knows', () => {
    expect(timeText({ startMs: 8_333, timing: 'given' })).toBe('0:08');
    expect(timeText({ startMs: 8_333, timing: 'estimated' })).toBe('≈ 0:08');
    expect(timeText({ startMs: null, timing: 'unknown' })).toBeNull();
  });
});
