import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SwitchedField } from './SwitchedField.tsx';

/** Whether the receiver speaks TLS itself, and with which files. */
export function TlsField(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SwitchedField name="receiver.tls">
      {({ value, set, hasProblem, member }) => (
        <>
          <TextInput
            {...member}
            autoComplete="off"
            label={t('fields.receiver.tls.certFile')}
            className="mono"
            error={hasProblem}
            value={value.certFile}
            onChange={(event) => set({ ...value, certFile: event.currentTarget.value })}
          />
          <TextInput
            {...member}
            autoComplete="off"
            label={t('fields.receiver.tls.keyFile')}
            className="mono"
            error={hasProblem}
            value={value.keyFile}
            onChange={(event) => set({ ...value, keyFile: event.currentTarget.value })}
          />
        </>
      )}
    </SwitchedField>
  );
}
