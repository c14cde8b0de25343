import type { RecordingKind } from '#shared/model/recording.ts';
import { soundingKind, type PlaybackState } from './playback.ts';

/** What would be saved of the sound. */
interface Clip {
  /** The recording that is heard: of both voices where the robot is heard by itself, which has no recording. */
  readonly kind: RecordingKind;
  /** ms into it. */
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

export type ClipFormat = 'mp3' | 'wav';
export type SavedClip = Pick<Clip, 'kind' | 'from' | 'to'> & { readonly format: ClipFormat };

/** What is selected or looped of the recording that is heard, else all of it; null where none is here. */
export function clipOf(state: Pick<PlaybackState, 'scape' | 'selection' | 'loop' | 'durationMs'>): Clip | null {
  const kind = soundingKind(state);
  if (kind === null || state.durationMs <= 0) return null;
  const span = state.selection ?? state.loop;
  return span === null ? { kind, from: 0, to: state.durationMs, isWhole: true } : { kind, from: Math.round(span.startMs), to: Math.round(span.endMs), isWhole: false };
}
