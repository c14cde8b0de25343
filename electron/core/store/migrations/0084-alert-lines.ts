import type { WritableDb } from '../handle.ts';

/** Calls in a row are those of one line, as the platform names it; null for those without one. */
export function up(db: WritableDb): void {
  db.exec(`
    ALTER TABLE alert_log ADD COLUMN line TEXT;
    UPDATE alert_log SET line = (SELECT line_id FROM calls WHERE calls.call_id = alert_log.call_id);
    CREATE INDEX alert_log_by_line ON alert_log (line, id);
    ALTER TABLE alert_notices ADD COLUMN line TEXT;
    UPDATE alert_notices SET line = (SELECT line_id FROM calls WHERE calls.call_id = alert_notices.call_id);
    DROP INDEX alert_notices_of_incidents;
    CREATE INDEX alert_notices_of_incidents ON alert_notices (rule_id, line, id) WHERE about = 'incident';
  `);
}
