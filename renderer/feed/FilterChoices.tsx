import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import { knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';
import { useStatusOverrides, useStatusWord } from '#renderer/app/settings.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';

interface StatusChoicesProps {
  readonly chosen: readonly string[];
  readonly rows: readonly Call[];
  readonly onChoose: (codes: readonly string[]) => void;
}

export function StatusChoices({ chosen, rows, onChoose }: StatusChoicesProps): ReactNode {
  const word = useStatusWord();
  const overrides = useStatusOverrides();
  const seen = rows.map(({ status }) => status ?? '').filter((code) => code !== '');
  const codes = [...new Set([...Object.keys(knownStatuses), ...Object.keys(overrides), ...chosen, ...seen])];
  return (
    <ManyChoices chosen={chosen} values={codes} onChoose={onChoose}>
      {(code) => <StatusMark group={meaningOfStatus(code, overrides).group} code={code} word={word(code)} />}
    </ManyChoices>
  );
}

interface ManyChoicesProps {
  readonly chosen: readonly string[];
  readonly values: readonly string[];
  readonly children: (value: string) => ReactNode;
  readonly onChoose: (values: readonly string[]) => void;
}

/** Any of some values; the menu stays open. */
export function ManyChoices({ chosen, values, children, onChoose }: ManyChoicesProps): ReactNode {
  return values.map((value) => (
    <Menu.CheckboxItem key={value} checked={chosen.includes(value)} onChange={(isChosen) => onChoose(values.filter((other) => (other === value ? isChosen : chosen.includes(other))))}>
      {children(value)}
    </Menu.CheckboxItem>
  ));
}

interface ChoicesProps {
  readonly chosen: string | null;
  /** Asked once the menu is open: there may be very many rows. */
  readonly found: () => readonly (string | null)[];
  readonly children: (value: string) => ReactNode;
  readonly onChoose: (value: string) => void;
}

/** More would be no menu any more. */
const mostChoices = 200;

/** One of the values that are found. */
export function Choices({ chosen, found, children, onChoose }: ChoicesProps): ReactNode {
  const { t } = useTranslation('feed');
  const named = [chosen, ...found()].flatMap((value) => (value === null || value === '' ? [] : [value]));
  const values = [...new Set(named)].toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  if (values.length === 0) return <Menu.Label>{t('filter.none')}</Menu.Label>;
  return values.slice(0, mostChoices).map((value) => (
    <Menu.RadioItem key={value} value={value} checked={value === chosen} closeMenuOnClick onChange={() => onChoose(value)}>
      {children(value)}
    </Menu.RadioItem>
  ));
}

interface WordChoicesProps<Value> {
  readonly chosen: Value | null;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few values that have words. */
export function WordChoices<Value>({ chosen, choices, onChoose }: WordChoicesProps<Value>): ReactNode {
  return choices.map(({ value, text }) => (
    <Menu.RadioItem key={text} value={text} checked={value === chosen} closeMenuOnClick onChange={() => onChoose(value)}>
      {text}
    </Menu.RadioItem>
  ));
}
