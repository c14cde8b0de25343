import { expect, it } from 'vitest';
import { inWords } from '../../../electron/core/receiver/duration.ts';

it.each([
  [0, '0 s'],
  [499, '0 s'],
  [51_000, '51 s'],
  [59_600, '1 min'],
  [300_000, '5 min'],
  [651_000, '10 min 51 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [7_380_000, '2 h 3 min'],
  [90_000_000, '1 d 1 h'],
  [86_400_000, '1 d'],
])('says %i ms as "%s"', (durationMs, words) => {
  expect(inWords(durationMs)).toBe(words);
});
