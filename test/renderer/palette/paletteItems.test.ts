import { describe, expect, it } from 'vitest';
import { keys } from '#renderer/ui/keys.ts';
import { commandRows, matching, readQuery } from '../../../renderer/palette/paletteItems.ts';

describe('readQuery', () => {
  it.each([
    ['', '', false],
    ['  price ', 'price', false],
    ['>', '', true],
    [' > keys ', 'keys', true],
    ['a > b', 'a > b', false],
  ])('reads %j', (text, words, isCommandsOnly) => {
    expect(readQuery(text)).toEqual({ words, isCommandsOnly });
  });
});

describe('commandRows', () => {
  it('takes what one press does, but neither the palette itself nor what Escape means elsewhere', () => {
    const taken = commandRows([keys.search, keys.rows, keys.palette, keys.close, keys.copyTranscript, keys.redo]).map(({ id }) => id);
    expect(taken).toEqual(['search', 'copyTranscript', 'redo']);
  });
});

describe('matching', () => {
  const items = ['Push log', 'Naïve café', '通话记录'].map((label) => ({ label }));
  const found = (words: string): string[] => matching(items, words).map(({ item }) => item.label);

  it('finds all words in any order, whatever case and accents', () => {
    expect(found('LOG push')).toEqual(['Push log']);
    expect(found('naive cafe')).toEqual(['Naïve café']);
    expect(found('记录')).toEqual(['通话记录']);
    expect(found('push café')).toEqual([]);
  });

  it('finds everything where nothing is searched for, without marks', () => {
    expect(matching(items, '').map(({ marks }) => marks)).toEqual([[], [], []]);
  });

  it('says where the words stand', () => {
    expect(matching(items, 'log')[0]?.marks).toEqual([{ start: 5, end: 8 }]);
  });
});
