import { z } from 'zod';
import { alertRuleSchema, quietHoursSchema } from '#shared/model/alertRule.ts';
import type { AlertRule, QuietHours } from '#shared/model/alertRule.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

export interface AlertSettings {
  /** Null where nobody ever changed a rule. */
  readonly rules: readonly AlertRule[] | null;
  readonly quietHours: QuietHours;
  readonly pausedUntilMs: number | null;
  /** 0 to 1. */
  readonly volume: number;
}

interface SettingsRow {
  readonly rules: string | null;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly quiet_days: string | null;
  readonly paused_until_ms: number | null;
  readonly volume: number;
}

export function alertSettings(db: ReadableDb): AlertSettings {
  const row = db.get<SettingsRow>('SELECT * FROM alert_settings');
  if (row === undefined) throw new Error('The row of the alert settings is gone.');
  const { rules, quiet_from: from, quiet_to: to, quiet_days: days, paused_until_ms: pausedUntilMs, volume } = row;
  return {
    rules: rules === null ? null : z.array(alertRuleSchema).parse(JSON.parse(rules)),
    quietHours: from === null || to === null ? null : quietHoursSchema.parse({ from, to, ...(days === null ? {} : { days: JSON.parse(days) as unknown }) }),
    pausedUntilMs,
    volume,
  };
}

export function setAlertSettings(db: WritableDb, { rules, quietHours, pausedUntilMs, volume }: AlertSettings): void {
  const text = rules === null ? null : JSON.stringify(rules);
  const days = quietHours?.days === undefined ? null : JSON.stringify(quietHours.days);
  db.run('UPDATE alert_settings SET rules = ?, quiet_from = ?, quiet_to = ?, quiet_days = ?, paused_until_ms = ?, volume = ?', text, quietHours?.from ?? null, quietHours?.to ?? null, days, pausedUntilMs, volume);
}
