import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushOutcome, PushSummary } from '#shared/model/push.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
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
      <Chip label={t('filter.outcome')} value={outcomeText} onClear={() => onQuery({ ...query, outcomes: [] })}>
        {outcomeOrder.map((outcome) => (
          <Menu.CheckboxItem key={outcome} checked={outcomes.includes(outcome)} onChange={() => toggle(outcome)}>
            <OutcomeMark outcome={outcome} />
          </Menu.CheckboxItem>
        ))}
      </Chip>
      <Chip label={t('filter.source')} value={source === null ? null : sourceWord(source)} onClear={() => onQuery({ ...query, source: null })}>
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
      </Chip>
      {code === null ? null : (
        <span className="push-chip push-chip-set">
          <span className="push-chip-text">{t('filter.code', { code })}</span>
          <ClearButton label={t('filter.clear', { filter: t('filter.code', { code }) })} onClear={() => onQuery({ ...query, code: null })} />
        </span>
      )}
    </div>
  );
}

interface ChipProps {
  readonly label: string;
  /** What is chosen, in words; null for nothing. */
  readonly value: string | null;
  readonly children: ReactNode;
  readonly onClear: () => void;
}

function Chip({ label, value, children, onClear }: ChipProps): ReactNode {
  const { t } = useTranslation('pushLog');
  return (
    <span className={value === null ? 'push-chip' : 'push-chip push-chip-set'}>
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton className="push-chip-button" aria-label={value === null ? label : `${label}: ${value}`}>
            {value === null ? <Icon of={IconPlus} size={13} /> : null}
            <span className="push-chip-text">{value ?? label}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={420} className="push-chip-menu">
          {children}
        </Menu.Dropdown>
      </Menu>
      {value === null ? null : <ClearButton label={t('filter.clear', { filter: label })} onClear={onClear} />}
    </span>
  );
}

function ClearButton({ label, onClear }: { readonly label: string; readonly onClear: () => void }): ReactNode {
  return (
    <UnstyledButton className="push-chip-clear" aria-label={label} title={label} onClick={onClear}>
      <Icon of={IconX} size={12} />
    </UnstyledButton>
  );
}
