import { describe, expect, it } from 'vitest';
import { firstView, followingView, movedView, timelineMarks, timelineSteps, zoomedView } from '#renderer/player/view.ts';

const view = (startMs: number, endMs: number) => ({ startMs, endMs });

describe('firstView', () => {
  it('is the whole of a short call, and the beginning of a long one', () => {
    expect(firstView(16_000)).toEqual(view(0, 16_000));
    expect(firstView(3_600_000)).toEqual(view(0, 45_000));
  });
});

describe('zoomedView', () => {
  it('keeps what the pointer is on where it is', () => {
    expect(zoomedView(view(0, 40_000), 100_000, 0.5, 10_000)).toEqual(view(5_000, 25_000));
  });

  it('stays within the recording', () => {
    expect(zoomedView(view(0, 40_000), 100_000, 2, 40_000)).toEqual(view(0, 80_000));
    expect(zoomedView(view(60_000, 100_000), 100_000, 10, 60_000)).toEqual(view(0, 100_000));
  });

  it('zooms in no further than two seconds', () => {
    expect(zoomedView(view(0, 4_000), 100_000, 0.001, 0)).toEqual(view(0, 2_000));
    expect(zoomedView(view(0, 1_000), 1_000, 0.5, 0)).toEqual(view(0, 1_000));
  });
});

describe('movedView', () => {
  it('stops at either end', () => {
    expect(movedView(view(10_000, 30_000), 100_000, -50_000)).toEqual(view(0, 20_000));
    expect(movedView(view(10_000, 30_000), 100_000, 500_000)).toEqual(view(80_000, 100_000));
  });
});

describe('followingView', () => {
  it('stands still as long as the cursor is well within it', () => {
    const shown = view(10_000, 30_000);
    expect(followingView(shown, 100_000, 28_000)).toBe(shown);
  });

  it('turns the page before the cursor reaches the edge, and back when it has gone back', () => {
    expect(followingView(view(10_000, 30_000), 100_000, 29_000)).toEqual(view(27_400, 47_400));
    expect(followingView(view(50_000, 70_000), 100_000, 5_000)).toEqual(view(3_400, 23_400));
  });

  it('stays on the last page to the end', () => {
    const last = view(80_000, 100_000);
    expect(followingView(last, 100_000, 100_000)).toBe(last);
  });
});

describe('timelineSteps', () => {
  it('spaces the words so that they do not touch', () => {
    expect(timelineSteps(47_000, 500)).toEqual({ markMs: 5_000, wordMs: 10_000 });
    expect(timelineSteps(3_600_000, 500)).toEqual({ markMs: 200_000, wordMs: 600_000 });
    expect(timelineSteps(4_000, 500)).toEqual({ markMs: 500, wordMs: 1_000 });
  });
});

describe('timelineMarks', () => {
  it('marks round times of the view, and words none that the edge would cut off', () => {
    const marks = timelineMarks(view(12_000, 59_000), 500);
    expect(marks.map(({ atMs }) => atMs)).toEqual([15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000]);
    expect(marks.filter(({ hasWord }) => hasWord).map(({ atMs }) => atMs)).toEqual([20_000, 30_000, 40_000, 50_000]);
  });
});
