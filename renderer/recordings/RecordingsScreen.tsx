import { Button } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { FreshPill } from '#renderer/ui/FreshPill.tsx';
import { ScreenTitle } from '#renderer/ui/ScreenTitle.tsx';
import { FreeTheRest } from './FreeTheRest.tsx';
import { MissingList } from './MissingList.tsx';
import type { MissingStore } from './missingStore.ts';
import { PausedNote } from './PausedNote.tsx';
import { UsageFigures } from './UsageFigures.tsx';
import type { UsageStore } from './usageStore.ts';
import './recordings.css';

interface Props {
  readonly missing: MissingStore;
  readonly usage: UsageStore;
  readonly onOpenCall: (callId: string) => void;
}

/** What recordings take of the disk, and those that the platform names and that are not here. */
export function RecordingsScreen({ missing, usage, onOpenCall }: Props): ReactNode {
  const { t } = useTranslation('recordings');
  const state = useStore(missing.store);
  const { phase, usage: room } = useStore(usage.store);
  useEffect(() => missing.watch(), [missing]);
  useEffect(() => usage.watch(), [usage]);
  const { totals, fresh, tried } = state;
  const counts =
    totals === null ? [] : [...(totals.coming === 0 ? [] : [t('coming', { count: totals.coming })]), ...(totals.givenUp === 0 ? [] : [t('givenUp', { count: totals.givenUp })])];
  return (
    <section className="recordings" aria-label={t('title')}>
      <div className="recordings-head">
        <ScreenTitle title={t('title')}>
          <span className="recordings-counts">{counts.join(' · ')}</span>
          <FreshPill texts={fresh === 0 ? [] : [t('fresh', { count: fresh })]} label={t('bringIn')} onShow={missing.showFresh} />
          <span className="recordings-tried" role="status">
            {tried === null || tried === 'failed' ? null : t('tried', { count: tried.recordings })}
          </span>
          <Button className="recordings-try-all" disabled={totals === null || totals.coming + totals.givenUp === 0} onClick={() => void missing.tryAll()}>
            {t('tryAll')}
          </Button>
        </ScreenTitle>
        {tried === 'failed' ? (
          <p className="recordings-failed" role="alert">
            {t('notTried')}
          </p>
        ) : null}
      </div>
      {room?.isPaused === true ? <PausedNote disk={room.disk} /> : null}
      <section className="usage" aria-label={t('usage.label')}>
        {room === null ? null : (
          <>
            <UsageFigures usage={room} />
            <FreeTheRest store={usage} usage={room} />
          </>
        )}
        {phase === 'failed' ? <p>{t('usage.failed')}</p> : null}
      </section>
      <div className="recordings-body">
        <MissingList missing={missing} state={state} hasFreed={room !== null && room.freedFiles > 0} onOpenCall={onOpenCall} />
      </div>
    </section>
  );
}
