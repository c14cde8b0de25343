import type { AlertAction } from '#shared/model/alertRule.ts';
import { IconAlarm, IconBell, IconBellOff, IconBellRinging, IconCircleDot, type Icon as TablerIcon } from '@tabler/icons-react';

/** Bells mean alerts, and how loud they are is their shape. */
export const iconOfAction: Readonly<Record<AlertAction, TablerIcon>> = {
  nothing: IconBellOff,
  badge: IconCircleDot,
  normal: IconBell,
  urgent: IconBellRinging,
  'urgent-repeat': IconAlarm,
};
