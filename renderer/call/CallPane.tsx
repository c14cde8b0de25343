import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDecisionKeys } from '#renderer/review/index.ts';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import type { Call } from '#shared/model/call.ts';
import { CallLoading } from './CallLoading.tsx';
import { CallView } from './CallView.tsx';
import type { Neighbours } from './neighboursStore.ts';
import type { OpenCall } from './openCall.ts';
import { useOpenCall } from './useOpenCall.ts';
import './call.css';

interface Props {
  readonly callId: string;
  /** A call as the list has it, to show while it is being loaded; null where it is not in the list. */
  readonly findKnown: (callId: string) => Call | null;
  /** What the calls were searched for; empty for nothing. */
  readonly searchedFor: string;
  /** The calls beside it, loaded before they are opened. */
  readonly neighbours: Neighbours;
  /** Whether no recording is fetched for want of room; null until known. */
  readonly fetchingIsPaused: boolean | null;
  readonly onOpenPush: (pushId: number) => void;
  /** Null where no other call can be opened. */
  readonly onOpenCall: ((callId: string) => void) | null;
  readonly onClose: () => void;
}

/** The opened call, whatever its state. */
export function CallPane({ callId, findKnown, searchedFor, neighbours, fetchingIsPaused, onOpenPush, onOpenCall, onClose }: Props): ReactNode {
  const { t } = useTranslation('call');
  const opened = useOpenCall(callId, neighbours);
  useDecisionKeys(callId);
  useReloadWhenPaused(opened, fetchingIsPaused);
  const known = useMemo(() => findKnown(callId), [findKnown, callId]);
  return (
    <section className="call" aria-label={t('pane')} data-testid="call">
      {opened === null ? <CallLoading known={known} onClose={onClose} /> : <Opened key={callId} opened={opened} known={known} searchedFor={searchedFor} onOpenPush={onOpenPush} onOpenCall={onOpenCall} onClose={onClose} />}
    </section>
  );
}

/** No event tells that recordings begin or cease to wait for room, and what a lane says changes with it. */
function useReloadWhenPaused(opened: OpenCall | null, isPaused: boolean | null): void {
  const before = useRef(isPaused);
  useEffect(() => {
    if (before.current !== null && before.current !== isPaused) void opened?.load();
    before.current = isPaused;
  }, [opened, isPaused]);
}

interface OpenedProps {
  readonly opened: OpenCall;
  readonly known: Call | null;
  readonly searchedFor: string;
  readonly onOpenPush: (pushId: number) => void;
  readonly onOpenCall: Props['onOpenCall'];
  readonly onClose: () => void;
}

function Opened({ opened, known, searchedFor, onOpenPush, onOpenCall, onClose }: OpenedProps): ReactNode {
  const { t } = useTranslation('call');
  const call = useStore(opened.store);
  switch (call.state) {
    case 'loading':
      return <CallLoading known={known} onClose={onClose} />;
    case 'missing':
      return <EmptyState text={t('missing', { callId: opened.callId })} action={<Button onClick={onClose}>{t('backToCalls')}</Button>} />;
    case 'failed':
      return (
        <ErrorState
          title={t('failedTitle')}
          text={t('failedText')}
          action={
            <>
              <Button onClick={() => void opened.load()}>{t('tryAgain')}</Button>
              <Button onClick={onClose}>{t('backToCalls')}</Button>
            </>
          }
        />
      );
    case 'ready':
      return <CallView call={call.call} opened={opened} searchedFor={searchedFor} onOpenPush={onOpenPush} onOpenCall={onOpenCall} onClose={onClose} />;
  }
}
