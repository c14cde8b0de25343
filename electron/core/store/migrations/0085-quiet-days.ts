import type { WritableDb } from '../handle.ts';

/** Days of the week that quiet hours begin on, a JSON list of 0 (Sunday) to 6; null for every day. */
export function up(db: WritableDb): void {
  db.exec('ALTER TABLE alert_settings ADD COLUMN quiet_days TEXT');
}
