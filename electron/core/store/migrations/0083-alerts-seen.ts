import type { WritableDb } from '../handle.ts';

/** When the operator saw to a call that is told of again until then; what was told before this could be known is over. */
export function up(db: WritableDb): void {
  db.exec(`
    ALTER TABLE alert_log ADD COLUMN seen_at_ms INTEGER;
    UPDATE alert_log SET seen_at_ms = at_ms WHERE action = 'urgent-repeat';
    CREATE INDEX alert_log_unseen ON alert_log (call_id) WHERE action = 'urgent-repeat' AND seen_at_ms IS NULL;
  `);
}
