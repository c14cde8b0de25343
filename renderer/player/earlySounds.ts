import { recordingKinds, type Recording } from '#shared/model/recording.ts';
import { isHere } from './lanes.ts';
import { letGo } from './soundElements.ts';
import type { Side } from './soundscape.ts';

/** Sounds that load before anybody has asked to hear them. */
export interface EarlySounds {
  /** Begins to load what is going to be heard first of these recordings; null where none is here. */
  readonly load: (callId: string, recordings: readonly Recording[]) => EarlySound | null;
}

export interface EarlySound {
  /** The element for `url`, to be kept by whoever takes it, once; null where it has another sound, or cannot play its own. */
  readonly take: (url: string) => HTMLAudioElement | null;
  /** Lets go of it, unless it was taken. */
  readonly drop: () => void;
}

interface EarlySoundsDeps {
  /** A media element that plays nothing yet. */
  readonly createSound: () => HTMLAudioElement;
  readonly urlOf: (callId: string, recording: Recording) => string;
  /** What the operator wants to hear. */
  readonly side: () => Side;
}

export function createEarlySounds({ createSound, urlOf, side }: EarlySoundsDeps): EarlySounds {
  return {
    load(callId, recordings) {
      const here = recordings.filter(isHere);
      const kinds = side() === 'customer' ? recordingKinds.toReversed() : recordingKinds;
      const first = kinds.map((kind) => here.find((recording) => recording.kind === kind)).find((recording) => recording !== undefined);
      if (first === undefined) return null;
      const url = urlOf(callId, first);
      let sound: HTMLAudioElement | null = createSound();
      sound.preload = 'auto';
      sound.src = url;
      return {
        take(wanted) {
          if (sound === null || wanted !== url || sound.error !== null) return null;
          const taken = sound;
          sound = null;
          return taken;
        },
        drop() {
          if (sound !== null) letGo(sound);
          sound = null;
        },
      };
    },
  };
}
