import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Backup, LatestBackup } from '#shared/model/backup.ts';
import { CopyIconButton } from '#renderer/ui/CopyIconButton.tsx';
import { formatBytes, formatClockShort, formatCount, formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useEditing } from './editing.ts';
import './backups.css';

/** The backups there are, where they are, and the way to make one. */
export function BackupList(): ReactNode {
  const { t } = useTranslation('settings');
  const { backups } = useEditing();
  const { folder, items, latest } = useStore(backups.store);
  useEffect(() => backups.follow(), [backups]);
  return (
    <div className="setting setting-wide">
      <div className="setting-words">
        <span className="setting-label">{t('backups.label')}</span>
        <p className="setting-hint">{t('backups.hint')}</p>
        {folder === null ? null : (
          <p className="backups-folder">
            <code>{folder}</code>
            <CopyIconButton value={folder} label={t('backups.copyFolder')} copiedLabel={t('backups.copied')} />
          </p>
        )}
      </div>
      <div className="setting-control">
        <div className="backups-make">
          <Button loading={latest !== null && latest.progress !== null} disabled={latest === null} onClick={() => void backups.make()}>
            {t('backups.make')}
          </Button>
          <div className="backups-state" role="status">
            {latest === null ? null : <StateOfMaking latest={latest} />}
          </div>
        </div>
        {items.length === 0 ? null : (
          <ul className="backups-list" aria-label={t('backups.label')}>
            {items.map((backup) => (
              <BackupRow key={backup.file} backup={backup} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function StateOfMaking({ latest: { progress, failure, nextAtMs, backup } }: { readonly latest: LatestBackup }): ReactNode {
  const { t } = useTranslation('settings');
  const when = useWhen();
  if (progress !== null) {
    const percent = Math.round(progress * 100);
    return (
      <>
        <Progress value={percent} aria-label={t('backups.making', { percent })} />
        <span>{t('backups.making', { percent })}</span>
      </>
    );
  }
  if (failure !== null) {
    return (
      <p className="setting-problem">
        <Icon of={IconAlertTriangle} />
        {t('backups.failed', { when: when(failure.atMs), why: failure.sentence, interpolation: { escapeValue: false } })}
      </p>
    );
  }
  if (nextAtMs !== null) return <span>{t('backups.next', { when: when(nextAtMs) })}</span>;
  return backup === null ? <span>{t('backups.none')}</span> : null;
}

function BackupRow({ backup: { file, kind, madeAtMs, bytes, calls, isVerified } }: { readonly backup: Backup }): ReactNode {
  const { t } = useTranslation('settings');
  const when = useWhen();
  return (
    <li title={file}>
      <span className="backups-when">{when(madeAtMs)}</span>
      <span className="backups-what">{kind === 'before-update' ? t('backups.beforeUpdate') : calls === null ? null : t('backups.calls', { count: calls, text: formatCount(calls) })}</span>
      <span className="backups-size">{formatBytes(bytes)}</span>
      <span className={isVerified ? 'backups-good' : 'backups-unknown'}>
        {isVerified ? <Icon of={IconCircleCheck} /> : null}
        {isVerified ? t('backups.checked') : t('backups.unchecked')}
      </span>
    </li>
  );
}

/** Day and time in words. */
function useWhen(): (atMs: number) => string {
  const { t } = useTranslation('settings');
  const { now } = useEditing();
  return (atMs) => {
    const day = formatDay(atMs, now());
    const time = formatClockShort(atMs);
    return day.kind === 'date' ? t('backups.at.date', { day: day.text, time }) : t(`backups.at.${day.kind}`, { time });
  };
}
