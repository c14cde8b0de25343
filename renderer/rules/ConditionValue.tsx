import { MultiSelect, NumberInput, TagsInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertConditions } from '#shared/model/alertRule.ts';
import { knownStatuses, statusGroups } from '#shared/model/statuses.ts';
import { useStatusOverrides, useStatusWord } from '#renderer/app/settings.ts';
import { isTextKind, textsOf, type ConditionKind } from './conditions.ts';
import { DayChips } from './DayChips.tsx';
import { NumbersValue } from './NumbersValue.tsx';
import { TimeField } from './TimeField.tsx';

interface Props {
  readonly kind: ConditionKind;
  readonly when: AlertConditions;
  readonly disabled: boolean;
  readonly onChange: (when: AlertConditions) => void;
}

/** Commas and semicolons end a value, as whoever pastes a list expects. */
const splitAt = [',', ';', '\n', '\t'];
const groupPrefix = 'group ';

/** The values of one condition. */
export function ConditionValue({ kind, when, disabled, onChange }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const about = useId();
  const label = t(`condition.${kind}`);
  if (kind === 'number') return <NumbersValue label={label} numbers={when.numbers} disabled={disabled} onChange={(numbers) => onChange({ ...when, numbers })} />;
  if (isTextKind(kind)) {
    const field = textsOf[kind];
    const input = (
      <TagsInput
        aria-label={label}
        aria-describedby={kind === 'words' ? about : undefined}
        disabled={disabled}
        maxLength={200}
        maxTags={200}
        splitChars={splitAt}
        acceptValueOnBlur
        value={when[field]}
        onChange={(values) => onChange({ ...when, [field]: values })}
      />
    );
    if (kind !== 'words') return input;
    return (
      <div>
        {input}
        <p id={about} className="condition-about">
          {t('wordsAbout')}
        </p>
      </div>
    );
  }
  switch (kind) {
    case 'result':
      return <ResultValue label={label} when={when} disabled={disabled} onChange={onChange} />;
    case 'talk':
      return <NumberInput aria-label={label} disabled={disabled} suffix={t('seconds')} min={1} max={86_400} allowDecimal={false} hideControls value={when.minTalkSeconds ?? ''} onChange={(value) => typeof value === 'number' && value >= 1 && onChange({ ...when, minTalkSeconds: value })} />;
    case 'inARow':
      return <NumberInput aria-label={label} disabled={disabled} suffix={t('calls')} min={2} max={100} allowDecimal={false} hideControls value={when.inARow ?? ''} onChange={(value) => typeof value === 'number' && value >= 2 && onChange({ ...when, inARow: value })} />;
    case 'hours':
      return <HoursValue when={when} disabled={disabled} onChange={onChange} />;
  }
}

function ResultValue({ label, when, disabled, onChange }: Omit<Props, 'kind'> & { readonly label: string }): ReactNode {
  const { t } = useTranslation(['rules', 'statuses']);
  const word = useStatusWord();
  const overrides = useStatusOverrides();
  const codes = [...new Set([...Object.keys(knownStatuses), ...Object.keys(overrides), ...when.statuses])];
  const data = [
    { group: t('results.groups'), items: statusGroups.map((group) => ({ value: `${groupPrefix}${group}`, label: t('results.group', { group: t(`statuses:group.${group}`) }) })) },
    { group: t('results.each'), items: codes.map((code) => ({ value: code, label: word(code) })) },
  ];
  return (
    <MultiSelect
      aria-label={label}
      disabled={disabled}
      searchable
      data={data}
      value={[...when.groups.map((group) => `${groupPrefix}${group}`), ...when.statuses]}
      onChange={(values) =>
        onChange({ ...when, groups: statusGroups.filter((group) => values.includes(`${groupPrefix}${group}`)), statuses: values.filter((value) => !value.startsWith(groupPrefix)) })
      }
    />
  );
}

function HoursValue({ when, disabled, onChange }: Omit<Props, 'kind'>): ReactNode {
  const { t } = useTranslation('rules');
  const { hours } = when;
  if (hours === null) return null;
  const change = (changed: Partial<typeof hours>): void => onChange({ ...when, hours: { ...hours, ...changed } });
  return (
    <div className="condition-hours">
      <span className="condition-times">
        <TimeField label={t('fromTime')} minute={hours.from} disabled={disabled} onChange={(from) => change({ from })} />
        <TimeField label={t('toTime')} minute={hours.to} disabled={disabled} onChange={(to) => change({ to })} />
      </span>
      <DayChips label={t('days.label')} days={hours.days} disabled={disabled} onChange={(days) => change({ days })} />
    </div>
  );
}
