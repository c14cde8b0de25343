import { describe, expect, it } from 'vitest';
import { createAnswerTimes } from '../../../electron/core/receiver/answerTimes.ts';

describe('the median of answer times', () => {
  it('is none before the first', () => {
    expect(createAnswerTimes().medianMs()).toBeNull();
  });

  it('lies in the middle of the latest few hundred', () => {
    const times = createAnswerTimes();
    for (const ms of [5, 1, 900]) times.add(ms);
    expect(times.medianMs()).toBe(5);
    for (let at = 0; at < 300; at += 1) times.add(7);
    expect(times.medianMs()).toBe(7);
    for (let at = 0; at < 200; at += 1) times.add(2);
    expect(times.medianMs()).toBe(2);
  });
});
