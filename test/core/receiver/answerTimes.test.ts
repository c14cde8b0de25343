import { describe, expect, it } from 'vitest';
import { createAnswerTimes } from '../../../electron/core/receiver/answerTimes.ts';

describe('createAnswerTimes', () => {
  it('knows none before the first', () => {
    const times = createAnswerTimes();
    expect([times.medianMs(), times.lastMs(), times.of(1)]).toEqual([null, null, null]);
  });

  it('tells the median and the last of the latest few hundred that were taken', () => {
    const times = createAnswerTimes();
    let id = 0;
    const add = (ms: number, isTaken = true): void => times.add({ id: (id += 1), ms, isTaken });
    for (const ms of [5, 1, 900]) add(ms);
    expect([times.medianMs(), times.lastMs()]).toEqual([5, 900]);
    for (let at = 0; at < 300; at += 1) add(7);
    expect(times.medianMs()).toBe(7);
    for (let at = 0; at < 200; at += 1) add(2);
    add(4, false);
    expect([times.medianMs(), times.lastMs()]).toEqual([2, 2]);
  });

  it('tells that of each of the latest thousands, refused or not', () => {
    const times = createAnswerTimes();
    for (let id = 1; id <= 20_000; id += 1) times.add({ id, ms: id / 4, isTaken: id % 2 === 0 });
    expect([times.of(20_000), times.of(19_999), times.of(10_000)]).toEqual([5000, 4999.75, 2500]);
    expect([times.of(3), times.of(20_001)]).toEqual([null, null]);
  });
});
