import { mostDriftExamples } from '#shared/model/drift.ts';
import type { Drift, DriftName, DriftNote } from '#shared/model/drift.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/** Names of one kind that are kept at most: whoever sends others all the time must neither fill the disk nor hide what is of another kind. */
const mostNames = 500;

type Example = Drift['examples'][number];

interface DriftRow {
  readonly kind: Drift['kind'];
  readonly name: string;
  readonly first_seen_at_ms: number;
  readonly last_seen_at_ms: number;
  readonly count: number;
  readonly examples: string;
  readonly is_seen: number;
}

/** Adds what was found in some records and events. */
export function noteDrift(db: WritableDb, notes: readonly DriftNote[]): void {
  const names = new Map<string, number>();
  let beyond = 0;
  for (const note of notes) {
    const { kind, name, count, firstSeenAtMs, lastSeenAtMs, examples } = note;
    const known = db.get<{ examples: string }>('SELECT examples FROM drift WHERE kind = ? AND name = ?', kind, name);
    if (known !== undefined) {
      const all = withExamples(examplesIn(known.examples), examples);
      db.run(
        'UPDATE drift SET count = count + ?, last_seen_at_ms = max(last_seen_at_ms, ?), examples = ? WHERE kind = ? AND name = ?',
        count,
        lastSeenAtMs,
        JSON.stringify(all),
        kind,
        name,
      );
      continue;
    }
    const before = names.get(kind) ?? db.get<{ n: number }>('SELECT count(*) AS n FROM drift WHERE kind = ?', kind)?.n ?? 0;
    if (before >= mostNames) {
      names.set(kind, before);
      beyond += count;
      continue;
    }
    db.run('INSERT INTO drift VALUES (?, ?, ?, ?, ?, ?)', kind, name, firstSeenAtMs, lastSeenAtMs, count, JSON.stringify(examples));
    names.set(kind, before + 1);
  }
  if (beyond > 0) db.run('INSERT INTO drift_more VALUES (1, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count', beyond);
}

/** The first different ones. */
function withExamples(before: readonly Example[], more: readonly Example[]): readonly Example[] {
  const others = more.filter(({ value }) => before.every((example) => example.value !== value));
  return [...before, ...others].slice(0, mostDriftExamples);
}

/** What was met, the latest first. */
export function listDrift(db: ReadableDb): { readonly items: Drift[]; readonly more: number } {
  return db.snapshot(() => {
    const rows = db.all<DriftRow>(
      `SELECT drift.*, EXISTS (SELECT 1 FROM drift_seen AS seen WHERE seen.kind = drift.kind AND seen.name = drift.name) AS is_seen
       FROM drift ORDER BY first_seen_at_ms DESC, kind, name`,
    );
    return { items: rows.map(driftFrom), more: db.get<{ count: number }>('SELECT count FROM drift_more')?.count ?? 0 };
  });
}

/** What the operator has not taken note of. */
export function openDrift(db: ReadableDb): DriftName[] {
  return db.all<DriftName>('SELECT kind, name FROM drift WHERE NOT EXISTS (SELECT 1 FROM drift_seen AS seen WHERE seen.kind = drift.kind AND seen.name = drift.name)');
}

export function setDriftSeen(db: WritableDb, items: readonly DriftName[], isSeen: boolean, nowMs: number): void {
  db.write(() => {
    for (const { kind, name } of items) {
      if (isSeen) db.run('INSERT INTO drift_seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING', kind, name, nowMs);
      else db.run('DELETE FROM drift_seen WHERE kind = ? AND name = ?', kind, name);
    }
  });
}

function driftFrom(row: DriftRow): Drift {
  return {
    kind: row.kind,
    name: row.name,
    firstSeenAtMs: row.first_seen_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    count: row.count,
    examples: examplesIn(row.examples),
    isSeen: row.is_seen === 1,
  };
}

function examplesIn(text: string): Example[] {
  const examples: Example[] = JSON.parse(text);
  return examples;
}
