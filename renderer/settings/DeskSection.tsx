import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useSetting } from './editing.ts';

/** What the operator can note of calls. */
export function DeskSection(): ReactNode {
  return (
    <SectionFrame section="desk">
      <OutcomesField />
    </SectionFrame>
  );
}

function OutcomesField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('desk.outcomes');
  return (
    <FieldRow name="desk.outcomes" problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TagsInput {...control} splitChars={[',', ';']} placeholder={value.length === 0 ? t('fields.desk.outcomes.placeholder') : ''} value={[...value]} onChange={set} />
      )}
    </FieldRow>
  );
}
