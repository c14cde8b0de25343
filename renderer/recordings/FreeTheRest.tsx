import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import { formatRoom } from './formatRoom.ts';
import type { UsageState, UsageStore } from './usageStore.ts';

interface Props {
  readonly store: UsageStore;
  readonly usage: RecordingsUsage;
}

/** What would go and what would stay, the button that does it, and how far it is. */
export function FreeTheRest({ store, usage }: Props): ReactNode {
  const { t } = useTranslation('recordings');
  const { goalBytes, freed } = useStore(store.store);
  const { freeableBytes, freeableFiles, files, freeing } = usage;
  const isFreeing = goalBytes !== null || freeing !== null;
  if (files === 0 && !isFreeing && freed === null) return null;
  const wouldFree = freeableFiles === 0 ? t('usage.nothingToFree') : t('usage.wouldFree', { count: freeableFiles, bytes: formatRoom(freeableBytes) });
  return (
    <div className="usage-free">
      <div className="usage-free-words">
        {isFreeing || files === 0 ? null : <p id="usage-would-free">{wouldFree}</p>}
        <div role="status">{isFreeing ? <Making goalBytes={goalBytes} freeing={freeing} /> : <Result freed={freed} />}</div>
      </div>
      <Button disabled={isFreeing || freeableFiles === 0} aria-describedby={isFreeing || files === 0 ? undefined : 'usage-would-free'} onClick={() => void store.free()}>
        {t('usage.free')}
      </Button>
    </div>
  );
}

function Making({ goalBytes, freeing }: Pick<UsageState, 'goalBytes'> & Pick<RecordingsUsage, 'freeing'>): ReactNode {
  const { t } = useTranslation('recordings');
  if (goalBytes === null) return <p>{t('usage.byItself', { count: freeing?.files ?? 0 })}</p>;
  const [bytes, count] = [freeing?.bytes ?? 0, freeing?.files ?? 0];
  const text = count === 0 ? t('usage.beginning') : t('usage.freeing', { count, bytes: formatRoom(bytes), goal: formatRoom(goalBytes) });
  return (
    <>
      <p>{text}</p>
      <Progress className="usage-bar" value={goalBytes === 0 ? 0 : Math.min(100, (100 * bytes) / goalBytes)} size={6} aria-label={text} />
    </>
  );
}

function Result({ freed }: Pick<UsageState, 'freed'>): ReactNode {
  const { t } = useTranslation('recordings');
  if (freed === null) return null;
  if (freed === 'failed') return <p className="recordings-failed">{t('usage.notFreed')}</p>;
  return <p className="usage-result">{freed.files === 0 ? t('usage.freedNothing') : t('usage.freed', { count: freed.files, bytes: formatRoom(freed.bytes) })}</p>;
}
