import { describe, expect, it } from 'vitest';
import { backFrom, jumpFrom } from '#renderer/player/steps.ts';

const silences = [{ startMs: 2_000, endMs: 5_000 }, { startMs: 8_000, endMs: 9_000 }];
const playing = { silences, skipsSilence: true, loop: null };

describe('jumpFrom', () => {
  it('plays on where there is sound, and where silence is not to be skipped', () => {
    expect(jumpFrom({ ...playing, timeMs: 1_000 })).toBeNull();
    expect(jumpFrom({ ...playing, timeMs: 3_000, skipsSilence: false })).toBeNull();
  });

  it('jumps to the end of a silence, from wherever in it the clock was read', () => {
    expect(jumpFrom({ ...playing, timeMs: 2_000 })).toEqual({ toMs: 5_000, skippedMs: 3_000 });
    expect(jumpFrom({ ...playing, timeMs: 2_740 })).toEqual({ toMs: 5_000, skippedMs: 2_260 });
  });

  it('does not jump for the last moment of a silence', () => {
    expect(jumpFrom({ ...playing, timeMs: 4_950 })).toBeNull();
  });

  it('goes back to where a loop begins once it has ended', () => {
    const loop = { startMs: 500, endMs: 1_500 };
    expect(jumpFrom({ ...playing, loop, timeMs: 1_400 })).toBeNull();
    expect(jumpFrom({ ...playing, loop, timeMs: 1_510 })).toEqual({ toMs: 500, skippedMs: 0 });
  });

  it('plays into a loop that lies ahead', () => {
    expect(jumpFrom({ ...playing, loop: { startMs: 6_000, endMs: 7_000 }, timeMs: 1_000 })).toBeNull();
  });

  it('ends a loop early where the rest of it is silence', () => {
    expect(jumpFrom({ ...playing, loop: { startMs: 500, endMs: 4_000 }, timeMs: 2_100 })).toEqual({ toMs: 500, skippedMs: 1_900 });
  });

  it('plays a loop of nothing but silence', () => {
    expect(jumpFrom({ ...playing, loop: { startMs: 2_500, endMs: 4_000 }, timeMs: 3_000 })).toBeNull();
  });
});

describe('backFrom', () => {
  it('goes back by what was heard, over the silence that was skipped', () => {
    expect(backFrom({ timeMs: 6_000, silences, skipsSilence: true }, 3_000)).toBe(0);
    expect(backFrom({ timeMs: 10_000, silences, skipsSilence: true }, 3_000)).toBe(6_000);
  });

  it('goes back by the clock where silence is heard', () => {
    expect(backFrom({ timeMs: 6_000, silences, skipsSilence: false }, 3_000)).toBe(3_000);
  });

  it('stops at the beginning', () => {
    expect(backFrom({ timeMs: 1_000, silences, skipsSilence: true }, 3_000)).toBe(0);
  });
});
