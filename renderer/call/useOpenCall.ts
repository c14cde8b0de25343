import { useCallback } from 'react';
import { useClient } from '#renderer/app/client.ts';
import { useOpened } from '#renderer/ui/useOpened.ts';
import type { Neighbours } from './neighboursStore.ts';
import { openCall, type OpenCall } from './openCall.ts';

/** The call as long as it is shown; null until it was opened. */
export function useOpenCall(callId: string, neighbours: Neighbours): OpenCall | null {
  const client = useClient();
  return useOpened(useCallback(() => openCall(client, callId, neighbours), [client, callId, neighbours]));
}
