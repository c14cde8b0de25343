import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency, useStatusWord } from '#renderer/app/settings.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { formatClock, formatDay, formatDuration, formatMoney, isZeroAmount } from '#renderer/ui/format.ts';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { readIntent } from '#renderer/ui/intent.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { CallBack } from '#renderer/rescue/index.ts';
import { FollowUpButton, OwnMarks, StarButton } from '#renderer/review/index.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import type { Call } from '#shared/model/call.ts';
import type { ReviewDetail } from '#shared/model/review.ts';
import { knownStatuses } from '#shared/model/statuses.ts';
import { CallMenu } from './CallMenu.tsx';
import { tagText, tryNumber, whoHungUp } from './facts.ts';
import './head.css';

interface Props {
  readonly call: Call;
  /** Null while it is not here yet. */
  readonly review: ReviewDetail | null;
  /** Saves the call as one page; null while it is not here yet. */
  readonly onSave: (() => void) | null;
  readonly onClose: () => void;
}

/** Whom the call reached and how it went, on three lines. */
export function CallHeader({ call, review, onSave, onClose }: Props): ReactNode {
  const { t } = useTranslation('call');
  return (
    <header className="call-header">
      <div className="call-title">
        <h2 className="call-number">
          <bdi>{call.phone === null ? t('noPhone') : formatPhone(call.phone)}</bdi>
        </h2>
        {call.phone === null ? null : <CopyIconButton value={call.phone} label={t('copyNumber')} copiedLabel={t('copied')} />}
        {call.phone === null ? null : <CallBack key={call.callId} phone={call.phone} hasKey listens look="icon" />}
        <CallStatus call={call} />
        <span className="call-deeds">
          {review === null ? null : (
            <>
              <StarButton callId={call.callId} isStarred={review.starred} />
              <FollowUpButton callId={call.callId} followUp={review.followUp} />
            </>
          )}
        </span>
        <CallMenu callId={call.callId} isRead={review?.read ?? null} onSave={onSave} />
        <Hint label={t('close')}>
          <ActionIcon className="call-close" aria-label={t('close')} onClick={onClose}>
            <Icon of={IconX} size={17} />
          </ActionIcon>
        </Hint>
      </div>
      <FactsLine call={call} />
      <div className="call-marks">
        <Tags call={call} isHere={review !== null} />
        <Ids call={call} />
      </div>
    </header>
  );
}

function CallStatus({ call }: { readonly call: Call }): ReactNode {
  const { t } = useTranslation('call');
  const wordOf = useStatusWord();
  const mark = <StatusMark group={call.statusGroup} code={call.status} word={wordOf(call.status)} look="pill" />;
  if (call.status === null || call.status === '') return <span className="call-status">{mark}</span>;
  const words = Object.hasOwn(knownStatuses, call.status) ? knownStatuses[call.status]?.vendorWords : undefined;
  const term = words === undefined ? t('platformTerm', { code: call.status }) : t('platformWords', { code: call.status, words });
  return (
    <Tooltip label={term} multiline maw={420}>
      <span className="call-status">{mark}</span>
    </Tooltip>
  );
}

function FactsLine({ call }: { readonly call: Call }): ReactNode {
  const { t } = useTranslation('call');
  const currency = useCurrency();
  const atMs = call.startedAtMs ?? call.receivedAtMs;
  const day = formatDay(atMs, useNow(60_000));
  const clock = formatClock(atMs);
  const when = day.kind === 'date' ? t('onDay', { day: day.text, time: clock }) : t(day.kind, { time: clock });
  const who = whoHungUp(call.hungUpBy);
  const tries = tryNumber(call);
  const facts = [
    call.customerName,
    call.startedAtMs === null ? t('arrived', { time: when }) : when,
    call.durationMs === null || call.durationMs === 0 ? null : t('talked', { time: formatDuration(call.durationMs) }),
    call.rounds === null || call.rounds === 0 ? null : t('rounds', { count: call.rounds }),
    tries === null || tries < 2 ? null : t('try', { count: tries, ordinal: true }),
    who === null ? null : t(`hungUp.${who}`, { who: call.hungUpBy ?? '' }),
    // Where nobody was reached, nothing paid is what is expected.
    call.cost === null || (isZeroAmount(call.cost) && !isReached(call)) ? null : formatMoney(call.cost, currency),
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <p className="call-facts-line call-dotted">
      {facts.map((fact) => (
        <span key={fact} className="call-fact">
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

function isReached({ statusGroup }: Call): boolean {
  return statusGroup === 'answered' || statusGroup === 'handover';
}

/** As many tags as fit on a line or two; the others follow on demand. */
const tagsShown = 6;

function Tags({ call, isHere }: { readonly call: Call; readonly isHere: boolean }): ReactNode {
  const { t } = useTranslation('call');
  const [all, setAll] = useState(false);
  const tags = [...call.callTags, ...call.customerTags].map(tagText).filter((text) => text !== '');
  const intent = call.intent === null || call.intent.trim() === '' ? null : readIntent(call.intent);
  const shown = all ? tags : tags.slice(0, tagsShown);
  if (intent === null && tags.length === 0 && !isHere) return null;
  return (
    <ul className="call-tags">
      {intent === null ? null : (
        <li className="call-tag call-intent" title={call.intent ?? undefined}>
          {intent.level === null ? null : <b>{intent.level}</b>} <bdi>{intent.rest}</bdi>
        </li>
      )}
      {shown.map((text, place) => (
        // Tags have no identity of their own and may repeat.
        <li key={`${String(place)} ${text}`} className="call-tag" title={text}>
          <bdi>{text}</bdi>
        </li>
      ))}
      {isHere ? <OwnMarks callId={call.callId} review={call.review} intent={call.intent} /> : null}
      {tags.length > tagsShown ? (
        <li>
          <button type="button" className="call-more" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewerTags') : t('moreTags', { count: tags.length - tagsShown })}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function Ids({ call }: { readonly call: Call }): ReactNode {
  const { t } = useTranslation('call');
  const ids = [
    call.taskId === null ? null : t('task', { id: call.taskId }),
    call.scriptId === null ? null : t('script', { id: call.scriptId }),
    call.lineId === null ? null : t('line', { id: call.lineId }),
  ].filter((id) => id !== null);
  return (
    <p className="call-ids call-dotted">
      {ids.map((id) => (
        <span key={id} className="call-fact">
          <bdi>{id}</bdi>
        </span>
      ))}
    </p>
  );
}
