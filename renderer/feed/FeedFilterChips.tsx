import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Call } from '#shared/model/call.ts';
import { useSettings, useStatusWord } from '#renderer/app/settings.ts';
import { useReviews } from '#renderer/review/index.ts';
import { FilterChip, FormChip } from '#renderer/ui/FilterChip.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IntentMark } from '#renderer/ui/IntentMark.tsx';
import type { FeedFilters } from './feedFilters.ts';
import { Choices, ManyChoices, StatusChoices, WordChoices } from './FilterChoices.tsx';
import { DatesForm, NumberForm } from './FilterForms.tsx';
import { filterKinds, filterText, withoutFilter, type FilterKind } from './filterWords.ts';

interface Props {
  readonly filters: FeedFilters;
  /** The loaded calls, which tell what there is to choose. */
  readonly rows: readonly Call[];
  readonly onFilters: (filters: FeedFilters) => void;
}

/** What was asked for last in the menu of all. */
interface Asked {
  readonly kind: FilterKind;
  /** Each time is another one. */
  readonly count: number;
  readonly isOpen: boolean;
}

/** Offered as chips of their own; the others once they are asked for. */
const always: ReadonlySet<FilterKind> = new Set<FilterKind>(['status', 'intent', 'task']);
const followUps = ['due', 'any'] as const;

/** The chips that narrow the list: one for each filter that is set, and the way to the others. */
export function FeedFilterChips({ filters, rows, onFilters }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const word = useStatusWord();
  const reviews = useReviews();
  const [asked, setAsked] = useState<Asked | null>(null);
  const more = useRef<HTMLButtonElement>(null);
  const textOf = (kind: FilterKind): string | null => filterText(t, filters, kind, word);
  const shown = filterKinds.filter((kind) => always.has(kind) || (asked?.isOpen === true && kind === asked.kind) || textOf(kind) !== null);
  const unset = filterKinds.filter((kind) => textOf(kind) === null);

  function ask(kind: FilterKind): void {
    if (kind === 'ownTag' || kind === 'outcome') void reviews.count();
    setAsked({ kind, count: (asked?.count ?? 0) + 1, isOpen: true });
  }

  /** What was chosen comes back by way of the address, a moment after the menu was closed. */
  function closed(kind: FilterKind): void {
    setTimeout(() => setAsked((last) => (last?.kind === kind ? { ...last, isOpen: false } : last)));
  }

  // A chip that was asked for and left as it is goes, and the focus to where it was asked for.
  useEffect(() => {
    if (asked?.isOpen === false && document.activeElement === document.body) more.current?.focus({ preventScroll: true });
  }, [asked]);

  return (
    <div className="feed-filters" role="group" aria-label={t('filter.label')}>
      {shown.map((kind) => {
        const label = t(`filter.${kind}`);
        const chip = {
          label,
          value: textOf(kind),
          clearLabel: t('filter.clear', { filter: label }),
          startsOpen: asked?.isOpen === true && kind === asked.kind,
          onClear: () => onFilters(withoutFilter(filters, kind)),
          onClosed: () => closed(kind),
        };
        // Asked for, it is another one, which begins open.
        const key = kind === asked?.kind ? `${kind}-${String(asked.count)}` : kind;
        if (kind === 'dates') {
          return (
            <FormChip key={key} {...chip}>
              {(close) => (
                <DatesForm
                  from={filters.from}
                  to={filters.to}
                  onDates={(dates) => {
                    onFilters({ ...filters, ...dates });
                    close();
                  }}
                />
              )}
            </FormChip>
          );
        }
        if (kind === 'phone') {
          return (
            <FormChip key={key} {...chip}>
              {(close) => (
                <NumberForm
                  phone={filters.phone}
                  onPhone={(phone) => {
                    onFilters({ ...filters, phone });
                    close();
                  }}
                />
              )}
            </FormChip>
          );
        }
        return (
          <FilterChip key={key} {...chip}>
            <Offered kind={kind} filters={filters} rows={rows} onFilters={onFilters} />
          </FilterChip>
        );
      })}
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton ref={more} className="chip chip-more" aria-label={t('filter.add')} title={t('filter.add')}>
            <Icon of={IconPlus} size={13} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={420} className="chip-menu">
          {unset.map((kind) => (
            <Menu.Item key={kind} onClick={() => ask(kind)}>
              {t(`filter.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const plain = (value: string): string => value;

interface OfferedProps extends Props {
  readonly kind: Exclude<FilterKind, 'dates' | 'phone'>;
}

/** What a filter's menu offers. */
function Offered({ kind, filters, rows, onFilters }: OfferedProps): ReactNode {
  const { t } = useTranslation('feed');
  const counts = useStore(useReviews().store, (state) => state.counts);
  const outcomes = useSettings()?.settings.desk.outcomes ?? [];
  switch (kind) {
    case 'status':
      return <StatusChoices chosen={filters.status} rows={rows} onChoose={(status) => onFilters({ ...filters, status })} />;
    case 'outcome':
      return (
        <ManyChoices chosen={filters.outcome} values={[...new Set([...outcomes, ...Object.keys(counts?.outcomes ?? {}), ...filters.outcome])]} onChoose={(outcome) => onFilters({ ...filters, outcome })}>
          {(outcome) => outcome}
        </ManyChoices>
      );
    case 'intent':
      return (
        <Choices chosen={filters.intent} found={() => rows.map((call) => call.intent)} onChoose={(intent) => onFilters({ ...filters, intent })}>
          {(name) => <IntentMark name={name} />}
        </Choices>
      );
    case 'task':
      return <Choices chosen={filters.task} found={() => rows.map((call) => call.taskId)} onChoose={(task) => onFilters({ ...filters, task })}>{plain}</Choices>;
    case 'script':
      return <Choices chosen={filters.script} found={() => rows.map((call) => call.scriptId)} onChoose={(script) => onFilters({ ...filters, script })}>{plain}</Choices>;
    case 'line':
      return <Choices chosen={filters.line} found={() => rows.map((call) => call.lineId)} onChoose={(line) => onFilters({ ...filters, line })}>{plain}</Choices>;
    case 'tag':
      return <Choices chosen={filters.tag} found={() => rows.flatMap(({ callTags, customerTags }) => [...callTags, ...customerTags].map(({ id, name }) => name ?? id))} onChoose={(tag) => onFilters({ ...filters, tag })}>{plain}</Choices>;
    case 'ownTag':
      return <Choices chosen={filters.ownTag} found={() => [...Object.keys(counts?.tags ?? {}), ...rows.flatMap(({ review }) => review.tags)]} onChoose={(ownTag) => onFilters({ ...filters, ownTag })}>{plain}</Choices>;
    case 'followUp':
      return <WordChoices chosen={filters.followUp} choices={followUps.map((value) => ({ value, text: t(`filter.followUpIs.${value}`) }))} onChoose={(followUp) => onFilters({ ...filters, followUp })} />;
    case 'read':
    case 'starred':
    case 'noted':
      return <WordChoices chosen={filters[kind]} choices={[true, false].map((value) => ({ value, text: t(`filter.${kind}Is.${value ? 'yes' : 'no'}`) }))} onChoose={(value) => onFilters({ ...filters, [kind]: value })} />;
  }
}
