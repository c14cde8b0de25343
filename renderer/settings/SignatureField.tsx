import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SwitchedField } from './SwitchedField.tsx';

/** Whether pushes have to be signed, with what, and how old a signature may be. */
export function SignatureField(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SwitchedField name="receiver.signature">
      {({ value, set, hasProblem, member }) => (
        <>
          <TextInput
            {...member}
            autoComplete="off"
            label={t('fields.receiver.signature.apiKey')}
            className="mono"
            error={hasProblem && value.apiKey.trim() === ''}
            value={value.apiKey}
            onChange={(event) => set({ ...value, apiKey: event.currentTarget.value })}
          />
          <TextInput
            {...member}
            type="password"
            autoComplete="new-password"
            label={t('fields.receiver.signature.secret')}
            placeholder={value.isKept ? t('fields.receiver.signature.secretKept') : ''}
            className="mono"
            error={hasProblem && value.secret === '' && !value.isKept}
            value={value.secret}
            onChange={(event) => set({ ...value, secret: event.currentTarget.value })}
          />
          <TextInput
            {...member}
            autoComplete="off"
            inputMode="numeric"
            label={t('fields.receiver.signature.window')}
            className="setting-figure"
            rightSection={t('fields.receiver.signature.minutes')}
            rightSectionWidth={64}
            error={hasProblem && !isWindow(value.windowMinutes)}
            value={value.windowMinutes}
            onChange={(event) => set({ ...value, windowMinutes: event.currentTarget.value })}
          />
        </>
      )}
    </SwitchedField>
  );
}

function isWindow(minutes: string): boolean {
  return /^\d+$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= 1440;
}
