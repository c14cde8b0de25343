import { describe, expect, it } from 'vitest';
import { readIntent } from '#renderer/ui/intent.ts';

describe('readIntent', () => {
  it.each([
    ['A (strong interest)', 'A', 'strong interest'],
    ['B（一般）', 'B', '一般'],
    ['A 强意向', 'A', '强意向'],
    ['C', 'C', ''],
    ['D级', 'D', ''],
    ['A级(强意向)', 'A', '强意向'],
    ['B: maybe', 'B', 'maybe'],
    ['Busy signal', null, 'Busy signal'],
    ['I am interested', null, 'I am interested'],
    ['有意向', null, '有意向'],
  ])('reads %s', (name, level, rest) => {
    expect(readIntent(name)).toEqual({ level, rest });
  });

  it('reads a name of many blanks without going through them again and again', () => {
    expect(readIntent(`A (${' '.repeat(100_000)}\n x`)).toEqual({ level: 'A', rest: 'x' });
  });
});
