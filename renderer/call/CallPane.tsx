import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import { CallView } from './CallView.tsx';
import type { OpenCall } from './openCall.ts';
import { useOpenCall } from './useOpenCall.ts';
import './call.css';

interface Props {
  readonly callId: string;
  readonly onClose: () => void;
}

/** The opened call, whatever its state. */
export function CallPane({ callId, onClose }: Props): ReactNode {
  const { t } = useTranslation('call');
  const opened = useOpenCall(callId);
  return (
    <section className="call" aria-label={t('pane')} data-testid="call">
      {opened === null ? null : <Opened key={callId} opened={opened} onClose={onClose} />}
    </section>
  );
}

function Opened({ opened, onClose }: { readonly opened: OpenCall; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('call');
  const call = useStore(opened.store);
  switch (call.state) {
    case 'loading':
      return <div className="call-loading" role="status" aria-label={t('loading')} />;
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
      return <CallView call={call.call} opened={opened} onClose={onClose} />;
  }
}
