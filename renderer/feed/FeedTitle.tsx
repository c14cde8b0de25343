import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOfAlert, type FeedQuery } from './feedState.ts';

interface Props {
  readonly query: FeedQuery;
  readonly today: number | null;
  /** How many calls are loaded, and whether there are more; null while loading. */
  readonly found: number | null;
  readonly more: boolean;
  readonly onShowAll: () => void;
}

/** What the list shows and how many. */
export function FeedTitle({ query, today, found, more, onShowAll }: Props): ReactNode {
  const { t } = useTranslation(['feed', 'statuses']);
  const view = query.view === 'all' ? t('title.all') : t(`statuses:group.${query.view}`);
  const ofAlert = isOfAlert(query);
  const searching = query.q !== '' && !ofAlert;
  let count: string | null = null;
  if (ofAlert && found !== null) count = t(more ? 'foundMore' : 'found', { count: found });
  else if (searching && found !== null) count = t(more ? 'foundMore' : 'found', { count: found });
  else if (!searching && !ofAlert && today !== null) count = t('today', { count: today });
  return (
    <div className="feed-title">
      <h1>{ofAlert ? t('title.alert') : searching ? t('title.search', { view, q: query.q }) : view}</h1>
      <span className="feed-count" aria-live={searching ? 'polite' : 'off'}>
        {count}
      </span>
      {ofAlert ? (
        <Button className="feed-all" onClick={onShowAll}>
          {t('empty.showAll')}
        </Button>
      ) : null}
    </div>
  );
}
