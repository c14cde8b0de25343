import { IconCalendarClock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen, formatWhenShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useNow } from '#renderer/ui/useNow.ts';

/** That a call is to be followed up, and since or until when. */
export function FollowUpMark({ dueAtMs }: { readonly dueAtMs: number }): ReactNode {
  const { t } = useTranslation('feed');
  const nowMs = useNowUntil(dueAtMs);
  const isDue = dueAtMs <= nowMs;
  const text = t(isDue ? 'followUp.dueSince' : 'followUp.dueAt', { when: formatWhen(dueAtMs, nowMs) });
  const short = formatWhenShort(dueAtMs, nowMs);
  return (
    <span className={isDue ? 'row-follow row-follow-due' : 'row-follow'} title={text}>
      <Icon of={IconCalendarClock} size={13} />
      <span className="sr-only">{text}</span>
      <span className="row-follow-when" aria-hidden>
        {isDue ? t('followUp.due', { when: short }) : short}
      </span>
    </span>
  );
}

const restMs = 30_000;

/** The time, read again now and then and at the moment `atMs`. */
function useNowUntil(atMs: number): number {
  const [everyMs, setEveryMs] = useState(restMs);
  const nowMs = useNow(everyMs);
  const waitMs = atMs - nowMs;
  const nextMs = waitMs <= 0 || waitMs > restMs ? restMs : Math.max(waitMs, 100);
  if (nextMs !== everyMs) setEveryMs(nextMs);
  return nowMs;
}
