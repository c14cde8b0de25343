import type { Recording, RecordingKind, RecordingReason, RecordingState } from '#shared/model/recording.ts';

/** What Chromium plays of a kept sound: the file as it came, the PCM beside it, or nothing. */
export type SoundForm = 'original' | 'beside' | 'no';

/** A recording with the name of the file that holds its sound, where there is one. */
export type StoredRecording = Recording & { readonly file: string | null; readonly form: SoundForm };

export interface RecordingRow {
  readonly kind: RecordingKind;
  readonly url: string;
  readonly state: RecordingState;
  readonly reason: RecordingReason | null;
  readonly attempts: number;
  readonly first_seen_at_ms: number;
  readonly next_try_at_ms: number | null;
  readonly give_up_at_ms: number | null;
  readonly file: string | null;
  readonly fetched_at_ms: number | null;
  readonly bytes: number | null;
  readonly duration_ms: number | null;
  readonly content_type: string | null;
  readonly codec: string | null;
  readonly channels: number | null;
  readonly playable: SoundForm | null;
  readonly has_peaks: number;
}

export function recordingFrom(row: RecordingRow): Recording {
  const { kind, state } = row;
  const isAskedFor = state === 'waiting' || state === 'downloading';
  return {
    kind,
    state,
    url: row.url,
    firstSeenAtMs: row.first_seen_at_ms,
    attempts: row.attempts,
    reason: state === 'freed' ? null : row.reason,
    nextTryAtMs: row.next_try_at_ms,
    giveUpAtMs: isAskedFor || state === 'unavailable' ? row.give_up_at_ms : null,
    receivedBytes: null,
    totalBytes: null,
    ...soundFrom(row),
  };
}

export function storedRecordingFrom(row: RecordingRow): StoredRecording {
  return { ...recordingFrom(row), file: fileOf(row), form: row.playable ?? 'original' };
}

/** What is being removed is not here any more. */
function fileOf({ file, state }: RecordingRow): string | null {
  return state === 'freed' ? null : file;
}

type Sound = Pick<Recording, 'version' | 'isOld' | 'durationMs' | 'bytes' | 'contentType' | 'codec' | 'channels' | 'playable' | 'hasPeaks'>;

const noSound: Sound = { version: '', isOld: false, durationMs: null, bytes: null, contentType: null, codec: null, channels: null, playable: false, hasPeaks: false };

function soundFrom(row: RecordingRow): Sound {
  if (fileOf(row) === null) return noSound;
  return {
    version: `${(row.fetched_at_ms ?? 0).toString(36)}-${(row.bytes ?? 0).toString(36)}`,
    isOld: row.state !== 'ready',
    durationMs: row.duration_ms,
    bytes: row.bytes,
    contentType: row.content_type,
    codec: row.codec,
    channels: row.channels,
    playable: row.playable !== 'no',
    hasPeaks: row.has_peaks === 1,
  };
}

export function noRecording(kind: RecordingKind): Recording {
  return {
    kind,
    state: 'none',
    url: null,
    firstSeenAtMs: null,
    attempts: 0,
    reason: null,
    nextTryAtMs: null,
    giveUpAtMs: null,
    receivedBytes: null,
    totalBytes: null,
    ...noSound,
  };
}
