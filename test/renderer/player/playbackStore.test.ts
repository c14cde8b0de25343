import { describe, expect, it } from 'vitest';
import { soundingKind } from '#renderer/player/playback.ts';
import { timedSentences } from '#renderer/player/sentences.ts';
import { waveOf } from '#renderer/player/wave.ts';
import { anUtterance } from '../../support/calls.ts';
import { aPlayback, both } from './aPlayback.ts';

describe('createPlayback', () => {
  it('follows the sound frame by frame while it plays', () => {
    const { playback, of, state, runFrame, hasFrame } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').currentTime = 1.5;
    runFrame();
    expect(state()).toMatchObject({ playing: true, timeMs: 1500, durationMs: 10_000 });
    playback.pause();
    expect(state().playing).toBe(false);
    expect(hasFrame()).toBe(false);
  });

  it('keeps the place that was asked for until the sound has come', () => {
    const { playback, of, state, runFrame } = aPlayback();
    playback.setSources(both);
    playback.seek(4_200);
    playback.play();
    Object.assign(of('/composite'), { readyState: 0, currentTime: 0 });
    runFrame();
    expect(state()).toMatchObject({ playing: true, timeMs: 4_200 });
  });

  it('seeks within the recording and plays on', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    playback.seek(4_200);
    expect(of('/composite').currentTime).toBe(4.2);
    expect(state()).toMatchObject({ playing: true, timeMs: 4_200 });
    playback.skip(60_000);
    expect(state().timeMs).toBe(10_000);
    playback.skip(-60_000);
    expect(state().timeMs).toBe(0);
  });

  it('switches what is heard at the same place, playing on', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').currentTime = 3;
    playback.hear('customer');
    expect(of('/composite').paused).toBe(true);
    expect(of('/customer')).toMatchObject({ currentTime: 3, paused: false });
    expect(state()).toMatchObject({ playing: true, timeMs: 3000 });
  });

  it('loads only what sounds', () => {
    const { playback, sounds } = aPlayback();
    playback.setSources(both);
    expect(sounds.map(({ src }) => src)).toEqual(['/composite']);
  });

  it('plays with the speed of the last time, keeps a new one and the pitch', () => {
    const { playback, of, kept } = aPlayback({ speed: 1.5 });
    playback.setSources(both);
    expect(of('/composite')).toMatchObject({ playbackRate: 1.5, defaultPlaybackRate: 1.5, preservesPitch: true });
    playback.setSpeed(2);
    expect(of('/composite').playbackRate).toBe(2);
    expect(kept).toEqual([{ speed: 2, skipsSilence: false, evens: false, side: 'both' }]);
  });

  it('changes the speed step by step and stops at the ends', () => {
    const { playback, state } = aPlayback({ speed: 2.5 });
    playback.changeSpeed(1);
    playback.changeSpeed(1);
    expect(state().speed).toBe(3);
    playback.changeSpeed(-1);
    expect(state().speed).toBe(2.5);
  });

  it('stops at the end and begins anew from there', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').duration = 10;
    of('/composite').end();
    expect(state()).toMatchObject({ playing: false, timeMs: 10_000 });
    of('/composite').ended = false;
    playback.play();
    expect(state()).toMatchObject({ playing: true, timeMs: 0 });
  });

  it('takes the duration from the sound where nobody knew it', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources({ composite: { url: '/composite', durationMs: null } });
    of('/composite').duration = 12.5;
    of('/composite').dispatchEvent(new Event('durationchange'));
    expect(state().durationMs).toBe(12_500);
  });

  it('follows when something else pauses or starts the sound', () => {
    const { playback, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').pause();
    expect(state().playing).toBe(false);
    void of('/composite').play();
    expect(state().playing).toBe(true);
  });

  it('says that a sound cannot be played, and loads it anew when it is asked for again', () => {
    const { playback, sounds, of, state } = aPlayback();
    playback.setSources(both);
    playback.play();
    of('/composite').dispatchEvent(new Event('error'));
    expect(state()).toMatchObject({ failed: true, playing: false });
    playback.play();
    expect(state()).toMatchObject({ failed: false, playing: true });
    expect(sounds.map(({ isDropped }) => isDropped)).toEqual([true, false]);
  });

  it('drops the sound of a recording that was replaced and keeps the place', () => {
    const { playback, sounds, of, state } = aPlayback();
    playback.setSources(both);
    playback.seek(2_000);
    playback.setSources({ ...both, composite: { url: '/composite-2', durationMs: 11_000 } });
    expect(sounds[0]).toMatchObject({ isDropped: true, src: '' });
    expect(of('/composite-2').currentTime).toBe(2);
    expect(state()).toMatchObject({ timeMs: 2_000, durationMs: 11_000 });
  });

  it('does nothing without a source', () => {
    const { playback, state } = aPlayback();
    playback.toggle();
    playback.seek(500);
    expect(state()).toMatchObject({ playing: false, timeMs: 0 });
  });

  it('lets go of everything when it is closed', () => {
    const { playback, sounds, of, hasFrame } = aPlayback();
    playback.setSources(both);
    playback.hear('customer');
    playback.play();
    of('/customer');
    playback.close();
    expect(sounds.map(({ isDropped, paused, src }) => ({ isDropped, paused, src }))).toEqual([
      { isDropped: true, paused: true, src: '' },
      { isDropped: true, paused: true, src: '' },
    ]);
    expect(hasFrame()).toBe(false);
  });

  it('sounds from the wanted recording, else the one that is there', () => {
    const { playback, state } = aPlayback({ side: 'customer' });
    expect(soundingKind(state())).toBeNull();
    playback.setSources(both);
    expect(soundingKind(state())).toBe('customer');
    playback.setSources({ composite: both.composite });
    expect(soundingKind(state())).toBe('composite');
  });
});

/** Both recordings with sound from 0 to 2 s and from 6 s on, and a sentence of the customer from 7 to 8 s. */
function aTalk(habits: Parameters<typeof aPlayback>[0] = {}) {
  const made = aPlayback(habits);
  const loudness = Float32Array.from({ length: 1000 }, (_, at) => (at < 200 || at >= 600 ? 0.5 : 0));
  made.playback.setSources(both);
  made.playback.setSentences(timedSentences([anUtterance({ startMs: 7_000, endMs: 8_000 })]));
  made.playback.setWaves({ composite: waveOf([loudness], 100) });
  return made;
}

describe('skipping silence', () => {
  it('jumps to where it is heard again, and tells the time that this saved at the speed', () => {
    const { playback, of, state, playTo } = aTalk({ skipsSilence: true, speed: 2 });
    playback.play();
    playTo('/composite', 2.1);
    expect(state().timeMs).toBe(2_100);
    playTo('/composite', 2.25);
    expect(of('/composite').currentTime).toBe(5.85);
    expect(state()).toMatchObject({ timeMs: 5_850, savedMs: 1_800, playing: true });
  });

  it('waits for a jump to have been made', () => {
    const { playback, of, state, playTo } = aTalk({ skipsSilence: true });
    playback.play();
    of('/composite').seeking = true;
    playTo('/composite', 3);
    expect(state()).toMatchObject({ timeMs: 0, savedMs: 0 });
  });

  it('leaves silence alone when it is off, or when nothing plays', () => {
    const { playback, state, playTo } = aTalk();
    playback.play();
    playTo('/composite', 3);
    expect(state().timeMs).toBe(3_000);
    playback.pause();
    playback.setSkipsSilence(true);
    playback.seek(3_500);
    expect(state()).toMatchObject({ timeMs: 3_500, savedMs: 0 });
  });

  it('is remembered', () => {
    const { playback, kept } = aTalk();
    playback.setSkipsSilence(true);
    expect(kept.at(-1)).toMatchObject({ skipsSilence: true });
  });
});

describe('looping', () => {
  it('plays a sentence again and again', () => {
    const { playback, of, state, playTo } = aTalk();
    playback.toggleLoop();
    expect(state()).toMatchObject({ loop: { startMs: 7_000, endMs: 8_000 }, timeMs: 7_000 });
    playback.play();
    playTo('/composite', 8.01);
    expect(of('/composite').currentTime).toBe(7);
    expect(state()).toMatchObject({ timeMs: 7_000, playing: true });
  });

  it('prefers the selection, and changes with it', () => {
    const { playback, state } = aTalk();
    playback.select({ startMs: 3_000, endMs: 1_000 });
    playback.toggleLoop();
    expect(state()).toMatchObject({ selection: { startMs: 1_000, endMs: 3_000 }, loop: { startMs: 1_000, endMs: 3_000 }, timeMs: 1_000 });
    playback.select({ startMs: 1_000, endMs: 4_000 });
    expect(state().loop).toEqual({ startMs: 1_000, endMs: 4_000 });
    expect(playback.clear()).toBe(true);
    expect(state()).toMatchObject({ selection: null, loop: null });
    expect(playback.clear()).toBe(false);
  });

  it('ends when the operator goes elsewhere, or ends it', () => {
    const { playback, state } = aTalk();
    playback.toggleLoop();
    playback.seek(7_500);
    expect(state().loop).not.toBeNull();
    playback.seek(500);
    expect(state().loop).toBeNull();
    playback.toggleLoop();
    playback.toggleLoop();
    expect(state().loop).toBeNull();
  });

  it('goes on at the end of the recording', () => {
    const { playback, of, state } = aTalk();
    playback.select({ startMs: 9_000, endMs: 20_000 });
    playback.toggleLoop();
    playback.play();
    of('/composite').duration = 10;
    of('/composite').end();
    expect(state()).toMatchObject({ playing: true, timeMs: 9_000 });
    expect(of('/composite')).toMatchObject({ currentTime: 9, paused: false });
  });
});

describe('selecting', () => {
  it('marks where it begins and ends at the position', () => {
    const { playback, state } = aTalk();
    playback.seek(4_000);
    playback.mark('in');
    expect(state().selection).toEqual({ startMs: 4_000, endMs: 10_000 });
    playback.seek(6_000);
    playback.mark('out');
    expect(state().selection).toEqual({ startMs: 4_000, endMs: 6_000 });
    playback.seek(2_000);
    playback.mark('out');
    expect(state().selection).toEqual({ startMs: 0, endMs: 2_000 });
  });

  it('selects nothing by a twitch, and stays within the recording', () => {
    const { playback, state } = aTalk();
    playback.select({ startMs: 4_000, endMs: 4_100 });
    expect(state().selection).toBeNull();
    playback.select({ startMs: 8_000, endMs: 90_000 });
    expect(state().selection).toEqual({ startMs: 8_000, endMs: 10_000 });
  });
});

describe('the last three seconds again', () => {
  it('are slower once, up to where they were asked for', () => {
    const { playback, of, state, playTo } = aTalk({ speed: 2 });
    playback.seek(5_000);
    playback.replaySlower();
    expect(of('/composite')).toMatchObject({ currentTime: 2, playbackRate: 1.5, paused: false });
    playTo('/composite', 4.9);
    expect(state()).toMatchObject({ speed: 2, slowUntilMs: 5_000 });
    playTo('/composite', 5.01);
    expect(of('/composite').playbackRate).toBe(2);
    expect(state().slowUntilMs).toBeNull();
  });

  it('are seconds that were heard where silence is skipped', () => {
    const { playback, of } = aTalk({ skipsSilence: true });
    playback.seek(6_850);
    playback.replaySlower();
    expect(of('/composite').currentTime).toBeCloseTo(0.15);
  });

  it('are at the former speed again once the operator goes elsewhere or chooses one', () => {
    const { playback, of } = aTalk();
    playback.seek(5_000);
    playback.replaySlower();
    playback.seek(1_000);
    expect(of('/composite').playbackRate).toBe(1);
    playback.replaySlower();
    playback.setSpeed(1.5);
    expect(of('/composite').playbackRate).toBe(1.5);
  });
});

describe('one side only', () => {
  it('goes from side to side', () => {
    const { playback, state, kept } = aTalk();
    const heard = [state().scape.heard?.side];
    for (let time = 0; time < 3; time += 1) {
      playback.hearNext();
      heard.push(state().scape.heard?.side);
    }
    expect(heard).toEqual(['both', 'customer', 'robot', 'both']);
    expect(kept.at(-1)).toMatchObject({ side: 'both' });
  });

  it('stays with the only side that there is', () => {
    const { playback, state, kept } = aPlayback();
    playback.setSources({ customer: both.customer });
    playback.hearNext();
    expect(state().scape.heard?.side).toBe('customer');
    expect(kept).toEqual([]);
  });

  it('mutes the customer’s sentences where the robot is to be heard alone', () => {
    const { playback, mixer, playTo } = aTalk({ side: 'robot' });
    playback.play();
    expect(mixer).toMatchObject({ led: ['/composite'], mix: { channel: null, evens: null }, isAwake: true, isMuted: false });
    playTo('/composite', 6.95);
    expect(mixer.isMuted).toBe(true);
    playTo('/composite', 8.2);
    expect(mixer.isMuted).toBe(false);
    playback.seek(7_500);
    expect(mixer.isMuted).toBe(true);
    playback.hear('both');
    expect(mixer.isMuted).toBe(false);
  });

  it('leaves the sound alone as long as nothing is to be changed', () => {
    const { playback, mixer } = aTalk();
    playback.play();
    playback.hear('customer');
    expect(mixer.led).toEqual([]);
  });
});

describe('even loudness', () => {
  it('brings a quiet recording up, and is remembered', () => {
    const { playback, mixer, kept } = aTalk();
    playback.setWaves({ composite: waveOf([new Float32Array(1000).fill(0.25)], 100) });
    playback.play();
    playback.setEvens(true);
    expect(mixer).toMatchObject({ led: ['/composite'], mix: { channel: null, evens: { gain: 2 } }, isAwake: true });
    expect(kept.at(-1)).toMatchObject({ evens: true });
    playback.pause();
    expect(mixer.isAwake).toBe(false);
    playback.close();
    expect(mixer.isClosed).toBe(true);
  });
});
