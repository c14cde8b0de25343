import { describe, expect, it } from 'vitest';
import { placesOf, spokenWord } from '#shared/model/spokenWord.ts';

const counted = (word: string, sentence: string): number => placesOf(sentence, spokenWord(word)).length;

describe('a word of a rule', () => {
  it.each([
    ['no', 'no. i know nothing of it, no', 3],
    ['"no"', 'no. i know nothing of it, no', 2],
    ['“no”', 'no way', 1],
    ['harga', 'harganya bisa kurang?', 1],
    ['"harga"', 'harganya bisa kurang?', 0],
    ['ice', 'the price is nice', 0],
    ['call me', 'so call me, or recall me', 1],
    ['нет', 'нет, интернет', 1],
    ['όχι', 'όχι, ευχόχι', 1],
    ['"5"', '5 or 15, 50', 1],
    ['$5', 'us$5', 1],
  ])('%s stands at the beginning of a word, in quotation marks alone: "%s", %i times', (word, sentence, times) => {
    expect(counted(word, sentence)).toBe(times);
  });

  it.each([
    ['价格', '请问价格是多少'],
    ['"价格"', '请问价格是多少'],
    ['ราคา', 'ขอราคาหน่อย'],
    ['値段', 'お値段はいくら'],
    ['가격', '이가격은'],
    ['سعر', 'ما السعر'],
    ['iphone', '我的iphone很好'],
    ['价', 'the price价'],
  ])('%s stands anywhere in %s, whose script has no such limits', (word, sentence) => {
    expect(counted(word, sentence)).toBe(1);
  });

  it('is what is written where the quotation marks hold nothing', () => {
    expect(spokenWord('""')).toEqual({ text: '""', isWhole: false });
    expect(spokenWord(' "a ')).toEqual({ text: '"a', isWhole: false });
    expect(counted('', 'anything')).toBe(0);
  });
});
