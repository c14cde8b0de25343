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

  it('finds full-width and half-width forms by either', () => {
    expect(marked('価格は１２００円です', '1200')).toEqual(['１２００']);
    expect(marked('ｶﾞｲﾄﾞをください', 'ガイド')).toEqual(['ｶﾞｲﾄﾞ']);
    expect(marked('Ｗｉ－Ｆｉ', 'wi')).toEqual(['Ｗｉ']);
  });

  it('finds accents however they are written, and letters that are typed without a key for them', () => {
    expect(marked('el cafe\u0301', 'café')).toEqual(['cafe\u0301']);
    expect(marked('50 złoty, 20 đồng, Straße', 'zloty DONG strasse')).toEqual(['złoty', 'đồng', 'Straße']);
    expect(marked('I don’t know', "don't")).toEqual(['don’t']);
  });

  it('leaves Thai vowels and kana signs, which make other words', () => {
    expect(marked('ที่นี่', 'ทู')).toEqual([]);
    expect(marked('ガイド', 'カイト')).toEqual([]);
  });

  it('finds Arabic and Hebrew with and without points', () => {
    expect(marked('كَمِ السِّعْرُ؟', 'السعر')).toEqual(['السِّعْرُ']);
    expect(marked('שָׁלוֹם לך', 'שלום')).toEqual(['שָׁלוֹם']);
  });

  it('finds a part of a number across its groups', () => {
    expect(marked('+44 7700 900123', '0090', foldDigits)).toEqual(['00 90']);
  });

  it('joins marks that touch, and finds nothing for nothing', () => {
    expect(marked('priceprice', 'pri ce')).toEqual(['priceprice']);
    expect(findMarks('text', '  ')).toEqual([]);
  });
});
