import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingState } from './missingState.ts';

interface Props {
  readonly more: MissingState['more'];
  readonly atEnd: boolean;
  readonly onRetry: () => void;
}

/** What stands under the last loaded row. */
export function MissingFooter({ more, atEnd, onRetry }: Props): ReactNode {
  const { t } = useTranslation('recordings');
  return (
    <div role="presentation" className="rows-footer">
      {more === 'failed' ? (
        <>
          {t('footer.failed')}
          <Button onClick={onRetry}>{t('footer.retry')}</Button>
        </>
      ) : (
        t(atEnd ? 'footer.end' : 'footer.loading')
      )}
    </div>
  );
}
