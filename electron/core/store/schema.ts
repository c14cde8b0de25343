import type { ReadableDb } from './handle.ts';

/** The schema that the file has; 0 for a new one. */
export function schemaVersion(db: Pick<ReadableDb, 'get'>): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}
