import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly minutes: number;
  readonly disabled: boolean;
  readonly onChange: (minutes: number) => void;
}

export const usualFollowUpMinutes = 120;
const offered = [15, 30, 60, usualFollowUpMinutes, 240, 480, 1440, 4320];

/** How long after a call is told of its follow-up is due. */
export function FollowUpDue({ minutes, disabled, onChange }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const words = (each: number): string => {
    if (each % 1440 === 0) return t('dueIn.days', { count: each / 1440 });
    return each % 60 === 0 ? t('dueIn.hours', { count: each / 60 }) : t('dueIn.minutes', { count: each });
  };
  const shown = offered.includes(minutes) ? offered : [...offered, minutes].toSorted((a, b) => a - b);
  return (
    <Select
      className="rule-due"
      aria-label={t('dueIn.label')}
      allowDeselect={false}
      disabled={disabled}
      data={shown.map((each) => ({ value: String(each), label: words(each) }))}
      value={String(minutes)}
      onChange={(value) => value !== null && onChange(Number(value))}
    />
  );
}
