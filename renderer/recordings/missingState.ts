import type { MissingRecording } from '#shared/contract/recordings.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';

/** How many are not here. */
export interface MissingTotals {
  readonly coming: number;
  readonly givenUp: number;
}

/** In which part of the list a row stands, which it keeps while somebody reads. */
export type MissingGroup = 'coming' | 'givenUp';

export interface MissingRow extends MissingRecording {
  readonly group: MissingGroup;
}

export interface MissingState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** First what is still asked for, then what was given up. */
  readonly rows: readonly MissingRow[];
  /** Recordings that belong between these rows and wait until nobody reads, so that nothing moves. */
  readonly fresh: number;
  /** Null until read for the first time. */
  readonly totals: MissingTotals | null;
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
  readonly more: 'idle' | 'loading' | 'failed';
  readonly reading: boolean;
  /** Rows that are being asked for by hand. */
  readonly trying: ReadonlySet<string>;
  /** What came of asking by hand; null where nobody did since the list was opened. */
  readonly tried: { readonly recordings: number } | 'failed' | null;
}

export interface MissingPage {
  readonly items: readonly MissingRecording[];
  readonly nextCursor: string | null;
  readonly totals: MissingTotals;
}

export const emptyList: MissingState = {
  phase: 'loading',
  rows: [],
  fresh: 0,
  totals: null,
  nextCursor: null,
  more: 'idle',
  reading: false,
  trying: new Set(),
  tried: null,
};

export const keyOf = ({ callId, kind }: { readonly callId: string; readonly kind: RecordingKind }): string => `${kind}-${callId}`;

const rowOf = (item: MissingRecording): MissingRow => ({ ...item, group: item.recording.state === 'unavailable' ? 'givenUp' : 'coming' });

/** The head of the list, asked for again. While somebody reads, rows stay where they are and what belongs between them waits. */
export function withAnswer(state: MissingState, { items, nextCursor, totals }: MissingPage): MissingState {
  const told: MissingState = { ...state, phase: 'ready', totals };
  if (!state.reading || state.rows.length === 0) return { ...told, rows: items.map(rowOf), fresh: 0, nextCursor, more: 'idle' };
  const shown = new Set(state.rows.map(keyOf));
  const lastShown = items.findLastIndex((item) => shown.has(keyOf(item)));
  const added = items.filter((item) => !shown.has(keyOf(item)));
  const after = new Set(items.slice(lastShown + 1).filter((item) => !shown.has(keyOf(item))));
  const endsGivenUp = state.rows.at(-1)?.group === 'givenUp';
  // What comes after the last row moves nothing, unless its part of the list has ended.
  const appended = added.filter((item) => after.has(item) && (!endsGivenUp || item.recording.state === 'unavailable'));
  const reachesEnd = nextCursor === null || items.length >= state.rows.length;
  return {
    ...told,
    rows: [...withItems(state.rows, items), ...appended.map(rowOf)],
    fresh: added.length - appended.length,
    nextCursor: reachesEnd ? nextCursor : state.nextCursor,
  };
}

/** An answer, but for what was told of rows since it was asked for: that is newer. */
export function withNewer(answer: MissingPage, asked: readonly MissingRow[], now: readonly MissingRow[]): MissingPage {
  const before = new Map(asked.map((row) => [keyOf(row), row.recording]));
  const newer = new Map(now.filter((row) => before.has(keyOf(row)) && before.get(keyOf(row)) !== row.recording).map((row) => [keyOf(row), row.recording]));
  return { ...answer, items: answer.items.map((item) => ({ ...item, recording: newer.get(keyOf(item)) ?? item.recording })) };
}

/** A further page at the end; rows that are there already are not repeated. */
export function withNextPage(state: MissingState, { items, nextCursor, totals }: MissingPage): MissingState {
  const shown = new Set(state.rows.map(keyOf));
  return { ...state, rows: [...state.rows, ...items.filter((item) => !shown.has(keyOf(item))).map(rowOf)], nextCursor, totals, more: 'idle' };
}

/** A recording as it is now, in its row; a list without it is left alone. */
export function withRecording(state: MissingState, callId: string, recording: Recording): MissingState {
  const key = keyOf({ callId, kind: recording.kind });
  if (!state.rows.some((row) => keyOf(row) === key)) return state;
  return { ...state, rows: state.rows.map((row) => (keyOf(row) === key ? { ...row, recording } : row)) };
}

function withItems(rows: readonly MissingRow[], items: readonly MissingRecording[]): MissingRow[] {
  const now = new Map(items.map((item) => [keyOf(item), item]));
  return rows.map((row) => ({ ...row, ...now.get(keyOf(row)) }));
}

export function withTrying(state: MissingState, key: string, isTrying: boolean): MissingState {
  const trying = new Set(state.trying);
  if (isTrying) trying.add(key);
  else trying.delete(key);
  return { ...state, trying };
}

/** Whether it can be asked for by hand. */
export function canBeTried({ state }: Recording): boolean {
  return state === 'waiting' || state === 'unavailable' || state === 'freed';
}
