import { mostCounted, viewQuerySchema } from '#shared/model/view.ts';
import type { View, ViewQuery } from '#shared/model/view.ts';
import { countUpTo } from './callList.ts';
import { insertEvent } from './events.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** The operator's views in their order, each with how many calls it shows now. */
export function listViews(db: ReadableDb, nowMs: number): View[] {
  return db.snapshot(() =>
    db.all<{ id: number; name: string; query: string }>('SELECT id, name, query FROM views ORDER BY place, id').map(({ id, name, query: text }) => {
      const query = viewQuerySchema.parse(JSON.parse(text));
      const calls = countUpTo(db, query, mostCounted + 1, nowMs);
      return { id, name, query, calls: calls > mostCounted ? null : calls };
    }),
  );
}

/** Keeps a new view, last of all, or puts one in place of that with the id; null where there is none. Returns the id. */
export function saveView(db: WritableDb, { id, name, query }: { readonly id: number | null; readonly name: string; readonly query: ViewQuery }, nowMs: number): number | null {
  return db.write(() => {
    const text = JSON.stringify(query);
    if (id === null) {
      const { rowId } = db.run('INSERT INTO views (name, query, place) VALUES (?, ?, (SELECT ifnull(max(place), 0) + 1 FROM views))', name, text);
      insertEvent(db, { kind: 'views' }, nowMs);
      return rowId;
    }
    if (db.run('UPDATE views SET name = ?, query = ? WHERE id = ?', name, text, id).changes === 0) return null;
    insertEvent(db, { kind: 'views' }, nowMs);
    return id;
  });
}

export function removeView(db: WritableDb, id: number, nowMs: number): boolean {
  return db.write(() => {
    const isRemoved = db.run('DELETE FROM views WHERE id = ?', id).changes > 0;
    if (isRemoved) insertEvent(db, { kind: 'views' }, nowMs);
    return isRemoved;
  });
}

/** Puts these views in this order; those that are not named come after them, in the order that they had. */
export function reorderViews(db: WritableDb, ids: readonly number[], nowMs: number): void {
  db.write(() => {
    const rest = db.all<{ id: number }>('SELECT id FROM views ORDER BY place, id').filter(({ id }) => !ids.includes(id));
    for (const [place, id] of [...ids, ...rest.map(({ id }) => id)].entries()) db.run('UPDATE views SET place = ? WHERE id = ?', place + 1, id);
    insertEvent(db, { kind: 'views' }, nowMs);
  });
}
