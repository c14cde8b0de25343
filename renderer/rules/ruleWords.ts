import type { TFunction } from 'i18next';
import type { AlertAction, AlertRule } from '#shared/model/alertRule.ts';
import { IconAlarm, IconBell, IconBellOff, IconBellRinging, IconCircleDot, type Icon as TablerIcon } from '@tabler/icons-react';

/** Bells mean alerts, and how loud they are is their shape. */
export const iconOfAction: Readonly<Record<AlertAction, TablerIcon>> = {
  nothing: IconBellOff,
  badge: IconCircleDot,
  normal: IconBell,
  urgent: IconBellRinging,
  'urgent-repeat': IconAlarm,
};

/** What a rule does, in a few words: `Urgent, task 1042`. */
export function doesInWords(t: TFunction<'rules'>, { enabled, action, when }: AlertRule): string {
  if (!enabled) return t('off');
  const parts: string[] = [t(`does.${action}`)];
  if (when.inARow !== null) parts.push(t('perRun', { count: when.inARow }));
  if (when.tasks.length > 0) parts.push(`${t('condition.task')} ${when.tasks.join(', ')}`);
  if (when.words.length > 0) parts.push(`“${when.words.slice(0, 3).join(', ')}”`);
  return parts.join(', ');
}
