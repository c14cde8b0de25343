import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldRow } from './FieldRow.tsx';
import { useSetting } from './editing.ts';

interface Props {
  readonly name: 'recordings.maxFileMiB' | 'recordings.budgetGiB' | 'recordings.keepDays' | 'backups.everyHours' | 'backups.keep';
  /** What follows from the value, by what is typed. */
  readonly warningOf?: (value: string) => string | null;
}

/** A number of something, with its unit behind it. */
export function CountField({ name, warningOf }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting(name);
  return (
    <FieldRow name={name} problem={problem} decidedBy={decidedBy} warning={warningOf?.(value) ?? null}>
      {(control) => (
        <TextInput
          {...control}
          className="setting-counted"
          inputMode="numeric"
          autoComplete="off"
          rightSection={t(`fields.${name}.unit`)}
          rightSectionWidth={64}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}
