import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/model/json.ts';
import { readTime } from '#shared/model/pushedTime.ts';

/** 2018-10-12 10:46:55 UTC */
const instant = 1_539_341_215_000;

describe('readTime', () => {
  it.each<[JsonValue]>([
    [1_539_341_215],
    ['1539341215'],
    [' 1539341215 '],
    [1_539_341_215_000],
    ['1539341215000'],
    ['2018-10-12 18:46:55'],
    ['2018-10-12T18:46:55'],
    ['2018/10/12 18:46:55'],
    ['2018-10-12 18:46:55.000'],
    ['2018-10-12T18:46:55+08:00'],
    ['2018-10-12T18:46:55 +0800'],
    ['2018-10-12T18:46:55+08'],
    ['2018-10-12T10:46:55Z'],
    ['2018-10-12T10:46:55.000Z'],
    ['2018-10-12T05:16:55-05:30'],
  ])('reads %j in UTC+8', (value) => {
    expect(readTime(value, '+08:00')).toBe(instant);
    expect(readTime(value, 'Asia/Shanghai')).toBe(instant);
  });

  it('keeps milliseconds and fractions of a second', () => {
    expect(readTime(1_539_341_215_123, '+08:00')).toBe(instant + 123);
    expect(readTime(1_539_341_215.25, '+08:00')).toBe(instant + 250);
    expect(readTime('2018-10-12 18:46:55.123456', '+08:00')).toBe(instant + 123);
    expect(readTime('2018-10-12 18:46:55.29', '+08:00')).toBe(instant + 290);
    expect(readTime('2018-10-12 18:46', '+08:00')).toBe(instant - 55_000);
  });

  it('reads a time without a zone in that of the settings', () => {
    expect(readTime('2018-10-12 10:46:55', 'UTC')).toBe(instant);
    expect(readTime('2018-10-12 12:46:55', 'Europe/Berlin')).toBe(instant);
    expect(readTime('2018-01-12 11:46:55', 'Europe/Berlin')).toBe(Date.UTC(2018, 0, 12, 10, 46, 55));
    expect(readTime('2018-10-12 05:16:55', '-05:30')).toBe(instant);
  });

  it('takes the first of an hour that clocks show twice, and goes on by the old offset through one they skip', () => {
    expect(readTime('2018-10-28 02:30:00', 'Europe/Berlin')).toBe(Date.UTC(2018, 9, 28, 0, 30));
    expect(readTime('2018-10-28 03:30:00', 'Europe/Berlin')).toBe(Date.UTC(2018, 9, 28, 2, 30));
    expect(readTime('2018-03-25 02:30:00', 'Europe/Berlin')).toBe(Date.UTC(2018, 2, 25, 1, 30));
    expect(readTime('2018-03-25 03:30:00', 'Europe/Berlin')).toBe(Date.UTC(2018, 2, 25, 1, 30));
    expect(readTime('2018-03-25 01:30:00', 'Europe/Berlin')).toBe(Date.UTC(2018, 2, 25, 0, 30));
  });

  it('reads zero as a time', () => {
    expect(readTime(0, '+08:00')).toBe(0);
    expect(readTime('0', '+08:00')).toBe(0);
  });

  it.each<[JsonValue | undefined]>([[null], [undefined], [''], ['null'], ['  ']])('reads %j as no time', (value) => {
    expect(readTime(value, '+08:00')).toBeNull();
  });

  it.each<[JsonValue]>([
    ['yesterday'],
    [-1],
    ['9223372036854770001'],
    [true],
    [{}],
    [[]],
    ['2018-13-01 00:00:00'],
    ['2018-02-30 00:00:00'],
    ['2018-02-00 00:00:00'],
    ['2018-10-12 24:00:00'],
    ['2018-10-12 18:60:00'],
    ['2018-10-12'],
  ])('cannot read %j', (value) => {
    expect(readTime(value, '+08:00')).toBeUndefined();
  });

  it('cannot read a time without a zone in a zone that there is not', () => {
    expect(readTime('2018-10-12 18:46:55', 'Nowhere/Land')).toBeUndefined();
  });
});
