import { describe, expect, it } from 'vitest';
import { followMediaKeys } from '#renderer/player/mediaKeys.ts';
import { timedSentences } from '#renderer/player/sentences.ts';
import { anUtterance } from '../../support/calls.ts';
import { aPlayback, both } from './aPlayback.ts';

const sentences = timedSentences([anUtterance({ index: 0, startMs: 1_000, endMs: 2_000 }), anUtterance({ index: 1, startMs: 6_000, endMs: 7_000 })]);

function aSession() {
  const handlers = new Map<string, MediaSessionActionHandler>();
  const positions: (MediaPositionState | undefined)[] = [];
  const session = {
    metadata: null as unknown,
    playbackState: 'none',
    setActionHandler(action: MediaSessionAction, handler: MediaSessionActionHandler | null) {
      // Some browsers know no such key.
      if (action === 'stop') throw new TypeError('The provided value is not a valid enum value.');
      if (handler === null) handlers.delete(action);
      else handlers.set(action, handler);
    },
    setPositionState: (state?: MediaPositionState) => void positions.push(state),
  };
  const made = aPlayback();
  made.playback.setSources(both);
  const deps = { session: session as unknown as MediaSession, createMetadata: (title: object) => title as MediaMetadata, playback: made.playback, sentences }; // a double with what is used of a session
  const stop = followMediaKeys(deps, { title: '+44 7700 900417', artist: 'Ms Carter' });
  const press = (action: MediaSessionAction, details: object = {}): void => handlers.get(action)?.({ action, ...details });
  return { ...made, session, handlers, positions, stop, press };
}

describe('followMediaKeys', () => {
  it('plays, pauses and goes from sentence to sentence', () => {
    const { press, state, session } = aSession();
    press('play');
    expect([state().playing, session.playbackState]).toEqual([true, 'playing']);
    press('nexttrack');
    press('nexttrack');
    expect(state().timeMs).toBe(6_000);
    press('previoustrack');
    expect(state().timeMs).toBe(1_000);
    press('seekforward');
    press('seekbackward', { seekOffset: 2 });
    expect(state().timeMs).toBe(4_000);
    press('seekto', { seekTime: 9 });
    expect(state().timeMs).toBe(9_000);
    press('pause');
    expect([state().playing, session.playbackState]).toEqual([false, 'paused']);
  });

  it('says what plays and where it is, and not at every frame', () => {
    const { playback, session, positions, playTo } = aSession();
    expect(session.metadata).toEqual({ title: '+44 7700 900417', artist: 'Ms Carter' });
    expect(positions).toEqual([{ duration: 10, position: 0, playbackRate: 1 }]);
    playback.play();
    const told = positions.length;
    playTo('/composite', 0.1);
    playTo('/composite', 0.2);
    expect(positions.length).toBe(told);
    playback.setSpeed(2);
    expect(positions.at(-1)).toEqual({ duration: 10, position: 0.2, playbackRate: 2 });
  });

  it('leaves nothing behind', () => {
    const { stop, session, handlers, positions, playback } = aSession();
    stop();
    expect([session.metadata, session.playbackState, handlers.size, positions.at(-1)]).toEqual([null, 'none', 0, undefined]);
    playback.play();
    expect(session.playbackState).toBe('none');
  });
});
