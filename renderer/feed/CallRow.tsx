import { IconStarFilled } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/model/call.ts';
import type { JsonValue } from '#shared/model/json.ts';
import { useCurrency, useStatusWord } from '#renderer/app/settings.ts';
import { absent, formatClock, formatClockShort, formatDuration, formatMoney, isZeroAmount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IntentMark } from '#renderer/ui/IntentMark.tsx';
import { Marked } from '#renderer/ui/Marked.tsx';
import { findMarks, foldDigits } from '#renderer/ui/marks.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { FollowUpMark } from './FollowUpMark.tsx';
import { isSpeaking } from './feedItems.ts';
import { isUnread } from './feedState.ts';

interface Props {
  readonly call: Call;
  /** The search, whose words are marked. */
  readonly q: string;
}

/** What a call's row says: one quiet line, and a second one where somebody spoke. */
export const CallRow = memo(function CallRow({ call, q }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const word = useStatusWord();
  const currency = useCurrency();
  const reached = call.statusGroup === 'answered' || call.statusGroup === 'handover';
  const unread = isUnread(call);
  // Where nobody was reached, nothing said and nothing paid is what is expected.
  const talked = call.durationMs === null || (call.durationMs === 0 && !reached) ? null : formatDuration(call.durationMs);
  const cost = call.cost === null || (isZeroAmount(call.cost) && !reached) ? null : formatMoney(call.cost, currency);
  return (
    <>
      <div className="row-line">
        {unread ? <span className="row-unread" role="img" aria-label={t('unread')} /> : null}
        <time className="row-time">
          {formatClockShort(call.receivedAtMs)}
          <span className="row-seconds">{formatClock(call.receivedAtMs).slice(-3)}</span>
        </time>
        <span className="row-status">
          <StatusMark group={call.statusGroup} code={call.status} word={word(call.status)} />
        </span>
        <span className={unread ? 'row-phone row-phone-unread' : reached || call.statusGroup === 'lost' ? 'row-phone row-phone-loud' : 'row-phone'}>
          <b>
            <Phone phone={call.phone} q={q} />
          </b>
        </span>
        <span className="row-intent">
          {call.intent === null ? (
            <span className="row-try">{call.callCount === null ? null : t('try', { count: call.callCount, ordinal: true })}</span>
          ) : (
            <IntentMark name={call.intent} />
          )}
        </span>
        {call.review.followUpDueAtMs === null ? null : <FollowUpMark dueAtMs={call.review.followUpDueAtMs} />}
        <span className="row-task">{call.taskId}</span>
        <span className={talked === null ? 'row-talk row-absent' : 'row-talk'}>{talked ?? absent}</span>
        <span className="row-cost">{cost ?? absent}</span>
        {call.review.starred ? <Icon of={IconStarFilled} className="icon row-star" /> : null}
        {call.review.starred ? <span className="sr-only">{t('starred')}</span> : null}
      </div>
      {isSpeaking(call) ? <SpokenLine call={call} q={q} isUnread={unread} /> : null}
    </>
  );
});

function Phone({ phone, q }: { readonly phone: string | null; readonly q: string }): ReactNode {
  const { t } = useTranslation('feed');
  if (phone === null || phone === '') return t('noPhone');
  const text = formatPhone(phone);
  // Only a run of digits means a part of the number; the digits of other words do not.
  const digits = /^[\d\s+().-]{2,}$/.test(q.trim()) ? q.replaceAll(/\s/gu, '') : '';
  return <Marked text={text} marks={findMarks(text, digits, foldDigits)} />;
}

function SpokenLine({ call, q, isUnread: isNew }: Props & { readonly isUnread: boolean }): ReactNode {
  return (
    <div className="row-spoken">
      {call.customerName === null ? null : (
        <span className="row-name" dir="auto">
          {call.customerName}
        </span>
      )}
      <span className={isNew ? 'row-words' : 'row-words row-words-read'} dir="auto">
        {call.customerWords === null ? null : <Marked text={call.customerWords} marks={findMarks(call.customerWords, q)} />}
      </span>
      {call.concerns.slice(0, 3).map((concern) => (
        <span key={textOf(concern)} className="row-concern" dir="auto">
          <Marked text={textOf(concern)} marks={findMarks(textOf(concern), q)} />
        </span>
      ))}
    </div>
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
