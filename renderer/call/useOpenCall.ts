import { useMemo, useSyncExternalStore } from 'react';
import { useClient, type AppClient } from '#renderer/app/client.ts';
import type { Neighbours } from './neighboursStore.ts';
import { openCall, type OpenCall } from './openCall.ts';

/** Opens the call when somebody looks at it, and closes it when they no longer do. */
function createOpening(client: AppClient, callId: string, neighbours: Neighbours) {
  let opened: OpenCall | null = null;
  return {
    get: () => opened,
    subscribe: (listener: () => void) => {
      opened = openCall(client, callId, neighbours);
      listener();
      return () => {
        opened?.close();
        opened = null;
      };
    },
  };
}

/** The call as long as it is shown; null until it was opened. */
export function useOpenCall(callId: string, neighbours: Neighbours): OpenCall | null {
  const client = useClient();
  const opening = useMemo(() => createOpening(client, callId, neighbours), [client, callId, neighbours]);
  return useSyncExternalStore(opening.subscribe, opening.get);
}
