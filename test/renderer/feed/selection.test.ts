import { describe, expect, it } from 'vitest';
import { nothingChosen, withAll, withChosen, withStretch } from '#renderer/feed/selection.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('takes calls in and leaves them out, as is asked', () => {
    const one = withChosen(withChosen(nothingChosen, 'b', true), 'b', true);
    expect([...one.chosen]).toEqual(['b']);
    expect([...withChosen(one, 'b', false).chosen]).toEqual([]);
  });

  it('takes in a stretch from the call that was chosen last, in either direction', () => {
    const one = withChosen(nothingChosen, 'c', true);
    expect([...withStretch(one, keys, null, 'e').chosen]).toEqual(['c', 'd', 'e']);
    expect([...withStretch(withStretch(one, keys, null, 'd'), keys, null, 'a').chosen].toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins a stretch at the row that the keys act on where nothing was chosen, and at its end where there is none', () => {
    expect([...withStretch(nothingChosen, keys, 'b', 'c').chosen]).toEqual(['b', 'c']);
    expect([...withStretch(nothingChosen, keys, null, 'c').chosen]).toEqual(['c']);
    expect([...withStretch(withChosen(nothingChosen, 'gone', true), keys, null, 'c').chosen]).toEqual(['gone', 'c']);
  });

  it('takes in all', () => {
    expect([...withAll(keys).chosen]).toEqual(keys);
  });
});
