import { describe, expect, it } from 'vitest';
import { parseWhen } from '#renderer/review/when.ts';

/** A Sunday afternoon. */
const now = new Date(2026, 10, 22, 15, 30, 20).getTime();
const local = (year: number, month: number, day: number, hours: number, minutes = 0): number => new Date(year, month - 1, day, hours, minutes).getTime();

describe('parseWhen', () => {
  it.each([
    ['30m', now + 1_800_000],
    ['in 45 minutes', now + 2_700_000],
    ['2h', now + 7_200_000],
    ['3d', local(2026, 11, 25, 9)],
    ['3 days 14:30', local(2026, 11, 25, 14, 30)],
    ['2w', local(2026, 12, 6, 9)],
    ['16:00', local(2026, 11, 22, 16)],
    ['9:00', local(2026, 11, 23, 9)],
    ['9am', local(2026, 11, 23, 9)],
    ['4.15 pm', local(2026, 11, 22, 16, 15)],
    ['12am', local(2026, 11, 23, 0)],
    ['today 18:00', local(2026, 11, 22, 18)],
    ['Tomorrow', local(2026, 11, 23, 9)],
    ['tomorrow 10', local(2026, 11, 23, 10)],
    ['tomorrow at 10:15', local(2026, 11, 23, 10, 15)],
    ['fri', local(2026, 11, 27, 9)],
    ['Sunday 11:00', local(2026, 11, 29, 11)],
    ['2026-12-01', local(2026, 12, 1, 9)],
    ['2027-1-5 8:05', local(2027, 1, 5, 8, 5)],
  ])('takes %s', (text, expected) => {
    expect(parseWhen(text, now)).toBe(expected);
  });

  it.each(['', 'soon', '0m', '25:00', '9:75', '13pm', '0am', '7', 's', 'today', 'today 9:00', '2026-02-30', '2026-13-01', '2020-01-01', 'fri 30:00', '3d 9:99', 'tomorrow tomorrow'])('knows no moment to come by the name of “%s”', (text) => {
    expect(parseWhen(text, now)).toBeNull();
  });
});
