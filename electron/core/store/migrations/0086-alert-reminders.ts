import type { WritableDb } from '../handle.ts';

/** How often a call was told of again is counted where the log is read. */
export function up(db: WritableDb): void {
  db.exec('CREATE INDEX alert_reminders_by_log ON alert_reminders (log_id)');
}
