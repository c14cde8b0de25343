import { openReadable } from '../../electron/core/store/handle.ts';

/** Everything in a database but the events; the full-text index by what it finds for `word`. */
export function storeContents(file: string, word: string): Record<string, unknown> {
  const db = openReadable(file);
  const tables = db.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'call_text_%' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('events', 'call_text') ORDER BY name`);
  const found = Object.fromEntries(tables.map(({ name }) => [name, db.all<Record<string, unknown>>(`SELECT * FROM ${name}`)]));
  // What there was and is no more is counted as 0, what there never was is not counted.
  found['kept_totals'] = (found['kept_totals'] ?? []).filter((total) => total['files'] !== 0);
  const words = db.all('SELECT rowid FROM call_text WHERE call_text MATCH ? ORDER BY rowid', word);
  const indexes = db.all(`SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY name`);
  db.close();
  return { ...found, words, indexes };
}
