import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Push } from '#shared/model/push.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { formatClock, formatClockShort, formatSize } from '#renderer/ui/format.ts';
import { Marked } from '#renderer/ui/Marked.tsx';
import { findMarks, foldDigits } from '#renderer/ui/marks.ts';
import { describePush } from './describe.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

interface Props {
  readonly push: Push;
  /** The search, whose digits are marked in a number. */
  readonly q: string;
}

/** Stands by itself: inside of a text from right to left it would be on its other side. */
const dot = ' · ';

/** What a push's row says: when, what became of it, whom it is about, how large it was. */
export const PushRow = memo(function PushRow({ push, q }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const statusWord = useStatusWord();
  const { who, isNamed, what } = describePush(push, { t, statusWord });
  const digits = /^[\d\s+().-]{3,}$/.test(q.trim()) ? q.replaceAll(/\s/gu, '') : '';
  return (
    <div className="push-line">
      <time className="push-time">
        {formatClockShort(push.receivedAtMs)}
        <span className="push-seconds">{formatClock(push.receivedAtMs).slice(-3)}</span>
      </time>
      <span className="push-outcome">
        <OutcomeMark outcome={push.outcome} />
      </span>
      <span className="push-words">
        <bdi className={isNamed ? 'push-who' : 'push-who push-who-none'}>
          <Marked text={who} marks={isNamed ? findMarks(who, digits, foldDigits) : []} />
        </bdi>
        {what === '' ? null : (
          <span className="push-what">
            {dot}
            <bdi>{what}</bdi>
          </span>
        )}
      </span>
      <span className="push-size">{push.wholeBytes === 0 ? t('row.empty') : formatSize(push.wholeBytes)}</span>
    </div>
  );
});
