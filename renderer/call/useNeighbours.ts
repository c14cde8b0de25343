import { useEffect, useMemo } from 'react';
import { useClient } from '#renderer/app/client.ts';
import { createEarlySounds, createPlayerMemory } from '#renderer/player/index.ts';
import { createNeighbours, type Neighbours } from './neighboursStore.ts';
import { createSound, soundUrl } from './sounds.ts';

/** Loads the calls beside the opened one before anybody goes there, and has its recordings fetched first, then theirs; `around` names them, the likelier one first. */
export function useNeighbours(callId: string | null, around: (callId: string) => readonly string[]): Neighbours {
  const client = useClient();
  const neighbours = useMemo(() => {
    const memory = createPlayerMemory(window.localStorage);
    const sounds = createEarlySounds({ createSound, urlOf: (callId, recording) => soundUrl(client, callId, recording), side: () => memory.read().side });
    return createNeighbours({ ...client, sounds });
  }, [client]);
  useEffect(() => neighbours.follow(), [neighbours]);
  useEffect(() => {
    const beside = callId === null ? [] : around(callId);
    neighbours.want(beside);
    // Without it their recordings are fetched in their turn.
    if (callId !== null) client.api.recordings.prioritise({ callId, neighbours: [...beside] }).catch(() => undefined);
  }, [client, neighbours, callId, around]);
  return neighbours;
}
