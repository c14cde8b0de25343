import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushDetail, PushRecord } from '#shared/model/push.ts';
import { useStatusWord } from '#renderer/app/settings.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { formatPhone } from '#renderer/ui/phone.ts';
import { PushLink } from './DeedLine.tsx';
import { fieldWord, isPlain, valueWord } from './describe.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import type { PushLinks } from './PushPane.tsx';

interface Props {
  readonly push: PushDetail;
  readonly links: PushLinks;
}

/** The calls that the push became, what it changed in them, and the pushes that it repeats or that repeat it. */
export function Became({ push, links }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const { records, recordCount, replayOf, replayedAs, named, outcome } = push;
  const isNamed = outcome === 'refused' && recordCount === 0 && (named.phone !== null || named.callId !== null);
  if (records.length === 0 && replayOf === null && replayedAs === null && !isNamed) return null;
  return (
    <section className="push-section" aria-label={t('became.title')}>
      <h3>{t('became.title')}</h3>
      {replayOf === null ? null : (
        <p className="push-line-text">
          {t('became.replayOf')} <PushLink id={replayOf} links={links} />
        </p>
      )}
      {replayedAs === null ? null : (
        <p className="push-line-text">
          {t('became.replayedAs')} <PushLink id={replayedAs} links={links} />
        </p>
      )}
      {isNamed ? (
        <p className="push-line-text">
          {named.phone === null ? t('became.namedId') : t('became.named')} <bdi className="push-named">{named.phone === null ? named.callId : formatPhone(named.phone)}</bdi>
        </p>
      ) : null}
      {records.length === 0 ? null : (
        <ul className="push-records">
          {records.map((record) => (
            <li key={record.index}>
              <Record record={record} links={links} />
            </li>
          ))}
        </ul>
      )}
      {recordCount > records.length ? <p className="push-line-text">{t('became.more', { count: recordCount - records.length })}</p> : null}
    </section>
  );
}

function Record({ record, links }: { readonly record: PushRecord; readonly links: PushLinks }): ReactNode {
  const { t } = useTranslation('pushLog');
  const statusWord = useStatusWord();
  const { outcome, callId, phone, status, code, reason, changes } = record;
  const who = phone === null ? (callId ?? t('row.noCall')) : formatPhone(phone);
  const what = outcome === 'refused' ? `${code ?? ''} ${reason ?? ''}`.trim() : outcome === 'event' ? (code ?? '') : statusWord(status);
  const line = (
    <>
      <OutcomeMark outcome={outcome} />
      <span className="push-words">
        {outcome === 'event' ? null : <bdi className="push-who">{who}</bdi>}
        <span className="push-what">
          {outcome === 'event' ? null : dot}
          <bdi>{what}</bdi>
        </span>
      </span>
    </>
  );
  return (
    <>
      {callId === null ? (
        <div className="push-record">{line}</div>
      ) : (
        <UnstyledButton className="push-record push-record-link" title={t('became.open')} aria-label={t('became.openCall', { phone: phone === null ? callId : formatPhone(phone) })} onClick={() => links.toCall(callId)}>
          {line}
          <Icon of={IconChevronRight} className="icon push-record-chevron" />
        </UnstyledButton>
      )}
      {changes.length === 0 ? null : (
        <dl className="push-changes">
          {changes.map(({ field, from, to }) => (
            <div key={field}>
              <dt title={field}>{fieldWord(field, t)}</dt>
              <dd>
                {isPlain(from) && isPlain(to) ? (
                  <>
                    <bdi className="push-change-from">{valueWord(field, from, { t, statusWord })}</bdi>
                    {arrow}
                    <bdi>{valueWord(field, to, { t, statusWord })}</bdi>
                  </>
                ) : (
                  t('became.change.list')
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

const arrow = ' → ';
const dot = ' · ';
