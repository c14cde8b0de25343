import { SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BasicField } from './BasicField.tsx';
import { FieldRow } from './FieldRow.tsx';
import { KeyField } from './KeyField.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { SignatureField } from './SignatureField.tsx';
import { TlsField } from './TlsField.tsx';
import { useEditing, useSetting } from './editing.ts';

/** Whose pushes are taken. */
export function SendersSection(): ReactNode {
  return (
    <SectionFrame section="senders">
      <KeyField />
      <SignatureField />
      <BasicField />
      <AllowedAddressesField />
      <TrustedProxiesField />
      <TlsField />
    </SectionFrame>
  );
}

/** What ends an address in a list that is typed or pasted. */
const addressEnds = [',', ' ', ';'];

function AllowedAddressesField(): ReactNode {
  const { t, i18n } = useTranslation('settings');
  const { view } = useEditing();
  const { value, set, problem, decidedBy } = useSetting('receiver.allowedAddresses');
  const { value: proxies } = useSetting('receiver.trustedProxies');
  const { recentSources } = view;
  const missing = recentSources.filter((source) => !value.includes(source));
  const seesTunnelOnly = value.length > 0 && proxies.kind === 'none' && view.publicPushUrl !== null;
  return (
    <FieldRow
      name="receiver.allowedAddresses"
      problem={problem}
      decidedBy={decidedBy}
      warning={seesTunnelOnly ? t('fields.receiver.allowedAddresses.hidden') : null}
      note={
        recentSources.length === 0 ? undefined : (
          <>
            {t('fields.receiver.allowedAddresses.recent', { addresses: new Intl.ListFormat(i18n.language).format(recentSources) })}
            {missing.length === 0 || decidedBy !== null ? null : (
              <button type="button" className="note-action" onClick={() => set([...value, ...missing])}>
                {t('fields.receiver.allowedAddresses.allow')}
              </button>
            )}
          </>
        )
      }
    >
      {(control) => (
        <TagsInput
          {...control}
          splitChars={addressEnds}
          spellCheck={false}
          placeholder={value.length === 0 ? t('fields.receiver.allowedAddresses.placeholder') : ''}
          value={[...value]}
          onChange={set}
        />
      )}
    </FieldRow>
  );
}

const proxyKinds = ['none', 'number', 'addresses'] as const;

function TrustedProxiesField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('receiver.trustedProxies');
  return (
    <FieldRow name="receiver.trustedProxies" problem={problem} decidedBy={decidedBy}>
      {({ error, 'aria-describedby': describedBy, ...control }) => (
        <div className="setting-parts">
          <SegmentedControl
            {...control}
            value={value.kind}
            onChange={(kind) => set({ ...value, kind })}
            data={proxyKinds.map((kind) => ({ value: kind, label: t(`fields.receiver.trustedProxies.${kind}`) }))}
          />
          {value.kind === 'number' ? (
            <TextInput
              className="setting-figure"
              label={t('fields.receiver.trustedProxies.count')}
              aria-describedby={describedBy}
              error={error}
              disabled={control.disabled}
              inputMode="numeric"
              autoComplete="off"
              value={value.count}
              onChange={(event) => set({ ...value, count: event.currentTarget.value })}
            />
          ) : null}
          {value.kind === 'addresses' ? (
            <TagsInput
              label={t('fields.receiver.trustedProxies.list')}
              aria-describedby={describedBy}
              error={error}
              disabled={control.disabled}
              splitChars={addressEnds}
              spellCheck={false}
              placeholder={value.addresses.length === 0 ? t('fields.receiver.trustedProxies.placeholder') : ''}
              value={[...value.addresses]}
              onChange={(addresses) => set({ ...value, addresses })}
            />
          ) : null}
        </div>
      )}
    </FieldRow>
  );
}
