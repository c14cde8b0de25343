import { describe, expect, it } from 'vitest';
import { findMarks, foldDigits } from '#renderer/ui/marks.ts';

const marked = (text: string, q: string, fold?: (char: string) => string): string[] => findMarks(text, q, fold).map(({ start, end }) => text.slice(start, end));

describe('findMarks', () => {
  it('finds words without case and accents', () => {
    expect(marked('¿El Precio del café?', 'precio CAFE')).toEqual(['Precio', 'café']);
  });

  it('finds Chinese and Thai', () => {
    expect(marked('请问价格是多少', '价格')).toEqual(['价格']);
    expect(marked('ราคานี้รวมค่าติดตั้งไหม', 'ราคา')).toEqual(['ราคา']);
  });

  it('finds a part of a number across its groups', () => {
    expect(marked('+44 7700 900123', '0090', foldDigits)).toEqual(['00 90']);
  });

  it('joins marks that touch, and finds nothing for nothing', () => {
    expect(marked('priceprice', 'pri ce')).toEqual(['priceprice']);
    expect(findMarks('text', '  ')).toEqual([]);
  });
});
