import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedState } from './feedState.ts';

interface Props {
  readonly more: FeedState['more'];
  readonly atEnd: boolean;
  readonly q: string;
  readonly onRetry: () => void;
}

/** What stands under the last loaded row. */
export function FeedFooter({ more, atEnd, q, onRetry }: Props): ReactNode {
  const { t } = useTranslation('feed');
  if (more === 'failed') {
    return (
      <div role="presentation" className="rows-footer">
        {t('failed.more')}
        <Button onClick={onRetry}>{t('failed.retry')}</Button>
      </div>
    );
  }
  const end = q === '' ? t('end') : t('endOfSearch', { q });
  return (
    <div role="presentation" className="rows-footer">
      {atEnd ? end : t('loading')}
    </div>
  );
}
