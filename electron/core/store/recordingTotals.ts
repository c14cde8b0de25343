import type { RecordingState } from '#shared/model/recording.ts';
import type { ReadableDb } from './handle.ts';

/** Recordings in one state, with or without a file that is named; kept up by the database itself, whoever changes them. */
interface Total {
  readonly state: RecordingState;
  readonly isKept: boolean;
  readonly files: number;
  readonly bytes: number;
}

/** So many files, and what they take of the disk. */
export type Sum = Pick<Total, 'files' | 'bytes'>;
export const none: Sum = { files: 0, bytes: 0 };

export function recordingTotals(db: ReadableDb): Total[] {
  const rows = db.all<Omit<Total, 'isKept'> & { isKept: number }>('SELECT state, is_kept AS isKept, recordings AS files, disk_bytes AS bytes FROM recording_totals');
  return rows.map(({ state, isKept, files, bytes }) => ({ state, isKept: isKept === 1, files, bytes }));
}

export function sumOf(totals: readonly Total[]): Sum {
  return totals.reduce((sum, { files, bytes }) => ({ files: sum.files + files, bytes: sum.bytes + bytes }), none);
}

/** How many are still to come, and how many were given up. */
export function missingTotals(db: ReadableDb): { readonly coming: number; readonly givenUp: number } {
  const totals = recordingTotals(db);
  const countOf = (...states: readonly RecordingState[]): number => sumOf(totals.filter(({ state }) => states.includes(state))).files;
  return { coming: countOf('waiting', 'downloading'), givenUp: countOf('unavailable') };
}
