import { describe, expect, it } from 'vitest';
import { changedFiles, specOf } from './fault.ts';

/** What a file with this text becomes. */
const made = (text: string, ...replacements: readonly (readonly [find: string, replace: string])[]) =>
  changedFiles({ name: 'A fault', changes: replacements.map(([find, replace]) => ({ file: 'a.ts', find, replace })), caughtBy: 'a.spec.ts: b' }, () => text).get('a.ts');

describe('changedFiles', () => {
  it('replaces what is found, several times in a file where it is asked to, and dollar signs by themselves', () => {
    expect(made('one two three', ['one', '$&'], ['three', ''])).toBe('$& two ');
  });

  it.each([
    ['gone', 'nothing', 0],
    ['ambiguous', 'one one', 2],
  ])('refuses a fault whose text is %s', (_how, text, count) => {
    expect(() => made(text, ['one', 'two'])).toThrow(`its text occurs ${count} times in a.ts instead of once: "one"`);
  });
});

describe('specOf', () => {
  it('tells file and title apart', () => {
    expect(specOf({ caughtBy: 'a.spec.ts: b: c' })).toEqual({ file: 'a.spec.ts', title: 'b: c' });
  });
});
