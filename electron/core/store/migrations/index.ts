import type { WritableDb } from '../handle.ts';
import { up as firstSchema } from './0010-first-schema.ts';
import { up as pushLog } from './0020-push-log.ts';
import { up as derivingAnew } from './0030-deriving-anew.ts';
import { up as drift } from './0040-drift.ts';
import { up as recordingsKept } from './0050-recordings-kept.ts';
import { up as keptTotals } from './0060-kept-totals.ts';
import { up as times } from './0070-times.ts';
import { up as reviews } from './0080-reviews.ts';
import { up as alerts } from './0081-alerts.ts';
import { up as rescues } from './0082-rescues.ts';
import { up as alertsSeen } from './0083-alerts-seen.ts';
import { up as alertLines } from './0084-alert-lines.ts';
import { up as quietDays } from './0085-quiet-days.ts';
import { up as alertReminders } from './0086-alert-reminders.ts';

export interface Migration {
  /** Becomes the file's `user_version`. */
  readonly version: number;
  readonly up: (db: WritableDb) => void;
}

/** Every schema that was ever released, in order; a released one is never changed. */
export const migrations: readonly Migration[] = [
  { version: 10, up: firstSchema },
  { version: 20, up: pushLog },
  { version: 30, up: derivingAnew },
  { version: 40, up: drift },
  { version: 50, up: recordingsKept },
  { version: 60, up: keptTotals },
  { version: 70, up: times },
  { version: 80, up: reviews },
  { version: 81, up: alerts },
  { version: 82, up: rescues },
  { version: 83, up: alertsSeen },
  { version: 84, up: alertLines },
  { version: 85, up: quietDays },
  { version: 86, up: alertReminders },
];
