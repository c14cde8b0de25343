import { Popover, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/model/status.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { agoText, healthOf, recordingsAtRisk } from './health.ts';
import { useConnection } from './useEvents.ts';
import './health.css';

interface Props {
  readonly status: AppStatus | null;
}

/** How Earshot is doing: a dot and words, and the figures behind them. */
export function HealthButton({ status }: Props): ReactNode {
  const { t } = useTranslation(['app', 'recordings']);
  const [opened, setOpened] = useState(false);
  const connection = useConnection();
  const nowMs = useNow(1000);
  const { level, word, more } = healthOf(t, connection, status, nowMs);
  return (
    <Popover width={340} position="bottom-end" trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <UnstyledButton className="health" onClick={() => setOpened(!opened)}>
          {/* Another push is another dot: its one pulse begins anew. */}
          <span key={status?.lastPushAtMs ?? 0} className={`health-dot health-${level}`} />
          <span className="health-word">{word}</span>
          {more === null ? null : <span className="health-more">{more}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{status === null ? word : <Figures status={status} nowMs={nowMs} onLeave={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

interface FiguresProps {
  readonly status: AppStatus;
  readonly nowMs: number;
  /** Somebody followed a link. */
  readonly onLeave: () => void;
}

function Figures({ status, nowMs, onLeave }: FiguresProps): ReactNode {
  const { t } = useTranslation(['app', 'recordings']);
  const { receiver, totals, recordings, backlog, lastPushAtMs, latestBackup, problems, dataDir, version } = status;
  const { backup } = latestBackup;
  const risk = recordingsAtRisk(status);
  const counts = [
    ['lastPushAt', lastPushAtMs === null ? t('health.never') : agoText(t, lastPushAtMs, nowMs)],
    ['backlog', formatCount(backlog)],
    ['calls', formatCount(totals.calls)],
    ['pushes', formatCount(totals.pushes)],
    ['refused', formatCount(totals.refused)],
    ['recordingsWaiting', formatCount(recordings.waiting)],
    ['recordingsUnavailable', formatCount(recordings.unavailable)],
    ['backup', backup === null ? t('health.never') : agoText(t, backup.madeAtMs, nowMs)],
    ['version', version],
  ] as const;
  return (
    <>
      {problems.length === 0 && risk === null ? null : (
        <ul className="health-problems">
          {problems.map(({ kind, sentence, advice }) => (
            <li key={kind}>
              <strong>{sentence}</strong> {advice}
            </li>
          ))}
          {risk === null ? null : (
            <li>
              {t(`recordings:health.${risk}Advice`, { count: recordings.givenUpSoon })}{' '}
              <a href="#/recordings" onClick={onLeave}>
                {t('recordings:health.show')}
              </a>
            </li>
          )}
        </ul>
      )}
      <dl className="health-figures">
        <div>
          <dt>{t('health.receiver')}</dt>
          <dd className="health-code">
            <code>{receiver.address}</code>
            <CopyIconButton value={receiver.address} label={t('health.copyAddress')} copiedLabel={t('health.copied')} />
          </dd>
        </div>
        {counts.map(([name, text]) => (
          <div key={name}>
            <dt>{t(`health.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{t('health.dataDir')}</dt>
          <dd className="health-code">
            <code>{dataDir}</code>
            <CopyIconButton value={dataDir} label={t('health.copyDataDir')} copiedLabel={t('health.copied')} />
          </dd>
        </div>
      </dl>
    </>
  );
}
