import { Button } from '@mantine/core';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient } from '#renderer/app/client.ts';
import { useLasting } from '#renderer/ui/SkeletonRows.tsx';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import { useOpened } from '#renderer/ui/useOpened.ts';
import type { AlikeStore } from './alikeStore.ts';
import type { PushLogStore } from './pushLogStore.ts';
import { createPushStore, type PushStore } from './pushStore.ts';
import { PushView } from './PushView.tsx';
import './pushPane.css';

/** Where a push leads. */
export interface PushLinks {
  readonly toPush: (id: number) => void;
  readonly toCall: (callId: string) => void;
  /** To the pushes that were refused with a code. */
  readonly toCode: (code: string) => void;
  /** To the settings of who may push. */
  readonly toSettings: () => void;
}

interface Props {
  readonly log: PushLogStore;
  readonly alike: AlikeStore;
  readonly id: number;
  readonly links: PushLinks;
  readonly onClose: () => void;
}

/** The opened push, whatever its state. */
export function PushPane({ log, alike, id, links, onClose }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const opened = useOpenPush(log, id);
  return (
    <section className="push" aria-label={t('pane')} data-testid="push">
      {opened === null ? null : <Opened key={id} opened={opened} alike={alike} links={links} onClose={onClose} />}
    </section>
  );
}

function useOpenPush(log: PushLogStore, id: number): PushStore | null {
  const client = useClient();
  return useOpened(useCallback(() => createPushStore(client, log, id), [client, log, id]));
}

interface OpenedProps {
  readonly opened: PushStore;
  readonly alike: AlikeStore;
  readonly links: PushLinks;
  readonly onClose: () => void;
}

function Opened({ opened, alike, links, onClose }: OpenedProps): ReactNode {
  const { t } = useTranslation('pushLog');
  const { push, deed } = useStore(opened.store);
  const back = <Button onClick={onClose}>{t('backToLog')}</Button>;
  switch (push.state) {
    case 'loading':
      return <Loading />;
    case 'missing':
      return <EmptyState text={t('missing', { id: opened.id })} action={back} />;
    case 'failed':
      return (
        <ErrorState
          title={t('failedTitle')}
          text={t('failedText')}
          action={
            <>
              <Button onClick={() => void opened.load()}>{t('tryAgain')}</Button>
              {back}
            </>
          }
        />
      );
    case 'ready':
      return <PushView push={push.push} deed={deed} opened={opened} alike={alike} links={links} onClose={onClose} />;
  }
}

const bars = [180, 320, 0, 260, 420, 380, 0, 300, 300, 240];

function Loading(): ReactNode {
  const { t } = useTranslation('pushLog');
  const lasting = useLasting();
  return (
    <div className="push-loading" aria-busy>
      <span className="sr-only">{t('loading')}</span>
      {lasting ? bars.map((width, place) => <span key={place} className="skeleton-bar" style={{ width }} />) : null /* oxlint-disable-line react/no-array-index-key -- the bars never move */}
    </div>
  );
}
