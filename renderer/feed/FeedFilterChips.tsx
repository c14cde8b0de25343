import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import { knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';
import { useStatusOverrides, useStatusWord } from '#renderer/app/settings.ts';
import { FilterChip } from '#renderer/ui/FilterChip.tsx';
import { IntentMark } from '#renderer/ui/IntentMark.tsx';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import type { FeedFilters } from './feedState.ts';

interface Props {
  readonly filters: FeedFilters;
  /** The loaded calls, which tell what there is to choose. */
  readonly rows: readonly Call[];
  readonly onFilters: (filters: FeedFilters) => void;
}

/** The chips that narrow the list: by status, by intent and by task. */
export function FeedFilterChips({ filters, rows, onFilters }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const word = useStatusWord();
  const { status, intent, task } = filters;
  const [first] = status;
  const statusText = first === undefined ? null : status.length === 1 ? word(first) : t('filter.more', { first: word(first), count: status.length - 1 });
  return (
    <div className="feed-filters" role="group" aria-label={t('filter.label')}>
      <FilterChip label={t('filter.status')} value={statusText} clearLabel={t('filter.clear', { filter: t('filter.status') })} onClear={() => onFilters({ ...filters, status: [] })}>
        <StatusChoices chosen={status} rows={rows} onChoose={(codes) => onFilters({ ...filters, status: codes })} />
      </FilterChip>
      <FilterChip label={t('filter.intent')} value={intent} clearLabel={t('filter.clear', { filter: t('filter.intent') })} onClear={() => onFilters({ ...filters, intent: null })}>
        <Choices chosen={intent} found={() => rows.map((call) => call.intent)} onChoose={(name) => onFilters({ ...filters, intent: name })}>
          {(name) => <IntentMark name={name} />}
        </Choices>
      </FilterChip>
      <FilterChip label={t('filter.task')} value={task === null ? null : t('filter.taskIs', { id: task })} clearLabel={t('filter.clear', { filter: t('filter.task') })} onClear={() => onFilters({ ...filters, task: null })}>
        <Choices chosen={task} found={() => rows.map((call) => call.taskId)} onChoose={(id) => onFilters({ ...filters, task: id })}>
          {(id) => id}
        </Choices>
      </FilterChip>
    </div>
  );
}

interface StatusChoicesProps {
  readonly chosen: readonly string[];
  readonly rows: readonly Call[];
  readonly onChoose: (codes: readonly string[]) => void;
}

function StatusChoices({ chosen, rows, onChoose }: StatusChoicesProps): ReactNode {
  const word = useStatusWord();
  const overrides = useStatusOverrides();
  const seen = rows.map(({ status }) => status ?? '').filter((code) => code !== '');
  const codes = [...new Set([...Object.keys(knownStatuses), ...Object.keys(overrides), ...chosen, ...seen])];
  return codes.map((code) => (
    <Menu.CheckboxItem key={code} checked={chosen.includes(code)} onChange={(isChosen) => onChoose(codes.filter((other) => (other === code ? isChosen : chosen.includes(other))))}>
      <StatusMark group={meaningOfStatus(code, overrides).group} code={code} word={word(code)} />
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

function Choices({ chosen, found, children, onChoose }: ChoicesProps): ReactNode {
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
