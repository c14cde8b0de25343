import { describe, expect, it } from 'vitest';
import { digitsExpression, indexedDigits, indexedText, wordExpressions } from '../../../electron/core/store/words.ts';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('indexedText', () => {
  it('leaves words that blanks part as they are', () => {
    expect(indexedText('Is now a good time?')).toBe('Is now a good time?');
  });

  it('cuts a run of unspaced letters into overlapping pairs and adds its last letter', () => {
    expect(words(indexedText('价格是多少'))).toEqual(['价格', '格是', '是多', '多少', '少']);
  });

  it('parts unspaced letters from the Latin ones beside them', () => {
    expect(words(indexedText('我的iPhone手机'))).toEqual(['我的', '的', 'iPhone', '手机', '机']);
  });

  it('indexes a letter that stands alone', () => {
    expect(words(indexedText('嗯，好的'))).toEqual(['嗯', ',', '好的', '的']);
  });

  it('keeps the marks of Thai with their letters', () => {
    expect(words(indexedText('ใช่'))).toEqual(['ใช', 'ช่', '่']);
  });

  it('keeps letters beyond the first plane whole', () => {
    expect(words(indexedText('𠮷野家'))).toEqual(['𠮷野', '野家', '家']);
  });

  it('brings full-width letters and digits to their usual form', () => {
    expect(indexedText('ＡＢＣ１２３')).toBe('ABC123');
  });
});

describe('wordExpressions', () => {
  it('asks for the beginning of a word', () => {
    expect(wordExpressions('insur')).toEqual(['"insur" *']);
  });

  it('asks for a run of unspaced letters in its order', () => {
    expect(wordExpressions('多少钱')).toEqual(['"多少 少钱"']);
  });

  it('finds a single letter as the beginning of a pair', () => {
    expect(wordExpressions('价')).toEqual(['"价" *']);
  });

  it('takes a word with signs in it as its parts in a row', () => {
    expect(wordExpressions("o'brien@example.net")).toEqual(['"o brien example net" *']);
  });

  it.each(['"', '*', '^', '(', ')', '-', '+', ':', '👍', ''])('has nothing to ask for %j', (word) => {
    expect(wordExpressions(word)).toEqual([]);
  });
});

describe('digits', () => {
  it('are indexed in overlapping threes, the last two and the last one', () => {
    expect(words(indexedDigits('447700'))).toEqual(['447', '477', '770', '700', '00', '0']);
    expect(words(indexedDigits('12'))).toEqual(['12', '2']);
    expect(words(indexedDigits('7'))).toEqual(['7']);
  });

  it('are asked for in a row, or as the beginning of three', () => {
    expect(digitsExpression('4770')).toBe('"477 770"');
    expect(digitsExpression('47')).toBe('"47" *');
  });
});
