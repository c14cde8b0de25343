import { z } from 'zod';
import { alertRuleSchema } from '#shared/model/alertRule.ts';
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
  readonly paused_until_ms: number | null;
  readonly volume: number;
}

export function alertSettings(db: ReadableDb): AlertSettings {
  const row = db.get<SettingsRow>('SELECT * FROM alert_settings');
  if (row === undefined) throw new Error('The row of the alert settings is gone.');
  const { rules, quiet_from: from, quiet_to: to, paused_until_ms: pausedUntilMs, volume } = row;
  return {
    rules: rules === null ? null : z.array(alertRuleSchema).parse(JSON.parse(rules)),
    quietHours: from === null || to === null ? null : { from, to },
    pausedUntilMs,
    volume,
  };
}

export function setAlertSettings(db: WritableDb, { rules, quietHours, pausedUntilMs, volume }: AlertSettings): void {
  const text = rules === null ? null : JSON.stringify(rules);
  db.run('UPDATE alert_settings SET rules = ?, quiet_from = ?, quiet_to = ?, paused_until_ms = ?, volume = ?', text, quietHours?.from ?? null, quietHours?.to ?? null, pausedUntilMs, volume);
}
