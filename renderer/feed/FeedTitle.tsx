import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasFilters, mineOf } from './feedFilters.ts';
import { isOfAlert, type FeedQuery } from './feedState.ts';

interface Props {
  readonly query: FeedQuery;
  /** Of a saved view; null where it is none. */
  readonly name: string | null;
  readonly today: number | null;
  /** How many calls are loaded, and whether there are more; null while loading. */
  readonly found: number | null;
  readonly more: boolean;
  readonly onShowAll: () => void;
  /** What narrows the list. */
  readonly children: ReactNode;
}

/** What the list shows and how many. */
export function FeedTitle({ query, name, today, found, more, onShowAll, children }: Props): ReactNode {
  const { t } = useTranslation(['feed', 'statuses']);
  const mine = mineOf(query.filters);
  const filed = query.view === 'all' ? t('title.all') : t(`statuses:group.${query.view}`);
  const view = mine === null ? filed : t(`mine.${mine}`);
  const ofAlert = isOfAlert(query);
  const searching = (query.q !== '' || hasFilters(query.filters)) && !ofAlert;
  let count: string | null = null;
  if (ofAlert && found !== null) count = t(more ? 'foundMore' : 'found', { count: found });
  else if (searching && found !== null) count = t(more ? 'foundMore' : 'found', { count: found });
  else if (!searching && !ofAlert && today !== null) count = t('today', { count: today });
  return (
    <div className="feed-title">
      <h1>{ofAlert ? t('title.alert') : (name ?? (query.q !== '' ? t('title.search', { view, q: query.q }) : view))}</h1>
      <span className="feed-count" aria-live={searching ? 'polite' : 'off'}>
        {count}
      </span>
      {ofAlert ? (
        <Button className="feed-all" onClick={onShowAll}>
          {t('empty.showAll')}
        </Button>
      ) : null}
      {children}
    </div>
  );
}
