import { Autocomplete, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceChoice, PushAddress } from '#renderer/connect/index.ts';
import { AnswerField } from './AnswerField.tsx';
import { FieldRow } from './FieldRow.tsx';
import { SectionFrame } from './SectionFrame.tsx';
import { useEditing, useSetting } from './editing.ts';
import { isLoopbackHost } from './hosts.ts';

/** Where pushes arrive and what they are answered with. */
export function ReceivingSection(): ReactNode {
  return (
    <SectionFrame section="receiving">
      <AddressField />
      <TunnelField />
      <AnswerField />
      <HostField />
      <PortField name="receiver.port" />
    </SectionFrame>
  );
}

function AddressField(): ReactNode {
  const { view } = useEditing();
  const { publicPushUrl, pushUrl } = view;
  const [place, setPlace] = useState<'here' | 'tunnel' | null>(null);
  const chosen = place ?? (publicPushUrl === null ? 'here' : 'tunnel');
  return (
    <FieldRow name="receiver.key" wide>
      {() => (
        <>
          {publicPushUrl === null ? null : <PlaceChoice place={chosen} onChange={setPlace} />}
          <PushAddress url={chosen === 'tunnel' && publicPushUrl !== null ? publicPushUrl : pushUrl} />
        </>
      )}
    </FieldRow>
  );
}

function TunnelField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('receiver.publicBaseUrl');
  return (
    <FieldRow name="receiver.publicBaseUrl" problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TextInput
          {...control}
          type="url"
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          placeholder={t('fields.receiver.publicBaseUrl.placeholder')}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}

const commonHosts = ['127.0.0.1', '0.0.0.0', '::1', '::'];

function HostField(): ReactNode {
  const { t } = useTranslation('settings');
  const { value, set, problem, decidedBy } = useSetting('receiver.host');
  const { value: tls } = useSetting('receiver.tls');
  const exposed = value.trim() !== '' && !isLoopbackHost(value);
  return (
    <FieldRow name="receiver.host" problem={problem} decidedBy={decidedBy} warning={exposed ? t(tls.isOn ? 'fields.receiver.host.exposedEncrypted' : 'fields.receiver.host.exposed') : null}>
      {(control) => (
        <Autocomplete {...control} className="setting-narrow" data={commonHosts} filter={({ options }) => options} spellCheck={false} value={value} onChange={set} />
      )}
    </FieldRow>
  );
}

/** The port of one of the two listeners. */
export function PortField({ name }: { readonly name: 'receiver.port' | 'ui.port' }): ReactNode {
  const { value, set, problem, decidedBy } = useSetting(name);
  return (
    <FieldRow name={name} problem={problem} decidedBy={decidedBy}>
      {(control) => (
        <TextInput {...control} className="setting-port" inputMode="numeric" autoComplete="off" value={value} onChange={(event) => set(event.currentTarget.value)} />
      )}
    </FieldRow>
  );
}
