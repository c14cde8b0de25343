import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { FieldRow } from './FieldRow.tsx';
import { useSetting } from './editing.ts';
import type { SettingsForm } from './settingsForm.ts';

/** Settings that are off, or on with members of their own. */
type SwitchedName = 'receiver.signature' | 'receiver.basic' | 'receiver.tls';

/** What the inputs of the members are given. */
export interface MemberProps {
  readonly 'aria-describedby': string;
  readonly disabled: boolean;
  readonly spellCheck: false;
}

interface Props<N extends SwitchedName> {
  readonly name: N;
  readonly children: (field: { readonly value: SettingsForm[N]; readonly set: (value: SettingsForm[N]) => void; readonly hasProblem: boolean; readonly member: MemberProps }) => ReactNode;
}

/** A setting's row with its switch and, while it is on, what it needs to know. */
export function SwitchedField<N extends SwitchedName>({ name, children }: Props<N>): ReactNode {
  const { value, set, problem, decidedBy } = useSetting(name);
  return (
    <FieldRow name={name} problem={problem} decidedBy={decidedBy}>
      {({ error, ...control }) => (
        <div className="setting-parts">
          <Switch {...control} checked={value.isOn} onChange={(event) => set({ ...value, isOn: event.currentTarget.checked })} />
          {value.isOn
            ? children({ value, set, hasProblem: error, member: { 'aria-describedby': control['aria-describedby'], disabled: control.disabled, spellCheck: false } })
            : null}
        </div>
      )}
    </FieldRow>
  );
}
