import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { UsageLine } from '#renderer/recordings/index.ts';
import { CountField } from './CountField.tsx';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useSetting } from './editing.ts';

/** From where recordings may be fetched, and what is kept of them. */
export function RecordingsSection(): ReactNode {
  return (
    <SectionFrame section="recordings">
      <HostsField />
      <CountField name="recordings.maxFileMiB" />
      <CountField name="recordings.budgetGiB" />
      <CountField name="recordings.keepDays" />
      <UsageLine />
    </SectionFrame>
  );
}

function HostsField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('recordings.allowedPrivateHosts');
  return (
    <FieldRow name="recordings.allowedPrivateHosts" problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TagsInput
          {...control}
          splitChars={[',', ' ', ';']}
          spellCheck={false}
          placeholder={value.length === 0 ? t('fields.recordings.allowedPrivateHosts.placeholder') : ''}
          value={[...value]}
          onChange={set}
        />
      )}
    </FieldRow>
  );
}
