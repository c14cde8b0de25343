import type { PushOutcome } from '#shared/model/push.ts';
import { bound } from './bound.ts';
import type { ReadableDb } from './handle.ts';

/**
 * A condition that an index answers: the greatest id at or below the given one whose push meets it, null where there is
 * none. Several of them are met together by asking each in turn until all name the same id, so that whatever is rare
 * decides how much is looked at.
 */
export type Condition = (id: number) => number | null;

/** The greatest id at or below `id` that meets all conditions, or null; stops at `isOver` with the id that it came to. */
export function latestMeeting(conditions: readonly Condition[], id: number, isOver: () => boolean): { readonly id: number; readonly met: boolean } | null {
  let at = id;
  for (let agreed = 0, turn = 0; agreed < conditions.length; turn += 1) {
    const found = conditions[turn % conditions.length]?.(at) ?? null;
    if (found === null) return null;
    agreed = found === at ? agreed + 1 : 1;
    at = found;
    // Never where it began, or whoever goes on from there would not come forward.
    if (agreed < conditions.length && at < id && isOver()) return { id: at, met: false };
  }
  return { id: at, met: true };
}

/** The greatest id that any of the conditions names. One that no push meets is not asked again and again. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const met = conditions.filter((condition) => condition(Number.MAX_SAFE_INTEGER) !== null);
  return (id) => {
    let greatest: number | null = null;
    for (const condition of met) {
      const found = condition(id);
      if (found !== null && (greatest === null || found > greatest)) greatest = found;
    }
    return greatest;
  };
}

/** The ids that every condition names; only where each push has few neighbours that meet one and not the others. */
export function allOf(conditions: readonly Condition[]): Condition {
  return (id) => latestMeeting(conditions, id, () => false)?.id ?? null;
}

export function everyPush(db: ReadableDb): Condition {
  return (id) => first(db, `SELECT id FROM pushes WHERE id <= ${bound} ORDER BY id DESC LIMIT 1`, id);
}

/** Pushes with this outcome, or with a record of it; those up to `derived` are derived. */
export function withOutcome(db: ReadableDb, outcome: PushOutcome, derived: number): Condition {
  switch (outcome) {
    case 'waiting':
      return (id) => first(db, `SELECT id FROM pushes WHERE id <= ${bound} AND id > ${bound} AND refusal_code IS NULL ORDER BY id DESC LIMIT 1`, id, derived);
    case 'refused':
      return anyOf([refusedOnArrival(db), withRecord(db, 'refused', derived)]);
    case 'partial': {
      const good = (['stored', 'revision', 'duplicate', 'event'] as const).map((one) => withRecord(db, one, derived));
      return allOf([withRecord(db, 'refused', derived), anyOf(good)]);
    }
    case 'stored':
    case 'revision':
    case 'duplicate':
    case 'event':
      return withRecord(db, outcome, derived);
  }
}

/** Pushes of this sender, and those waiting, whose sender is looked at by `isFrom` afterwards. */
export function fromSource(db: ReadableDb, source: string, derived: number): Condition {
  const known = db.get<{ id: number }>('SELECT id FROM sources WHERE source = ?', source)?.id ?? null;
  return anyOf([
    ...(known === null ? [] : [(id: number) => first(db, `SELECT push_id AS id FROM push_sources WHERE source_id = ${bound} AND push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, known, id)]),
    (id) => first(db, `SELECT push_id AS id FROM refused_pushes WHERE source = ${bound} AND push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, source, id),
    withOutcome(db, 'waiting', derived),
  ]);
}

export function isFrom(db: ReadableDb, id: number, source: string): boolean {
  return db.get<{ source: string }>('SELECT source FROM pushes WHERE id = ?', id)?.source === source;
}

/** Pushes that were refused with this code on arrival, or with a record that has it. */
export function withCode(db: ReadableDb, code: string, derived: number): Condition {
  return anyOf([
    (id) => first(db, `SELECT push_id AS id FROM refused_pushes WHERE code = ${bound} AND push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, code, id),
    (id) => first(db, `SELECT push_id AS id FROM push_records WHERE code = ${bound} AND push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, code, Math.min(id, derived)),
  ]);
}

/** Ids that are known already, in any order. */
export function amongIds(ids: readonly number[]): Condition {
  const ascending = Float64Array.from(ids).toSorted();
  return (id) => {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ascending[middle] ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return ascending[low - 1] ?? null;
  };
}

function refusedOnArrival(db: ReadableDb): Condition {
  return (id) => first(db, `SELECT push_id AS id FROM refused_pushes WHERE push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, id);
}

function withRecord(db: ReadableDb, outcome: PushOutcome, derived: number): Condition {
  return (id) => first(db, `SELECT push_id AS id FROM push_records WHERE outcome = ${bound} AND push_id <= ${bound} ORDER BY push_id DESC LIMIT 1`, outcome, Math.min(id, derived));
}

function first(db: ReadableDb, sql: string, ...values: readonly (string | number)[]): number | null {
  return db.get<{ id: number }>(sql, ...values)?.id ?? null;
}
