import { describe, expect, it } from 'vitest';
import { customerNameIn, customerWordsIn } from '#shared/model/customer.ts';
import type { PushedUtterance, Speaker } from '#shared/model/utterance.ts';

function said(...sentences: readonly (readonly [Speaker, string])[]): PushedUtterance[] {
  return sentences.map(([speaker, text], index) => ({ index, id: null, speaker, text, startMs: null, endMs: null, timing: 'unknown' }));
}

describe('customerNameIn', () => {
  it('finds the name under the keys that accounts use', () => {
    expect(customerNameIn({ name: 'Sam' })).toBe('Sam');
    expect(customerNameIn({ Customer_Name: ' Sam ' })).toBe('Sam');
    expect(customerNameIn({ 姓名: '王女士' })).toBe('王女士');
    expect(customerNameIn({ nama: 'Budi' })).toBe('Budi');
    expect(customerNameIn({ name: 'Plan B', 'customer name': 'Sam' })).toBe('Sam');
  });

  it('asks the maps in order and is null where none has one', () => {
    expect(customerNameIn({ name: '' }, { name: 'Sam' }, { name: 'Kim' })).toBe('Sam');
    expect(customerNameIn({ name: 'null' }, { name: 5 }, { name: ['Sam'] }, {})).toBeNull();
    expect(customerNameIn()).toBeNull();
  });
});

describe('customerWordsIn', () => {
  const talk = said(['robot', 'A long sentence of the robot.'], ['customer', 'Yes.'], ['customer', ' A person, please. '], ['customer', 'Bye.'], ['customer', ' ']);

  it('is the longest sentence, the first of equals', () => {
    expect(customerWordsIn(talk, 'ANSWERED')).toBe('A person, please.');
    expect(customerWordsIn(talk, null)).toBe('A person, please.');
    expect(customerWordsIn(said(['customer', 'one'], ['customer', 'two']), null)).toBe('one');
  });

  it('is the last sentence where the hand-over was lost', () => {
    expect(customerWordsIn(talk, 'TRANSFER_ARTIFICIAL')).toBe('Bye.');
  });

  it('is null where the customer said nothing', () => {
    expect(customerWordsIn(said(['robot', 'Hello?'], ['unknown', 'Hm.'], ['customer', '  ']), 'ANSWERED')).toBeNull();
    expect(customerWordsIn([], 'TRANSFER_ARTIFICIAL')).toBeNull();
  });
});
