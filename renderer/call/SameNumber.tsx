import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useCallback, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient } from '#renderer/app/client.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { formatClockShort, formatDay, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IntentMark } from '#renderer/ui/IntentMark.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import { useOpened } from '#renderer/ui/useOpened.ts';
import type { Call } from '#shared/model/call.ts';
import { useFolded } from './useFolded.ts';
import { createSameNumber, type SameNumber as Followed } from './sameNumberStore.ts';
import './facts.css';

interface Props {
  readonly callId: string;
  readonly phone: string;
  readonly onOpenCall: (callId: string) => void;
}

/** The other calls of the call's number: closed a line that counts them, open a list to go on from. */
export function SameNumber({ callId, phone, onOpenCall }: Props): ReactNode {
  const client = useClient();
  const followed = useOpened(useCallback(() => createSameNumber({ ...client, callId, phone }), [client, callId, phone]));
  return followed === null ? null : <Others followed={followed} onOpenCall={onOpenCall} />;
}

function Others({ followed, onOpenCall }: { readonly followed: Followed; readonly onOpenCall: Props['onOpenCall'] }): ReactNode {
  const { t } = useTranslation('call');
  const { calls, hasMore } = useStore(followed.store);
  const { isOpen: open, setOpen, lineRef, bodyRef } = useFolded(keys.others, { first: 'button' });
  const body = useId();
  if (calls === null || calls.length === 0) return null;
  const [latest] = calls;
  return (
    <section className="facts" data-open={open}>
      <button ref={lineRef} type="button" className="facts-line" aria-keyshortcuts={ariaShortcut(keys.others)} aria-expanded={open} aria-controls={body} onClick={() => setOpen(!open)}>
        <Icon of={IconChevronRight} className="icon facts-chevron" />
        <span className="facts-title">{t('sameNumber')}</span>
        <span className="facts-telling">{open || latest === undefined ? null : <When call={latest} />}</span>
        <span className="facts-count">{hasMore ? t('sameNumberMore', { count: calls.length }) : calls.length}</span>
      </button>
      {open ? (
        <div ref={bodyRef} id={body} className="facts-body" tabIndex={0} role="group" aria-label={t('sameNumber')}>
          {calls.map((call) => (
            <UnstyledButton key={call.callId} className="same-call" onClick={() => onOpenCall(call.callId)}>
              <When call={call} />
              <span className="same-intent">{call.intent === null ? null : <IntentMark name={call.intent} />}</span>
              <span className="same-words" dir="auto">
                {call.customerWords}
              </span>
              <span>{call.durationMs === null || call.durationMs === 0 ? null : formatDuration(call.durationMs)}</span>
            </UnstyledButton>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function When({ call }: { readonly call: Call }): ReactNode {
  const { t } = useTranslation('call');
  const wordOf = useStatusWord();
  const atMs = call.startedAtMs ?? call.receivedAtMs;
  const day = formatDay(atMs, useNow(60_000));
  const time = formatClockShort(atMs);
  return (
    <span className="same-when">
      <span className="same-time">{day.kind === 'date' ? t('onDay', { day: day.text, time }) : t(day.kind, { time })}</span>
      <StatusMark group={call.statusGroup} code={call.status} word={wordOf(call.status)} />
    </span>
  );
}
