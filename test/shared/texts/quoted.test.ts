import { describe, expect, it } from 'vitest';
import { createTexts } from '#shared/texts/index.ts';
import { quoted } from '#shared/texts/quoted.ts';

describe('quoted', () => {
  it('leaves usual text as it is', () => {
    expect(quoted('€ 12 – “yes”, 你好 👩‍👩‍👧')).toBe('€ 12 – “yes”, 你好 👩‍👩‍👧');
  });

  it('takes out what reorders other words, and isolates what runs from right to left', () => {
    expect(quoted('a\u202Eb\u2066c\u2069')).toBe('abc');
    expect(quoted('مرحبا\u2069')).toBe('\u2068مرحبا\u2069');
  });

  it('is one line of a bearable length that every program can read', () => {
    expect(quoted('a\r\n\u0000b\u2028c')).toBe('a b c');
    expect(quoted('W'.repeat(100_000))).toBe(`${'W'.repeat(1000)}…`);
    expect(quoted(`${'W'.repeat(999)}👍`)).toBe(`${'W'.repeat(999)}👍`.slice(0, 1000).toWellFormed().concat('…'));
  });

  it('is what every sentence of the catalogue does with what it quotes, which stays no template', () => {
    const { t } = createTexts();
    expect(t('title', { ns: 'alerts', status: '\u202Eabc', phone: '$t(app:name) {{status}} $& <b>' })).toBe('abc: $t(app:name) {{status}} $& <b>');
  });
});
