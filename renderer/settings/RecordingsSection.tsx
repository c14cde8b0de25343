import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useSetting } from './editing.ts';

/** From where recordings may be fetched. */
export function RecordingsSection(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('recordings.allowedPrivateHosts');
  return (
    <SectionFrame section="recordings">
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
    </SectionFrame>
  );
}
