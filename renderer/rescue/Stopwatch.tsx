import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import type { Rescue } from '#shared/model/rescue.ts';

interface Props {
  readonly rescue: Rescue;
  /** How far the receiver's clock is ahead of this page's, ms. */
  readonly aheadMs: number;
}

/** How long the customer has waited, by the receiver's clock. */
export function Stopwatch({ rescue: { sinceMs, isSinceEnd }, aheadMs }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const waited = formatDuration(useNow(1000) + aheadMs - sinceMs);
  return (
    <span className="rescue-watch" role="timer">
      <span className="rescue-watch-time">{waited}</span>
      <span className="rescue-watch-since">{t(isSinceEnd ? 'since' : 'sinceArrival')}</span>
    </span>
  );
}
