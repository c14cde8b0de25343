import { describe, expect, it } from 'vitest';
import { noConditions } from '#shared/model/alertRule.ts';
import { begun, conditionKinds, isSet, minuteOf, timeText, without } from '#renderer/rules/conditions.ts';

describe('conditions', () => {
  it('are none of them set in a rule without any', () => {
    expect(conditionKinds.filter((kind) => isSet(noConditions, kind))).toEqual([]);
  });

  it('cover every field of a rule, so that each can be seen and taken away', () => {
    const full = { ...noConditions, groups: ['lost'], statuses: ['X'], intents: ['A'], minTalkSeconds: 1, tasks: ['1'], scripts: ['1'], lines: ['1'], tags: ['1'], words: ['a'], numbers: ['1'], hours: { from: 0, to: 1, days: [1] }, inARow: 2 } as const;
    expect(Object.keys(full)).toEqual(Object.keys(noConditions));
    const mutable = structuredClone(full) as unknown as typeof noConditions; // a copy that the test may write to
    expect(conditionKinds.filter((kind) => isSet(mutable, kind))).toEqual([...conditionKinds]);
    expect(conditionKinds.reduce(without, mutable)).toEqual(noConditions);
  });

  it('begin with a value where they cannot be without one', () => {
    expect(conditionKinds.filter((kind) => isSet(begun(noConditions, kind), kind))).toEqual(['talk', 'hours', 'inARow']);
  });
});

it.each([
  [0, '00:00'],
  [545, '09:05'],
  [1439, '23:59'],
])('writes minute %i as %s and reads it', (minute, text) => {
  expect(timeText(minute)).toBe(text);
  expect(minuteOf(text)).toBe(minute);
});

it('reads no time where there is none', () => {
  expect(minuteOf('')).toBeNull();
});
