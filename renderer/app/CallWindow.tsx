import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSeen } from '#renderer/alerts/index.ts';
import { CallPane, useNeighbours } from '#renderer/call/index.ts';
import { keys } from '#renderer/ui/keys.ts';
import { useUndo } from '#renderer/review/index.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { useClient } from './client.ts';
import { Commands } from './Commands.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import type { DeskStore } from './deskStore.ts';
import { KeysSheet } from './KeysSheet.tsx';
import { Locked } from './Locked.tsx';
import { PaneBoundary } from './PaneBoundary.tsx';
import type { Stores } from './stores.ts';
import { useConnection } from './useEvents.ts';
import './desk.css';

interface Props {
  readonly callId: string;
  readonly desk: DeskStore;
  readonly reviews: Stores['reviews'];
}

const none = (): null => null;
const nothingAround = (): string[] => [];
const close = (): void => window.close();

/** One call alone, in a window of its own. */
export function CallWindow({ callId, desk, reviews }: Props): ReactNode {
  const connection = useConnection();
  const isPaused = useStore(desk.store, ({ status }) => status?.recordings.isPaused ?? null);
  const neighbours = useNeighbours(callId, nothingAround);
  const [showsKeys, keysSheet] = useDisclosure(false);
  useRowKey(keys.keys, keysSheet.open);
  useUndo(reviews);
  useSeen(callId);
  const { showPush } = useClient();
  const name = useName(callId);
  if (connection.state === 'locked') return <Locked />;
  return (
    <main className="alone">
      <Commands callId={callId} />
      <h1 className="sr-only">{name}</h1>
      <KeysSheet opened={showsKeys} onClose={keysSheet.close} />
      <ConnectionBanner />
      <PaneBoundary key={callId}>
        <CallPane callId={callId} findKnown={none} searchedFor="" neighbours={neighbours} fetchingIsPaused={isPaused} onOpenPush={showPush} onOpenCall={null} onClose={close} />
      </PaneBoundary>
    </main>
  );
}

/** The call's number, by which windows are told apart; its id where there is none. */
function useName(callId: string): string {
  const { t } = useTranslation('app');
  const { api } = useClient();
  const [name, setName] = useState(callId);
  useEffect(() => {
    // Where it cannot be had, the pane says what is wrong.
    api.calls.get({ callId }).then(({ phone }) => setName(phone === null || phone === '' ? callId : formatPhone(phone)), () => {});
  }, [api, callId]);
  useEffect(() => {
    document.title = t('call.alone', { name });
  }, [t, name]);
  return name;
}
