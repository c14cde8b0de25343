import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { AppEvent } from '#shared/model/event.ts';
import { useClient } from './client.ts';
import type { Connection } from './events.ts';

/** Calls `listener` with every event while the component is shown. */
export function useEvents(listener: (event: AppEvent) => void): void {
  const { events } = useClient();
  const onEvent = useEffectEvent(listener);
  useEffect(() => events.subscribe((event) => onEvent(event)), [events]);
}

/** How the page is connected to the core. */
export function useConnection(): Connection {
  const { events } = useClient();
  return useSyncExternalStore(events.subscribeConnection, events.connection);
}
