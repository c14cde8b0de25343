import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '#shared/model/call.ts';
import type { AppClient } from '#renderer/app/client.ts';
import { createLookout } from '#renderer/ui/lookout.ts';
import { withTimeout, type After } from '#renderer/ui/timers.ts';

export interface SameNumberState {
  /** The other calls of the number, the latest first; null until they were read. */
  readonly calls: readonly Call[] | null;
  /** Whether there are more than these. */
  readonly hasMore: boolean;
}

export interface SameNumber {
  readonly store: StoreApi<SameNumberState>;
  readonly close: () => void;
}

export interface SameNumberDeps extends Pick<AppClient, 'api' | 'events'> {
  readonly callId: string;
  readonly phone: string;
  readonly after?: After;
}

/** A number that is called more often is not read in a list beside a call. */
const mostCalls = 50;
/** Nothing changes by itself; this is for what was missed in whatever way. */
const lookEveryMs = 300_000;

/** The other calls of a call's number, followed until it is closed. */
export function createSameNumber({ api, events, callId, phone, after = withTimeout }: SameNumberDeps): SameNumber {
  const store = createStore<SameNumberState>(() => ({ calls: null, hasMore: false }));
  const closing = new AbortController();

  async function read(): Promise<void> {
    try {
      const { items, nextCursor } = await api.calls.sameNumber({ callId, limit: mostCalls + 1 }, { signal: closing.signal });
      const others = items.filter((call) => call.callId !== callId);
      store.setState({ calls: others.slice(0, mostCalls), hasMore: others.length > mostCalls || nextCursor !== null });
    } catch {
      // What was read stays; the connection's banner says what is wrong.
    }
  }

  const lookout = createLookout({ look: read, pauseMs: () => lookEveryMs, after });
  const stops = [
    events.subscribe((event) => {
      if (event.kind === 'reset' || (event.kind === 'call' && digitsOf(event.call.phone) === digitsOf(phone))) lookout.lookSoon();
    }),
    lookout.watch(),
  ];
  return {
    store,
    close() {
      closing.abort();
      for (const stop of stops) stop();
      lookout.close();
    },
  };
}

/** Numbers are the same however they are written. */
function digitsOf(phone: string | null): string {
  return (phone ?? '').replaceAll(/\D/g, '');
}
