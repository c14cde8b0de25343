import { describe, expect, it } from 'vitest';
import { numberListOf } from '#renderer/rules/numberList.ts';

describe('numberListOf', () => {
  it('reads one number a line, or with whatever a table puts between them', () => {
    expect(numberListOf('+44 7700 900123\r\n0044 (7700) 900-124, 8613800138000;\t525512345678\n\n')).toEqual({
      numbers: ['+44 7700 900123', '0044 (7700) 900-124', '8613800138000', '525512345678'],
      odd: [],
      left: 0,
    });
  });

  it('has each number once, however it is written', () => {
    expect(numberListOf('+44 7700 900123\n00447700900123\n447700900123').numbers).toEqual(['+44 7700 900123']);
  });

  it('names what is no number', () => {
    expect(numberListOf('Sam\t447700900123\nKim,').odd).toEqual(['Sam', 'Kim']);
  });

  it('takes five thousand, and counts the rest', () => {
    const { numbers, left } = numberListOf(Array.from({ length: 5003 }, (_, at) => `4477009${String(at).padStart(5, '0')}`).join('\n'));
    expect([numbers.length, numbers[0], left]).toEqual([5000, '447700900000', 3]);
  });
});
