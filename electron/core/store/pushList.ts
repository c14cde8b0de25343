import { AppError } from '#shared/errors.ts';
import type { Push, PushOutcome } from '#shared/model/push.ts';
import type { ReadableDb } from './handle.ts';
import { anyOf, everyPush, fromSource, isFrom, latestMeeting, withCode, withOutcome } from './pushConditions.ts';
import type { Condition } from './pushConditions.ts';
import { pushOf } from './pushRows.ts';
import { searchFor } from './pushSearch.ts';
import type { SearchKind, TextOfBody } from './pushSearch.ts';
import { derivedUpTo } from './pushes.ts';

/** Which pushes; all given conditions hold together. */
export interface PushesQuery {
  /** Pushes with any of these outcomes, or with a record of one. */
  readonly outcome?: readonly PushOutcome[] | undefined;
  /** Address of the sender, whole. */
  readonly source?: string | undefined;
  /** The code that they, or a record of theirs, were refused with; or an event's `dataType`. */
  readonly code?: string | undefined;
  /** Part of a phone number, an id of a call, or, where no call has either, text in the body. */
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PushesPage {
  readonly items: Push[];
  readonly nextCursor: string | null;
  /** Set where the time was over before the page was full: pushes that arrived before this were not looked at. */
  readonly searchedToMs: number | null;
}

/** What looking for pushes needs beside the database. */
export interface Looking {
  readonly textOf: TextOfBody;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  /** A page ends after so long, full or not: other questions wait meanwhile. */
  readonly atMostMs: number;
}

/**
 * One page of pushes, latest first, always in bounded time: what has an index is found through it, what has none (text in
 * the body) is looked for push by push, and the cursor goes on where the time was over. Throws `bad-request` for a cursor
 * that is not one of this list.
 */
export function listPushes(db: ReadableDb, query: PushesQuery, { textOf, clock, atMostMs }: Looking): PushesPage {
  const q = query.q?.trim() ?? '';
  const place = placeFrom(query.cursor, q !== '');
  const deadline = clock() + atMostMs;
  const isOver = (): boolean => clock() >= deadline;
  return db.snapshot(() => {
    const derived = derivedUpTo(db);
    const search = q === '' ? null : searchFor(db, q, place.kind, textOf);
    const conditions = [...conditionsOf(db, query, derived), ...(search === null ? [] : [search.condition])];
    if (conditions.length === 0) conditions.push(everyPush(db));
    const isWanted = (id: number): boolean => (query.source === undefined || id <= derived || isFrom(db, id, query.source)) && (search?.looksAt?.(id) ?? true);
    const cursorAt = (before: number): string => `${search === null ? '' : kindLetters[search.kind]}${before}`;

    const items: Push[] = [];
    for (let at = place.before - 1; ; ) {
      const found = latestMeeting(conditions, at, isOver);
      if (found === null) return { items, nextCursor: null, searchedToMs: null };
      if (items.length >= query.limit) return { items, nextCursor: cursorAt(at + 1), searchedToMs: null };
      if (!found.met) return { items, nextCursor: cursorAt(found.id + 1), searchedToMs: arrivalOf(db, found.id) };
      const push = isWanted(found.id) ? pushOf(db, found.id, derived) : null;
      at = found.id - 1;
      // What was found counts against the limit; the time is for what is looked at in vain.
      if (push !== null) items.push(push);
      else if (isOver()) return { items, nextCursor: cursorAt(found.id), searchedToMs: arrivalOf(db, found.id) };
    }
  });
}

function conditionsOf(db: ReadableDb, { outcome, source, code }: PushesQuery, derived: number): Condition[] {
  return [
    ...(code === undefined ? [] : [withCode(db, code, derived)]),
    ...(outcome === undefined || outcome.length === 0 ? [] : [anyOf(outcome.map((one) => withOutcome(db, one, derived)))]),
    ...(source === undefined ? [] : [fromSource(db, source, derived)]),
  ];
}

function arrivalOf(db: ReadableDb, id: number): number | null {
  return db.get<{ atMs: number }>('SELECT received_at_ms AS atMs FROM pushes WHERE id <= ? ORDER BY id DESC LIMIT 1', id)?.atMs ?? null;
}

const kindLetters = { number: 'n', digits: 'd', text: 't' } as const satisfies Record<SearchKind, string>;

/** Where a page begins: below an id; for a search, in which of its kinds. */
function placeFrom(cursor: string | undefined, isSearch: boolean): { readonly before: number; readonly kind: SearchKind | null } {
  if (cursor === undefined) return { before: Number.MAX_SAFE_INTEGER, kind: null };
  const match = (isSearch ? /^([ndt])(\d{1,15})$/ : /^()(\d{1,15})$/).exec(cursor);
  if (match === null) throw new AppError('bad-request', 'The cursor is not one of this list.');
  const kind = (['number', 'digits', 'text'] as const).find((one) => kindLetters[one] === match[1]) ?? null;
  return { before: Number(match[2]), kind };
}
