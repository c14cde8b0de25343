import { navigate } from 'wouter/use-hash-location';
import { z } from 'zod';
import { createMemory } from '#renderer/ui/memory.ts';
import { readRoute, writeRoute, type Route } from './route.ts';

const key = 'earshot.desk';
const schema = z.object({ search: z.string().catch('') }).catch({ search: '' });

/** What the desk shows, kept from one start to the next. */
export interface RouteMemory {
  /** Where the page begins that was opened without being told where to; null to leave it as it is. */
  readonly begin: (path: string, search: string) => string | null;
  readonly keep: (route: Route) => void;
}

export function createRouteMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): RouteMemory {
  const memory = createMemory(storage, key, schema);
  const bare = writeRoute(readRoute('/', ''));
  return {
    begin(path, search) {
      if (writeRoute(readRoute(path, search)) !== bare) return null;
      const kept = writeRoute(readRoute('/', memory.read().search));
      return kept === bare ? null : kept;
    },
    // The push log and other screens are looked at; the desk is where work goes on.
    keep: ({ view, q, filters, callId }) => memory.keep({ search: writeRoute({ ...readRoute('/', ''), view, q, filters, callId }).replace(/^[^?]*/, '') }),
  };
}

/** Has a page that was opened without being told where to go on where the last one was. */
export function goWhereLeft(storage: Pick<Storage, 'getItem' | 'setItem'>): void {
  const { hash, search } = window.location;
  const place = createRouteMemory(storage).begin(hash.replace(/^#\/?/, '/'), search);
  if (place !== null) navigate(place, { replace: true });
}
