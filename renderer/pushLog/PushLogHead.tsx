import { UnstyledButton } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushSummary } from '#shared/model/push.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ScreenTitle } from '#renderer/ui/ScreenTitle.tsx';
import { Filters } from './Filters.tsx';
import { LogNotes } from './LogNotes.tsx';
import { PushCounts } from './PushCounts.tsx';
import type { PushLogState } from './pushLogState.ts';
import { hasFilters, showsOnlyRefused, type PushQuery } from './pushQuery.ts';

interface Props {
  readonly summary: PushSummary | null;
  readonly state: PushLogState;
  readonly query: PushQuery;
  readonly onQuery: (query: PushQuery) => void;
}

/** What is shown, how to show less, and how the day went. */
export function PushLogHead({ summary, state, query, onQuery }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const counts = summary?.counts ?? {};
  const today = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const refused = (counts.refused ?? 0) + (counts.partial ?? 0);
  const isSearch = query.q !== '' || hasFilters(query);
  const onlyRefused = showsOnlyRefused(query);
  const toggleRefused = (): void => onQuery({ ...query, outcomes: onlyRefused ? [] : ['refused'] });
  let count: string | null = summary === null ? null : t('today', { count: today });
  if (isSearch) count = state.phase === 'ready' ? t(state.nextCursor === null ? 'found' : 'foundMore', { count: state.rows.length }) : null;
  return (
    <div className="pushes-head">
      <ScreenTitle title={t('title')}>
        <span className="pushes-today" aria-live={isSearch ? 'polite' : 'off'}>
          {count}
        </span>
        <Filters sources={summary?.sources ?? []} query={query} onQuery={onQuery} />
        {refused === 0 && !onlyRefused ? null : (
          <UnstyledButton
            className="pushes-refused"
            aria-pressed={onlyRefused}
            title={t(onlyRefused ? 'filter.all' : 'filter.onlyRefused')}
            onClick={toggleRefused}
          >
            <Icon of={IconBan} />
            {t('filter.refused', { count: refused })}
          </UnstyledButton>
        )}
      </ScreenTitle>
      <PushCounts summary={summary} />
      {summary === null ? null : <LogNotes summary={summary} />}
    </div>
  );
}
