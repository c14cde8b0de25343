import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupList } from './BackupList.tsx';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useSetting } from './editing.ts';

/** When backups are made, and how many are kept. */
export function BackupsSection(): ReactNode {
  return (
    <SectionFrame section="backups">
      <EveryField />
      <KeepField />
      <BackupList />
    </SectionFrame>
  );
}

function EveryField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('backups.everyHours');
  return (
    <FieldRow name="backups.everyHours" problem={problem} decidedBy={decidedBy} warning={value.trim() === '0' ? t('fields.backups.everyHours.off') : null}>
      {(control) => (
        <TextInput
          {...control}
          className="setting-counted"
          inputMode="numeric"
          autoComplete="off"
          rightSection={t('fields.backups.everyHours.unit')}
          rightSectionWidth={64}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}

function KeepField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('backups.keep');
  return (
    <FieldRow name="backups.keep" problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TextInput
          {...control}
          className="setting-counted"
          inputMode="numeric"
          autoComplete="off"
          rightSection={t('fields.backups.keep.unit')}
          rightSectionWidth={64}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}
