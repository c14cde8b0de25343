import {
  IconAlertTriangle,
  IconCircleOff,
  IconCoinOff,
  IconDeviceMobileOff,
  IconHelpCircle,
  IconHourglass,
  IconLock,
  IconPhoneCheckFilled,
  IconPhoneOff,
  IconPhonePause,
  IconPhoneX,
  IconPlugConnectedX,
  IconUserExclamation,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { StatusGroup } from '#shared/model/statuses.ts';
import { Icon } from './Icon.tsx';
import './status.css';

const ofCode: Readonly<Record<string, TablerIcon>> = {
  CALL_LOSS: IconHourglass,
  NO_ANSWER: IconPhoneOff,
  BUSY: IconPhonePause,
  REFUSED: IconPhoneX,
  POWER_OFF: IconDeviceMobileOff,
  OUT_OF_SERVICE: IconLock,
  VACANT_NUMBER: IconCircleOff,
  CAN_NOT_CONNECT: IconPlugConnectedX,
  FROM_PHONE_ERROR: IconCoinOff,
};

const ofGroup: Readonly<Record<StatusGroup, TablerIcon>> = {
  answered: IconPhoneCheckFilled,
  handover: IconUserExclamation,
  lost: IconHourglass,
  unreached: IconPhoneOff,
  fault: IconAlertTriangle,
  unknown: IconHelpCircle,
};

/** The icon of a status: solid where a customer was reached, else an outline, whatever group settings put it in. */
export function statusIcon(group: StatusGroup, code: string | null): TablerIcon {
  if (group === 'answered' || group === 'handover') return ofGroup[group];
  return (code !== null && Object.hasOwn(ofCode, code) ? ofCode[code] : undefined) ?? ofGroup[group];
}

interface Props {
  readonly group: StatusGroup;
  /** `resultStatus` as it came; chooses the icon within its group. */
  readonly code: string | null;
  readonly word: string;
  /** `text`: icon and word. `pill`: filled with the group's tint. A lost hand-over is always a solid pill. */
  readonly look?: 'text' | 'pill';
}

/** A status as icon and word in the group's colour. */
export function StatusMark({ group, code, word, look = 'text' }: Props): ReactNode {
  return (
    <span className={`status status-${group}${look === 'pill' ? ' status-pill' : ''}`}>
      <Icon of={statusIcon(group, code)} />
      <span className="status-word">{word}</span>
    </span>
  );
}
