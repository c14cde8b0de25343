import { describe, expect, it } from 'vitest';
import { createLaneView } from '#renderer/player/laneView.ts';
import { aPlayback } from './aPlayback.ts';

/** A call of two minutes, and its view, which follows. */
function aLongCall() {
  const made = aPlayback();
  made.playback.setSources({ composite: { url: '/composite', durationMs: 120_000 } });
  const view = createLaneView(made.playback);
  const stop = view.follow();
  return { ...made, view, stop, shown: () => [view.store.getState().startMs, view.store.getState().endMs] };
}

describe('createLaneView', () => {
  it('begins with the first 45 s, and turns the page when playing leaves it', () => {
    const { playback, shown, playTo } = aLongCall();
    expect(shown()).toEqual([0, 45_000]);
    playback.play();
    playTo('/composite', 44);
    expect(shown()).toEqual([40_400, 85_400]);
  });

  it('leaves a view alone that was moved away while it plays, until the cursor comes there', () => {
    const { playback, view, shown, playTo } = aLongCall();
    playback.play();
    playTo('/composite', 1);
    view.move(60_000);
    playTo('/composite', 2);
    expect(shown()).toEqual([60_000, 105_000]);
    playTo('/composite', 61);
    playTo('/composite', 104);
    expect(shown()).toEqual([75_000, 120_000]);
  });

  it('goes to where the operator goes', () => {
    const { playback, view, shown } = aLongCall();
    playback.play();
    view.move(60_000);
    playback.seek(10_000);
    expect(shown()).toEqual([6_400, 51_400]);
  });

  it('zooms about the cursor, else about its middle, and shows the whole and back', () => {
    const { playback, view, shown } = aLongCall();
    playback.seek(20_000);
    view.zoom(0.5);
    expect(shown()).toEqual([10_000, 32_500]);
    view.move(60_000);
    view.zoom(2);
    expect(shown()).toEqual([58_750, 103_750]);
    view.whole();
    expect(shown()).toEqual([0, 120_000]);
    view.whole();
    expect(shown()).toEqual([0, 45_000]);
  });

  it('learns of a duration that nobody knew at first', () => {
    const made = aPlayback();
    const view = createLaneView(made.playback);
    const stop = view.follow();
    made.playback.setSources({ composite: { url: '/composite', durationMs: 16_000 } });
    expect(view.store.getState()).toEqual({ startMs: 0, endMs: 16_000 });
    stop();
    made.playback.seek(12_000);
    expect(view.store.getState()).toEqual({ startMs: 0, endMs: 16_000 });
  });
});
