import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/State.tsx';
import { hasFilters, type PushQuery } from './pushQuery.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly query: PushQuery;
  /** How far back was looked, where there is more to look through; else null. */
  readonly searchedToMs: number | null;
  readonly isLooking: boolean;
  readonly onLookFurther: () => void;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

/** No push fits: one sentence and a way on or back. */
export function LogEmpty({ query, searchedToMs, isLooking, onLookFurther, onShowAll, onClearSearch }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen('seconds');
  const isFiltered = hasFilters(query);
  const { q } = query;
  const showAll = isFiltered ? <Button onClick={onShowAll}>{t('empty.showAll')}</Button> : null;
  const clearSearch = q === '' ? null : <Button onClick={onClearSearch}>{t('empty.clearSearch')}</Button>;
  if (searchedToMs !== null) {
    return (
      <EmptyState
        text={t('empty.searched', { when: when(searchedToMs) })}
        action={
          <>
            <Button loading={isLooking} onClick={onLookFurther}>
              {t('footer.lookFurther')}
            </Button>
            {clearSearch ?? showAll}
          </>
        }
      />
    );
  }
  const text = q === '' ? t(isFiltered ? 'empty.filtered' : 'empty.all') : t(isFiltered ? 'empty.searchFiltered' : 'empty.search', { q });
  if (!isFiltered && q === '') return <EmptyState text={text} />;
  return (
    <EmptyState
      text={text}
      action={
        <>
          {showAll}
          {clearSearch}
        </>
      }
    />
  );
}
