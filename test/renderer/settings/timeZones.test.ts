import { describe, expect, it } from 'vitest';
import { fitsSearch, timeIn, timeZoneChoices } from '#renderer/settings/timeZones.ts';

const nowMs = Date.UTC(2026, 0, 15, 12, 0);

describe('timeZoneChoices', () => {
  const choices = timeZoneChoices(nowMs, '+08:00');

  it('offers offsets from west to east and every zone that the runtime knows, once each', () => {
    const values = choices.map(({ value }) => value);
    expect(values.slice(0, 5)).toEqual(['-12:00', '-11:00', '-10:00', '-09:30', '-09:00']);
    expect(values).toEqual(expect.arrayContaining(['+05:45', 'UTC', ...Intl.supportedValuesOf('timeZone')]));
    expect(new Set(values).size).toBe(values.length);
  });

  it('shows the offset of a zone as it is now', () => {
    expect(choices.find(({ value }) => value === 'America/New_York')?.label).toBe('America/New York (-05:00)');
    expect(timeZoneChoices(Date.UTC(2026, 6, 15), 'UTC').find(({ value }) => value === 'America/New_York')?.label).toBe('America/New York (-04:00)');
  });

  it('offers the chosen zone even where the list calls it otherwise, but none that does not exist', () => {
    expect(timeZoneChoices(nowMs, 'Asia/Harbin').map(({ value }) => value)).toContain('Asia/Harbin');
    expect(timeZoneChoices(nowMs, 'Nowhere/City').map(({ value }) => value)).not.toContain('Nowhere/City');
  });
});

describe('timeIn', () => {
  it('tells day and time in names and in offsets', () => {
    expect(timeIn('Asia/Shanghai', nowMs)).toBe('Thursday 20:00');
    expect(timeIn('+13:00', nowMs)).toBe('Friday 01:00');
    expect(timeIn('Nowhere/City', nowMs)).toBeNull();
  });
});

describe('fitsSearch', () => {
  const shanghai = { value: 'Asia/Shanghai', label: 'Asia/Shanghai (+08:00)' };
  const newYork = { value: 'America/New_York', label: 'America/New York (-05:00)' };

  it.each(['shang', 'asia shanghai', 'Asia/Shanghai', '+8', '+08:00', 'UTC+8', 'gmt+8', ''])('finds Shanghai by "%s"', (typed) => {
    expect(fitsSearch(shanghai, typed)).toBe(true);
    expect(fitsSearch(newYork, typed)).toBe(typed === '');
  });

  it.each(['new york', 'New_York', '-5'])('finds New York by "%s"', (typed) => {
    expect(fitsSearch(newYork, typed)).toBe(true);
  });
});
