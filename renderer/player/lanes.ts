import type { Recording, RecordingKind, RecordingReason } from '#shared/model/recording.ts';

/** What a lane has to say; its line stays flat in all states but `ready`. */
export type LaneState =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly reason: RecordingReason | null; readonly nextTryAtMs: number | null }
  | { readonly state: 'downloading'; readonly receivedBytes: number | null; readonly totalBytes: number | null }
  | { readonly state: 'unavailable'; readonly reason: RecordingReason | null }
  | { readonly state: 'freed' }
  /** It is here, and no browser plays its kind of sound. */
  | { readonly state: 'unplayable'; readonly codec: string | null }
  | { readonly state: 'ready' };

/** What the lane of `kind` shows for a call's recordings. */
export function laneState(recordings: readonly Recording[], kind: RecordingKind): LaneState {
  const recording = recordings.find((candidate) => candidate.kind === kind);
  if (recording === undefined) return { state: 'none' };
  const { state, reason, nextTryAtMs, receivedBytes, totalBytes, playable, codec } = recording;
  switch (state) {
    case 'waiting':
      return { state, reason, nextTryAtMs };
    case 'downloading':
      return { state, receivedBytes, totalBytes };
    case 'unavailable':
      return { state, reason };
    case 'ready':
      return playable ? { state } : { state: 'unplayable', codec };
    case 'none':
    case 'freed':
      return { state };
  }
}

/** Whether it can be asked for by hand. */
export function canBeAskedFor({ state }: LaneState): boolean {
  return state === 'waiting' || state === 'unavailable' || state === 'freed';
}

/** Whether a lane still shows an earlier sound, because the one that took its place is not here yet. */
export function isEarlierSound(recordings: readonly Recording[], kind: RecordingKind): boolean {
  return recordings.find((candidate) => candidate.kind === kind)?.isOld ?? false;
}

/** Whether there is a sound to be played, be it an earlier one. */
export function isHere(recording: Recording): boolean {
  return (recording.state === 'ready' || recording.isOld) && recording.playable;
}

/** Tells a sound apart from another one of the same recording, such as one that a revision put in its place. */
export function soundVersion({ version }: Recording): string {
  return version;
}

/** Whether any recording was named by the platform, so that there is something to draw lanes for. */
export function hasLanes(recordings: readonly Recording[]): boolean {
  return recordings.some((recording) => recording.state !== 'none');
}

/** How long until `atMs`, in the largest unit that fits: for “next try in 4 min”. Null where it is due. */
export function timeUntil(atMs: number, nowMs: number): { readonly unit: 'second' | 'minute' | 'hour'; readonly count: number } | null {
  const seconds = Math.ceil((atMs - nowMs) / 1000);
  if (seconds <= 0) return null;
  if (seconds < 60) return { unit: 'second', count: seconds };
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return { unit: 'minute', count: minutes };
  return { unit: 'hour', count: Math.round(minutes / 60) };
}
