import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOutcome, PushSummary } from '#shared/model/push.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { ChipClear, FilterChip } from '#renderer/ui/FilterChip.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import { outcomeOrder } from './outcomes.ts';
import type { PushQuery } from './pushQuery.ts';

interface Props {
  readonly sources: PushSummary['sources'];
  readonly query: PushQuery;
  readonly onQuery: (query: PushQuery) => void;
}

/** What a replayed push names as its source. */
const replaySource = 'replay';

/** The chips that narrow the log: by outcome, by sender, and by code where one was chosen elsewhere. */
export function Filters({ sources, query, onQuery }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const { outcomes, source, code } = query;
  const toggle = (outcome: PushOutcome): void => {
    onQuery({ ...query, outcomes: outcomes.includes(outcome) ? outcomes.filter((other) => other !== outcome) : outcomeOrder.filter((other) => other === outcome || outcomes.includes(other)) });
  };
  const [first] = outcomes;
  const outcomeText =
    first === undefined ? null : outcomes.length === 1 ? t(`outcome.${first}`) : t('filter.more', { first: t(`outcome.${first}`), count: outcomes.length - 1 });
  const sourceWord = (address: string): string => (address === replaySource ? t('filter.replay') : address);
  const known = source === null || sources.some((other) => other.source === source) ? sources : [{ source, pushes: null }, ...sources];

  return (
    <div className="push-filters" role="group" aria-label={t('filter.label')}>
      <FilterChip label={t('filter.outcome')} value={outcomeText} clearLabel={t('filter.clear', { filter: t('filter.outcome') })} onClear={() => onQuery({ ...query, outcomes: [] })}>
        {outcomeOrder.map((outcome) => (
          <Menu.CheckboxItem key={outcome} checked={outcomes.includes(outcome)} onChange={() => toggle(outcome)}>
            <OutcomeMark outcome={outcome} />
          </Menu.CheckboxItem>
        ))}
      </FilterChip>
      <FilterChip label={t('filter.source')} value={source === null ? null : sourceWord(source)} clearLabel={t('filter.clear', { filter: t('filter.source') })} onClear={() => onQuery({ ...query, source: null })}>
        <Menu.RadioItem value="" checked={source === null} closeMenuOnClick onChange={() => onQuery({ ...query, source: null })}>
          {t('filter.any')}
        </Menu.RadioItem>
        {known.map((sender) => (
          <Menu.RadioItem
            key={sender.source}
            value={sender.source}
            checked={sender.source === source}
            closeMenuOnClick
            rightSection={sender.pushes === null ? null : <span className="push-filter-count">{formatCount(sender.pushes)}</span>}
            onChange={() => onQuery({ ...query, source: sender.source })}
          >
            {sourceWord(sender.source)}
          </Menu.RadioItem>
        ))}
      </FilterChip>
      {code === null ? null : (
        <span className="chip chip-set">
          <span className="chip-text">{t('filter.code', { code })}</span>
          <ChipClear label={t('filter.clear', { filter: t('filter.code', { code }) })} onClear={() => onQuery({ ...query, code: null })} />
        </span>
      )}
    </div>
  );
}
