import { SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { diallers } from '#shared/model/dialling.ts';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useSetting } from './editing.ts';

/** How numbers are called back, and what the operator can note of calls. */
export function DeskSection(): ReactNode {
  return (
    <SectionFrame section="desk">
      <CallBackByField />
      <SipDomainField />
      <OutcomesField />
    </SectionFrame>
  );
}

function CallBackByField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('desk.callBackBy');
  return (
    <FieldRow name="desk.callBackBy" problem={problem} decidedBy={decidedBy}>
      {({ error: _error, ...control }) => (
        <SegmentedControl {...control} value={value} onChange={set} data={diallers.map((by) => ({ value: by, label: t(`fields.desk.callBackBy.${by}`) }))} />
      )}
    </FieldRow>
  );
}

function SipDomainField(): ReactNode {
  const { t } = useTranslation('settings');
  const by = useSetting('desk.callBackBy');
  const { value, set, problem, decidedBy } = useSetting('desk.sipDomain');
  return (
    <FieldRow name="desk.sipDomain" problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TextInput
          {...control}
          disabled={by.value !== 'sip' || decidedBy !== null}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          placeholder={t('fields.desk.sipDomain.placeholder')}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </FieldRow>
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
