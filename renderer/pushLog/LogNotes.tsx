import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushSummary, TurnedAway } from '#shared/model/push.ts';
import { useWhen } from '#renderer/ui/useWhen.ts';

interface Props {
  readonly summary: PushSummary;
}

/** Those that may have cost a push of the platform's a way round stand first. */
const counted = ['cutOff', 'tooSlow', 'notEncrypted', 'elsewhere', 'notHttp', 'headTooLarge'] as const satisfies readonly (keyof TurnedAway)[];

/** What the log does not hold, in words: pushes that were dropped, requests that were only counted. */
export function LogNotes({ summary: { dropped, turnedAway } }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const when = useWhen('seconds');
  const { authenticated, unauthenticated, sinceMs } = dropped;
  const since = sinceMs === null ? '' : t('dropped.since', { time: when(sinceMs) });
  const others = counted.filter((why) => turnedAway[why] > 0).map((why) => t(`turnedAway.${why}`, { count: turnedAway[why] }));
  const notes = [
    ...(authenticated === 0 ? [] : [since + t('dropped.authenticated', { count: authenticated })]),
    ...(unauthenticated === 0 ? [] : [since + t('dropped.unauthenticated', { count: unauthenticated })]),
    ...(turnedAway.busy === 0 ? [] : [t('turnedAway.busy', { count: turnedAway.busy })]),
    ...(turnedAway.rateLimited === 0 ? [] : [t('turnedAway.rateLimited', { count: turnedAway.rateLimited })]),
    ...(others.length === 0 ? [] : [t('turnedAway.others', { list: others.join(', ') })]),
  ];
  return notes.map((note) => (
    <p key={note} className="pushes-note">
      {note}
    </p>
  ));
}
