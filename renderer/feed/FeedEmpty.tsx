import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/State.tsx';
import { hasFilters } from './feedFilters.ts';
import { isOfAlert, type FeedQuery } from './feedState.ts';

interface Props {
  readonly query: FeedQuery;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
  readonly onClearFilters: () => void;
}

/** No call fits: one sentence and a way back. */
export function FeedEmpty({ query, onShowAll, onClearSearch, onClearFilters }: Props): ReactNode {
  const { t } = useTranslation(['feed', 'statuses']);
  const { view, q } = query;
  const showAll = <Button onClick={onShowAll}>{t(q === '' ? 'empty.showAll' : 'empty.searchAll')}</Button>;
  if (isOfAlert(query)) return <EmptyState text={t('empty.alert')} action={showAll} />;
  if (hasFilters(query.filters)) return <EmptyState text={t('empty.filtered')} action={<Button onClick={onClearFilters}>{t('filter.clearAll')}</Button>} />;
  if (view === 'all') {
    if (q === '') return <EmptyState text={t('empty.all')} />;
    return <EmptyState text={t('empty.search', { q })} action={<Button onClick={onClearSearch}>{t('empty.clearSearch')}</Button>} />;
  }
  const word = t(`statuses:group.${view}`);
  if (q === '') return <EmptyState text={t('empty.view', { view: word })} action={showAll} />;
  return (
    <EmptyState
      text={t('empty.searchInView', { view: word, q })}
      action={
        <>
          {showAll}
          <Button onClick={onClearSearch}>{t('empty.clearSearch')}</Button>
        </>
      }
    />
  );
}
