import { expect, it } from 'vitest';
import { responseCodes } from '#shared/model/responseCodes.ts';

it('has all 38 codes of the page, each with words', () => {
  const codes = Object.keys(responseCodes).map(Number);
  expect(codes).toHaveLength(38);
  expect(codes.toSorted((a, b) => b - a)).toEqual([
    0, -1, -3, -4, -5, -6, -12, -27, -28, -29, -30, -31, -32, -33, -35, -37, -38, -39, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52,
    -53, -54, -55, -56, -57, -58, -59, -60,
  ]);
  expect(Object.values(responseCodes).every((words) => words.trim().length === words.length && words.length > 3)).toBe(true);
});
