import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushLogState } from './pushLogState.ts';
import { hasFilters } from './pushQuery.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly state: PushLogState;
  readonly onLookFurther: () => void;
}

/** What stands under the last loaded push. */
export function LogFooter({ state, onLookFurther }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen('seconds');
  const { more, nextCursor, searchedToMs, query } = state;
  return (
    <div role="presentation" className="rows-footer">
      {more === 'failed' ? (
        <>
          {t('footer.failed')}
          <Button onClick={onLookFurther}>{t('footer.retry')}</Button>
        </>
      ) : nextCursor !== null && searchedToMs !== null ? (
        <>
          {t('footer.lookedBack', { when: when(searchedToMs) })}
          <Button loading={more === 'loading'} onClick={onLookFurther}>
            {t('footer.lookFurther')}
          </Button>
        </>
      ) : nextCursor === null ? (
        t(query.q === '' && !hasFilters(query) ? 'footer.end' : 'footer.endOfSearch')
      ) : (
        t('footer.loading')
      )}
    </div>
  );
}
