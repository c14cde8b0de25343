import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SwitchedField } from './SwitchedField.tsx';

/** Whether pushes have to bring a user name and a password. */
export function BasicField(): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <SwitchedField name="receiver.basic">
      {({ value, set, hasProblem, member }) => (
        <>
          <TextInput
            {...member}
            autoComplete="off"
            label={t('fields.receiver.basic.user')}
            error={hasProblem && (value.user === '' || value.user.includes(':'))}
            value={value.user}
            onChange={(event) => set({ ...value, user: event.currentTarget.value })}
          />
          <TextInput
            {...member}
            type="password"
            autoComplete="new-password"
            label={t('fields.receiver.basic.password')}
            placeholder={value.isKept ? t('fields.receiver.basic.passwordKept') : ''}
            error={hasProblem && value.password === '' && !value.isKept}
            value={value.password}
            onChange={(event) => set({ ...value, password: event.currentTarget.value })}
          />
        </>
      )}
    </SwitchedField>
  );
}
