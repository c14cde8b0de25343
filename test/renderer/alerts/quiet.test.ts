import { describe, expect, it } from 'vitest';
import { quietOf } from '../../../renderer/alerts/quiet.ts';

const at = (hours: number, minutes = 0): number => new Date(2026, 10, 23, hours, minutes).getTime();

describe('quietOf', () => {
  it('says until when alerts are paused, which comes before quiet hours', () => {
    const view = { pausedUntilMs: at(14, 35), quietHours: { from: 12 * 60, to: 15 * 60 } };
    expect([quietOf(view, at(14, 34)), quietOf(view, at(14, 35)), quietOf(view, at(15))]).toEqual([{ because: 'paused', until: '14:35' }, { because: 'quietHours', until: '15:00' }, null]);
  });

  it('says until when quiet hours last, over midnight too', () => {
    const view = { pausedUntilMs: null, quietHours: { from: 20 * 60, to: 8 * 60 } };
    expect([at(19, 59), at(20), at(3), at(8)].map((nowMs) => quietOf(view, nowMs)?.until)).toEqual([undefined, '08:00', '08:00', undefined]);
    expect(quietOf({ pausedUntilMs: null, quietHours: { ...view.quietHours, days: [2] } }, at(21)), 'of another day').toBeNull();
    expect(quietOf({ pausedUntilMs: null, quietHours: null }, at(3))).toBeNull();
  });
});
