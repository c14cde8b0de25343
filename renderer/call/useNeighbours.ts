import { useEffect, useMemo } from 'react';
import { useClient } from '#renderer/app/client.ts';
import { createNeighbours, type Neighbours } from './neighboursStore.ts';

/** Loads the calls beside the opened one before anybody goes there; `around` names them, the likelier one first. */
export function useNeighbours(callId: string | null, around: (callId: string) => readonly string[]): Neighbours {
  const client = useClient();
  const neighbours = useMemo(() => createNeighbours(client), [client]);
  useEffect(() => neighbours.follow(), [neighbours]);
  useEffect(() => {
    neighbours.want(callId === null ? [] : around(callId));
  }, [neighbours, callId, around]);
  return neighbours;
}
