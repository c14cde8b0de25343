import { describe, expect, it } from 'vitest';
import { windowPlace } from '../../electron/main/windowPlace.ts';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };

describe('windowPlace', () => {
  it('is the middle of the main display for the first time, and no larger than it', () => {
    expect(windowPlace(null, main, [main])).toEqual({ x: 240, y: 103, width: 1440, height: 900 });
    const small = { x: 0, y: 0, width: 1024, height: 700 };
    expect(windowPlace(null, small, [small])).toEqual(small);
  });

  it('is where the window was left, on any display', () => {
    const left = { x: 2000, y: 40, width: 1000, height: 800 };
    expect(windowPlace(left, main, [main, right])).toEqual(left);
  });

  it('is on a display that is there when the one it was left on is gone', () => {
    expect(windowPlace({ x: 2000, y: 40, width: 1000, height: 800 }, main, [main])).toEqual({ x: 240, y: 103, width: 1440, height: 900 });
  });

  it('is one where the title bar can be grasped', () => {
    expect(windowPlace({ x: 1900, y: 40, width: 1000, height: 800 }, main, [main]).x).toBe(240);
    expect(windowPlace({ x: 100, y: -400, width: 1000, height: 800 }, main, [main]).y).toBe(103);
    expect(windowPlace({ x: 100, y: 1070, width: 1000, height: 800 }, main, [main]).y).toBe(103);
    expect(windowPlace({ x: -800, y: 40, width: 1000, height: 800 }, main, [main]).x).toBe(-800);
  });

  it('shrinks to a display that has become smaller', () => {
    expect(windowPlace({ x: 10, y: 30, width: 2560, height: 1400 }, main, [main])).toEqual({ x: 10, y: 30, width: 1920, height: 1055 });
  });
});
