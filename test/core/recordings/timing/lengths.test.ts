import { describe, expect, it } from 'vitest';
import { usualLength } from '../../../../electron/core/recordings/timing/lengths.ts';

describe('usualLength', () => {
  it.each([
    ['Would that interest you?', 1100, 1700],
    ['价格是多少？', 900, 1500],
    ['お名前を教えてください。', 1200, 2600],
    ['안녕하세요, 고객님.', 1000, 2000],
    ['कृपया दोबारा बताइए।', 900, 2200],
    ['מה שלומך היום?', 700, 1700],
    ['01234', 1000, 2000],
    ['Ok', 200, 400],
    ['', 200, 300],
  ])('knows how long %s takes to say, more or less', (text, least, most) => {
    const { ms } = usualLength(text);
    expect(ms).toBeGreaterThanOrEqual(least);
    expect(ms).toBeLessThanOrEqual(most);
  });

  it('counts the pauses within, and not the one at the end', () => {
    expect(usualLength('One moment, please. I am looking that up for you.').pauses).toBe(2);
    expect(usualLength('喂，您好，请问是王女士吗？').pauses).toBe(2);
    expect(usualLength('No!').pauses).toBe(0);
  });

  it('makes one pause of several signs, and none of a point within a number', () => {
    expect(usualLength('Well... yes').pauses).toBe(1);
    expect(usualLength('It costs 3.50 a month').pauses).toBe(0);
  });
});
