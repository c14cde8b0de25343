import { ORPCError } from '@orpc/client';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';

/** `locked`: the access key is missing or wrong, so nothing is tried any more. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'lost'; readonly sinceMs: number }
  | { readonly state: 'locked' };

/**
 * One stream of events for the whole page. After a lost connection it goes on from the last event seen, so that nothing
 * is missed; a `reset` event says that this was not possible and that lists have to be loaded again.
 */
export interface EventHub {
  /** Calls `listener` with every event from now on, in order. */
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  /** Resolves once events are followed: what is asked for after that, plus the events, misses nothing. */
  readonly begun: () => Promise<void>;
  readonly connection: () => Connection;
  readonly subscribeConnection: (listener: () => void) => () => void;
  /** Tries at once instead of after the pause, as when the computer is online again. */
  readonly retryNow: () => void;
  readonly close: () => void;
}

export interface EventHubDeps {
  readonly api: Pick<EarshotClient, 'calls' | 'events'>;
  readonly now: () => number;
  /** Pause before the n-th attempt in a row (from 0), in ms. */
  readonly pauseMs?: (attempt: number) => number;
}

const doublingPauseMs = (attempt: number): number => Math.min(500 * 2 ** attempt, 10_000);

/** Whether a request was turned away for lack of the access key. */
function isLockedOut(error: unknown): boolean {
  return error instanceof ORPCError && error.status === 401;
}

/** One listener's failure must not end the stream for the others; it is reported as an uncaught error. */
function tell(listener: (event: AppEvent) => void, event: AppEvent): void {
  try {
    listener(event);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

export function createEventHub({ api, now, pauseMs = doublingPauseMs }: EventHubDeps): EventHub {
  const listeners = new Set<(event: AppEvent) => void>();
  const connectionListeners = new Set<() => void>();
  const closing = new AbortController();
  const begun = Promise.withResolvers<void>();
  let connection: Connection = { state: 'connecting' };
  let lastSeq: number | null = null;
  let endPause: (() => void) | null = null;

  function connect(next: Connection): void {
    if (next.state === connection.state) return;
    connection = next;
    for (const listener of connectionListeners) listener();
  }

  function pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    endPause = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  /** Follows one connection until it ends; returns whether it came about. */
  async function follow(): Promise<boolean> {
    const { signal } = closing;
    // The newest list names the event that it is as of, which is where watching can begin.
    lastSeq ??= (await api.calls.list({ limit: 1 }, { signal })).asOfEvent;
    begun.resolve();
    const stream = await api.events.watch({ after: lastSeq }, { signal });
    connect({ state: 'live' });
    for await (const event of stream) {
      if (signal.aborted) break;
      lastSeq = event.seq;
      for (const listener of listeners) tell(listener, event);
    }
    return true;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      const before = lastSeq;
      let came = false;
      try {
        came = await follow();
      } catch (error) {
        if (closing.signal.aborted) return;
        if (isLockedOut(error)) {
          connect({ state: 'locked' });
          return;
        }
      }
      if (closing.signal.aborted) return;
      failures = came || lastSeq !== before || connection.state === 'live' ? 0 : failures + 1;
      connect({ state: 'lost', sinceMs: now() });
      await pause(pauseMs(failures));
    }
  }

  void run();

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begun: () => begun.promise,
    connection: () => connection,
    subscribeConnection(listener) {
      connectionListeners.add(listener);
      return () => void connectionListeners.delete(listener);
    },
    retryNow: () => endPause?.(),
    close() {
      closing.abort();
      endPause?.();
    },
  };
}
