import { Chip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { everyDay } from '#shared/model/alertRule.ts';

interface Props {
  readonly label: string;
  /** 0 is Sunday; never none of them. */
  readonly days: readonly number[];
  readonly disabled?: boolean;
  readonly onChange: (days: number[]) => void;
}

/** Days of the week, of which one at least stays chosen. */
export function DayChips({ label, days, disabled = false, onChange }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const shortNames = t('days.short', { returnObjects: true });
  const longNames = t('days.long', { returnObjects: true });
  return (
    <Chip.Group multiple value={days.map(String)} onChange={(chosen) => chosen.length > 0 && onChange(chosen.map(Number).toSorted((a, b) => a - b))}>
      <span className="condition-days" role="group" aria-label={label}>
        {everyDay.map((day) => (
          <Chip key={day} size="xs" variant="outline" icon={null} value={String(day)} disabled={disabled} aria-label={longNames[day] ?? ''}>
            {shortNames[day] ?? ''}
          </Chip>
        ))}
      </span>
    </Chip.Group>
  );
}
