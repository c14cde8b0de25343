import type { PushOutcome } from '#shared/model/push.ts';
import { bucketOf } from './buckets.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { derivedUpTo } from './pushes.ts';
import { countRefused, refusedTotals } from './refused.ts';

/** What counting needs of a push that is derived whole. */
export interface CountedPush {
  readonly id: number;
  readonly receivedAtMs: number;
  readonly source: string;
}

type CountedOutcome = Exclude<PushOutcome, 'waiting'>;

/** Counts pushes that were derived whole by what became of each, and notes their senders. */
export function countPushes(db: WritableDb, pushes: readonly CountedPush[]): void {
  const counts = new Map<string, { bucketMs: number; outcome: CountedOutcome; pushes: number }>();
  const bySource = new Map<string, number[]>();
  for (const { id, receivedAtMs, source } of pushes) {
    const outcome = wholeOutcome(outcomesOf(db, id));
    const bucketMs = bucketOf(receivedAtMs);
    const key = `${bucketMs} ${outcome}`;
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { bucketMs, outcome, pushes: 1 });
    else count.pushes += 1;
    const ids = bySource.get(source);
    if (ids === undefined) bySource.set(source, [id]);
    else ids.push(id);
  }
  for (const { bucketMs, outcome, pushes: more } of counts.values()) {
    db.run('INSERT INTO push_counters VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET pushes = pushes + excluded.pushes', bucketMs, outcome, more);
    db.run('INSERT INTO push_totals VALUES (?, ?) ON CONFLICT DO UPDATE SET pushes = pushes + excluded.pushes', outcome, more);
  }
  for (const [source, ids] of bySource) noteSource(db, source, ids);
}

const recordOutcomes = ['stored', 'revision', 'duplicate', 'event', 'refused'] as const satisfies readonly CountedOutcome[];

/** What became of the push's records, without looking at each: there may be very many. */
export function outcomesOf(db: ReadableDb, pushId: number): Set<CountedOutcome> {
  const firstTwo = db.all<{ outcome: CountedOutcome }>('SELECT outcome FROM push_records WHERE push_id = ? LIMIT 2', pushId);
  if (firstTwo.length < 2) return new Set(firstTwo.map(({ outcome }) => outcome));
  const sql = 'SELECT 1 FROM push_records WHERE outcome = ? AND push_id = ? LIMIT 1';
  return new Set(recordOutcomes.filter((outcome) => db.get(sql, outcome, pushId) !== undefined));
}

/** What became of a push as a whole: what its records share, `partial`, or the most that came of one of them. */
export function wholeOutcome(outcomes: ReadonlySet<PushOutcome>): CountedOutcome {
  if (outcomes.has('refused')) return outcomes.size > 1 ? 'partial' : 'refused';
  return (['stored', 'revision', 'duplicate'] as const).find((outcome) => outcomes.has(outcome)) ?? 'event';
}

/** Pushes by outcome since the bucket that `sinceMs` lies in began. */
export function countsSince(db: ReadableDb, sinceMs: number): { readonly sinceMs: number; readonly counts: Partial<Record<PushOutcome, number>> } {
  const fromMs = bucketOf(sinceMs);
  const derived = db.all<{ outcome: CountedOutcome; n: number }>('SELECT outcome, sum(pushes) AS n FROM push_counters WHERE bucket_ms >= ? GROUP BY outcome', fromMs);
  const counts: Partial<Record<PushOutcome, number>> = Object.fromEntries(derived.map(({ outcome, n }) => [outcome, n]));
  const refused = countRefused(db, fromMs) + (counts.refused ?? 0);
  const waiting = backlogOf(db);
  return { sinceMs: fromMs, counts: { ...counts, ...(refused > 0 ? { refused } : {}), ...(waiting > 0 ? { waiting } : {}) } };
}

/** How many pushes came, how many of them were refused whole or in part, when the latest arrived that was not a stranger's. */
export function pushTotals(db: ReadableDb): { pushes: number; refused: number; lastPushAtMs: number | null; backlog: number } {
  const totals = db.all<{ outcome: CountedOutcome; pushes: number }>('SELECT outcome, pushes FROM push_totals');
  const { received } = refusedTotals(db);
  const backlog = backlogOf(db);
  const last = db.get<{ atMs: number }>(
    `SELECT received_at_ms AS atMs FROM pushes
     WHERE NOT EXISTS (SELECT 1 FROM refused_pushes WHERE push_id = id AND is_authenticated = 0) ORDER BY id DESC LIMIT 1`,
  );
  return {
    pushes: sumOf(totals) + received + backlog,
    refused: sumOf(totals.filter(({ outcome }) => outcome === 'refused' || outcome === 'partial')) + received,
    lastPushAtMs: last?.atMs ?? null,
    backlog,
  };
}

/** Up to so many waiting pushes are counted one by one; more are estimated, as their bodies would have to be passed by. */
const countedBacklog = 2000;

/** Pushes that are acknowledged and not derived yet. */
function backlogOf(db: ReadableDb): number {
  const derived = derivedUpTo(db);
  const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM pushes')?.id ?? 0;
  if (last - derived <= countedBacklog) return db.get<{ n: number }>('SELECT count(*) AS n FROM pushes WHERE id > ? AND refusal_code IS NULL', derived)?.n ?? 0;
  // Ids that are missing were refused pushes.
  const refused = db.get<{ n: number }>('SELECT count(*) AS n FROM refused_pushes WHERE push_id > ?', derived)?.n ?? 0;
  return last - derived - refused;
}

/** Shown of the senders at most. */
const mostSources = 50;

/** Senders of the pushes that are kept, those with the most first. */
export function sourcesOf(db: ReadableDb): { source: string; pushes: number }[] {
  return db.all<{ source: string; pushes: number }>(
    `SELECT source, sum(pushes) AS pushes FROM (
       SELECT * FROM (SELECT source, pushes FROM sources ORDER BY pushes DESC LIMIT 1000)
       UNION ALL SELECT source, count(*) AS pushes FROM refused_pushes GROUP BY source
     ) GROUP BY source ORDER BY pushes DESC, source LIMIT ?`,
    mostSources,
  );
}

function noteSource(db: WritableDb, source: string, ids: readonly number[]): void {
  const known = db.get<{ id: number }>('SELECT id FROM sources WHERE source = ?', source);
  const sourceId = known?.id ?? db.run('INSERT INTO sources (source, pushes) VALUES (?, 0)', source).rowId;
  db.run('UPDATE sources SET pushes = pushes + ? WHERE id = ?', ids.length, sourceId);
  for (const id of ids) db.run('INSERT INTO push_sources VALUES (?, ?)', sourceId, id);
}

function sumOf(rows: readonly { readonly pushes: number }[]): number {
  return rows.reduce((sum, { pushes }) => sum + pushes, 0);
}
