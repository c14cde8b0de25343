import type { StoreApi } from 'zustand/vanilla';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { TimedSentence } from './sentences.ts';
import type { Side, Soundscape } from './soundscape.ts';
import type { Span, Wave } from './wave.ts';

/** A recording that can be heard. */
interface Source {
  readonly url: string;
  readonly durationMs: number | null;
}
export type Sources = Readonly<Partial<Record<RecordingKind, Source>>>;

export interface PlaybackState {
  readonly sources: Sources;
  /** What the operator chose to hear; `scape` says what is heard. */
  readonly side: Side;
  readonly scape: Soundscape;
  readonly playing: boolean;
  /** Position, ms into the recordings: all start at the same instant, so one clock holds for them. */
  readonly timeMs: number;
  /** Of the longest recording; 0 while none is known. */
  readonly durationMs: number;
  readonly speed: number;
  /** Up to where the last seconds are played again slower; null where they are not. */
  readonly slowUntilMs: number | null;
  readonly skipsSilence: boolean;
  /** How much time skipping has saved in this call, at the speeds that it was heard at. */
  readonly savedMs: number;
  /** Whether loud and quiet are evened out. */
  readonly evens: boolean;
  readonly selection: Span | null;
  readonly loop: Span | null;
  /** How often somebody went elsewhere, as opposed to playing getting there. */
  readonly seeks: number;
  /** The browser cannot play what it was given. */
  readonly failed: boolean;
}

/** The one clock of an opened call and the sound that follows it. */
export interface Playback {
  readonly store: StoreApi<PlaybackState>;
  readonly setSources: (sources: Sources) => void;
  readonly setSentences: (sentences: readonly TimedSentence[]) => void;
  readonly setWaves: (waves: Readonly<Partial<Record<RecordingKind, Wave>>>) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** Goes to `timeMs`, held within the recording; plays on if it plays. Going out of a loop ends it. */
  readonly seek: (timeMs: number) => void;
  readonly skip: (byMs: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly changeSpeed: (direction: 1 | -1) => void;
  /** Plays the last three seconds again at three quarters of the speed, once. */
  readonly replaySlower: () => void;
  readonly setSkipsSilence: (skips: boolean) => void;
  readonly setEvens: (evens: boolean) => void;
  /** Switches what is heard; the position and the playing stay. */
  readonly hear: (side: Side) => void;
  /** To the next side that can be heard here. */
  readonly hearNext: () => void;
  /** Selects a stretch, either end first; too short a one selects nothing. */
  readonly select: (span: Span | null) => void;
  /** Has the selection begin or end at the position. */
  readonly mark: (end: 'in' | 'out') => void;
  /** Loops the selection, else the sentence at the position; ends the loop where there is one. */
  readonly toggleLoop: () => void;
  /** Ends the loop and the selection; false where there is neither. */
  readonly clear: () => boolean;
  readonly close: () => void;
}

/** Which recording sounds, null where none is here. */
export const soundingKind = ({ scape }: Pick<PlaybackState, 'scape'>): RecordingKind | null => scape.heard?.kind ?? null;
