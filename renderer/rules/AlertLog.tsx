import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alertOutcomes, outcomeOf } from '#shared/model/alert.ts';
import type { AlertLogEntry, AlertOutcome } from '#shared/model/alert.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import { whyText } from '#shared/texts/alertLogText.ts';
import { useClient } from '#renderer/app/client.ts';
import { useStatusOverrides, useStatusWord } from '#renderer/app/settings.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { useWhen } from '#renderer/ui/useWhen.ts';
import { createLogStore } from './logStore.ts';

interface Props {
  readonly onOpenCall: (callId: string) => void;
  /** Shows the calls of an alert. */
  readonly onOpenAlert: (noticeId: number) => void;
}

type Filter = AlertOutcome | 'all';

/** What was shown of each call or not, and why. */
export function AlertLog({ onOpenCall, onOpenAlert }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const client = useClient();
  const [log] = useState(() => createLogStore(client));
  useEffect(() => log.watch(), [log]);
  const { outcome, items, nextCursor, phase } = useStore(log.store);
  const filters: readonly Filter[] = ['all', ...alertOutcomes];
  return (
    <section className="alert-log" aria-label={t('entries.title')}>
      <div className="alert-log-head">
        <h2>{t('entries.title')}</h2>
        <SegmentedControl<Filter>
          aria-label={t('entries.filter')}
          data={filters.map((value) => ({ value, label: t(`entries.outcome.${value}`) }))}
          value={outcome ?? 'all'}
          onChange={(value) => log.filter(value === 'all' ? null : value)}
        />
      </div>
      <p className="rules-about">{t('entries.about')}</p>
      <div className="alert-log-body" tabIndex={-1}>
        {phase === 'failed' ? <ErrorState title={t('entries.failed')} text="" action={<Button onClick={log.reload}>{t('entries.retry')}</Button>} /> : null}
        {phase === 'ready' && items.length === 0 ? <EmptyState text={t('entries.empty')} /> : null}
        {items.length === 0 ? null : (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('entries.columns.time')}</th>
                <th scope="col">{t('entries.columns.call')}</th>
                <th scope="col">{t('entries.columns.what')}</th>
                <th scope="col">{t('entries.columns.why')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((entry) => (
                <Entry key={entry.id} entry={entry} onOpenCall={onOpenCall} onOpenAlert={onOpenAlert} />
              ))}
            </tbody>
          </table>
        )}
        {nextCursor === null ? null : <Button onClick={log.loadMore}>{t('entries.more')}</Button>}
      </div>
    </section>
  );
}

function Entry({ entry, onOpenCall, onOpenAlert }: Props & { readonly entry: AlertLogEntry }): ReactNode {
  const { t } = useTranslation('rules');
  const { t: words } = useTranslation();
  const when = useWhen('seconds');
  const word = useStatusWord();
  const overrides = useStatusOverrides();
  const { callId, phone, status, reason, noticeId, noticeCount, repeats } = entry;
  const outcome = outcomeOf(reason);
  const called = phone === null ? callId : formatPhone(phone);
  return (
    <tr data-reason={reason}>
      <td className="alert-log-time">{when(entry.atMs)}</td>
      <td className="alert-log-call">
        <UnstyledButton aria-label={t('entries.openCall', { phone: called })} onClick={() => onOpenCall(callId)}>
          {called}
        </UnstyledButton>
        <StatusMark group={meaningOfStatus(status, overrides).group} code={status ?? ''} word={word(status)} />
      </td>
      <td className={`alert-log-what alert-log-${outcome}`}>{t(`entries.what.${outcome}`)}</td>
      <td>
        {whyText(t, words, entry)}
        {repeats === 0 ? null : <small> · {t('entries.repeats', { count: repeats })}</small>}
        {noticeId === null || (noticeCount ?? 1) < 2 ? null : (
          <Button className="alert-log-calls" variant="subtle" onClick={() => onOpenAlert(noticeId)}>
            {t('entries.openNotice')}
          </Button>
        )}
      </td>
    </tr>
  );
}
