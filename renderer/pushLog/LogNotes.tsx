import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushSummary } from '#shared/model/push.ts';
import { useWhen } from './when.ts';

interface Props {
  readonly summary: PushSummary;
}

/** What the log does not hold, in words: pushes that were dropped, requests that were only counted. */
export function LogNotes({ summary: { dropped, rateLimited } }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen();
  const { authenticated, unauthenticated, sinceMs } = dropped;
  const since = sinceMs === null ? '' : t('dropped.since', { time: when(sinceMs) });
  const notes = [
    ...(authenticated === 0 ? [] : [since + t('dropped.authenticated', { count: authenticated })]),
    ...(unauthenticated === 0 ? [] : [since + t('dropped.unauthenticated', { count: unauthenticated })]),
    ...(rateLimited === 0 ? [] : [t('rateLimited', { count: rateLimited })]),
  ];
  return notes.map((note) => (
    <p key={note} className="pushes-note">
      {note}
    </p>
  ));
}
