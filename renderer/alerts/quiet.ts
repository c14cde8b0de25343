import type { AlertsView } from '#shared/model/alert.ts';
import { isWithin, localTimeOf } from '#shared/model/alertRule.ts';

/** Why alerts wait now, and until when, `14:35`; null where they do not. */
export interface Quiet {
  readonly because: 'paused' | 'quietHours';
  readonly until: string;
}

const two = (part: number): string => String(part).padStart(2, '0');

export function quietOf({ pausedUntilMs, quietHours }: Pick<AlertsView, 'pausedUntilMs' | 'quietHours'>, nowMs: number): Quiet | null {
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) return { because: 'paused', until: clockOf(localTimeOf(pausedUntilMs).minute) };
  if (quietHours !== null && isWithin(quietHours, localTimeOf(nowMs), quietHours.days)) return { because: 'quietHours', until: clockOf(quietHours.to) };
  return null;
}

function clockOf(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
