import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDay, formatDuration, formatMoney, formatWhen, formatWhenShort, isZeroAmount, startOfDay } from '#renderer/ui/format.ts';

describe('formatDuration', () => {
  it.each([[0, '0:00'], [47_900, '0:47'], [72_000, '1:12'], [3_723_000, '1:02:03'], [-5, '0:00']])('writes %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('isZeroAmount', () => {
  it.each([['0', true], ['0.0000', true], ['', true], ['0.0001', false], ['10', false], ['free', false]])('tells of %j whether it is nothing', (amount, isZero) => {
    expect(isZeroAmount(amount)).toBe(isZero);
  });
});

describe('formatMoney', () => {
  it.each([
    ['0.0820', 'USD', '$0.0820'],
    ['12', 'USD', '$12'],
    ['-0.5', 'USD', '-$0.5'],
    ['0.10', 'EUR', '€0.10'],
    ['3.50', 'CNY', '¥3.50'],
    ['90071992547409.9301234567', 'USD', '$90,071,992,547,409.9301234567'],
    ['free', 'USD', 'free USD'],
    ['1e3', 'USD', '1e3 USD'],
    [`0.${'1'.repeat(101)}`, 'USD', `0.${'1'.repeat(101)} USD`],
  ])('writes %s %s as %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text);
  });
});

describe('formatDay', () => {
  const now = new Date(2026, 9, 5, 14, 38, 8).getTime();
  it('says today and yesterday, else the date', () => {
    expect(formatDay(now, now)).toEqual({ kind: 'today' });
    expect(formatDay(new Date(2026, 9, 4, 23, 59).getTime(), now)).toEqual({ kind: 'yesterday' });
    expect(formatDay(new Date(2026, 9, 1, 1).getTime(), now)).toEqual({ kind: 'date', text: 'Thursday 1 October' });
    expect(formatDay(new Date(2025, 9, 1).getTime(), now)).toEqual({ kind: 'date', text: '1 October 2025' });
    expect(startOfDay(now)).toBe(new Date(2026, 9, 5).getTime());
  });

  it('writes the time of day with seconds', () => {
    expect(formatClock(now)).toBe('14:38:08');
  });
});

describe('formatBytes', () => {
  it.each([[0, '0 B'], [812, '812 B'], [4200, '4.2 kB'], [3_612_000_000, '3.61 GB'], [999_999, '1,000 kB']])('writes %i', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatWhen', () => {
  it('names the year where it is another one, and the time alone where it is short and today', () => {
    const now = new Date(2026, 10, 22, 10).getTime();
    const all = [new Date(2026, 10, 26, 9), new Date(2027, 0, 5, 8, 5), new Date(2026, 10, 22, 23, 59)].map((at) => at.getTime());
    expect(all.map((at) => formatWhen(at, now))).toEqual(['Thu 26 Nov, 09:00', 'Tue, 5 Jan 2027, 08:05', 'Sun 22 Nov, 23:59']);
    expect(all.map((at) => formatWhenShort(at, now))).toEqual(['26 Nov', '5 Jan 2027', '23:59']);
  });
});
