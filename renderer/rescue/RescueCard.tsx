import { ActionIcon, Button, Paper, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconChevronLeft, IconChevronRight, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatusWord } from '#renderer/app/settings.ts';
import { formatClockShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { readIntent } from '#renderer/ui/intent.ts';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import type { Rescue } from '#shared/model/rescue.ts';
import { CallBack } from './CallBack.tsx';
import { OutcomeMenu } from './OutcomeMenu.tsx';
import { Stopwatch } from './Stopwatch.tsx';

interface Props {
  readonly rescue: Rescue;
  readonly aheadMs: number;
  /** Which card this is, from 0, and of how many. */
  readonly at: number;
  readonly count: number;
  /** Whether its call is the one that is open, and whether none is. */
  readonly isOpen: boolean;
  readonly isAlone: boolean;
  readonly onOpen: (callId: string) => void;
  readonly onHandled: (outcome: string | null) => void;
  readonly onStep: (step: 1 | -1) => void;
}

/** A customer to call back: who, what was said last, for how long, and what to do. */
export function RescueCard({ rescue, aheadMs, at, count, isOpen, isAlone, onOpen, onHandled, onStep }: Props): ReactNode {
  const { t } = useTranslation('rescue');
  const wordOf = useStatusWord();
  const { call, answered } = rescue;
  const clipboard = useClipboard({ timeout: 2000 });
  // With another call open, the keys would be about a number that is not the one in sight there.
  const hasKeys = isOpen || isAlone;
  const copy = (): void => clipboard.copy(call.phone ?? '');
  useRowKey(keys.copyNumber, hasKeys && call.phone !== null ? copy : null);
  const about = [call.customerName, call.intent === null ? null : readIntent(call.intent).rest].filter((text) => text !== null && text !== '');
  return (
    <Paper component="article" className={`rescue-card${answered === null ? '' : ' rescue-reached'}${isOpen ? ' rescue-open' : ''}`} data-call={call.callId}>
      <div className="rescue-words">
        <UnstyledButton className="rescue-who" onClick={() => onOpen(call.callId)}>
          <Icon of={statusIcon(call.statusGroup, call.status)} size={15} />
          <span className="rescue-status">{wordOf(rescue.revisedFrom ?? call.status)}</span>
          <bdi className="rescue-number">{call.phone === null ? t('noNumber') : formatPhone(call.phone)}</bdi>
          {about.length === 0 ? null : (
            <span className="rescue-about" dir="auto">
              {about.join(' · ')}
            </span>
          )}
        </UnstyledButton>
        <p className="rescue-said">
          {rescue.lastWords === null ? null : (
            <q className="rescue-last" dir="auto">
              {rescue.lastWords}
            </q>
          )}
          {rescue.revisedFrom === null ? null : <span className="rescue-news">{t('revised', { status: wordOf(call.status) })}</span>}
        </p>
      </div>
      {answered === null ? (
        <Stopwatch rescue={rescue} aheadMs={aheadMs} />
      ) : (
        <span className="rescue-watch rescue-answered">
          <span className="rescue-watch-time">{t('answered', { time: formatClockShort(answered.atMs) })}</span>
          <UnstyledButton className="rescue-link" onClick={() => onOpen(answered.callId)}>
            {t('openAnswered')}
          </UnstyledButton>
        </span>
      )}
      <div className="rescue-deeds">
        {call.phone === null || answered !== null ? null : <CallBack key={call.callId} phone={call.phone} hasKey={hasKeys} listens={isAlone} />}
        {call.phone === null ? null : (
          <Button className="rescue-copy" leftSection={<Icon of={clipboard.copied ? IconCheck : IconCopy} />} onClick={copy} aria-keyshortcuts={hasKeys ? ariaShortcut(keys.copyNumber) : undefined}>
            <span className="rescue-copy-word">{t(clipboard.copied ? 'copied' : 'copyNumber')}</span>
          </Button>
        )}
        {answered === null ? null : <Button onClick={() => onHandled(null)}>{t('putAway')}</Button>}
        <OutcomeMenu hasKey={hasKeys} onChoose={onHandled} />
        {count < 2 ? null : (
          <span className="rescue-place">
            {t('place', { at: at + 1, count })}
            <ActionIcon aria-label={t('previous')} title={t('previous')} onClick={() => onStep(-1)}>
              <Icon of={IconChevronLeft} size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('next')} title={t('next')} onClick={() => onStep(1)}>
              <Icon of={IconChevronRight} size={16} />
            </ActionIcon>
          </span>
        )}
      </div>
    </Paper>
  );
}
