import { setTimeout as sleep } from 'node:timers/promises';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';

interface Deps {
  readonly client: Pick<EarshotClient, 'calls' | 'events'>;
  readonly onEvent: (event: AppEvent) => void;
  /** Aborts when there is nothing more to follow. */
  readonly signal: AbortSignal;
  readonly log: { error(details: object, message: string): void };
  /** Before going on after a failure, ms. */
  readonly pauseMs?: number;
}

/** Resolves once it is known where to begin: every event from then on is given, in order, even where reading them fails meanwhile. */
export async function followEvents({ client, onEvent, signal, log, pauseMs = 1000 }: Deps): Promise<void> {
  let after = (await client.calls.list({ limit: 1 })).asOfEvent;
  void follow();

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const event of await client.events.watch({ after }, { signal })) {
          after = event.seq;
          onEvent(event);
        }
      } catch (error) {
        // Not run by a spec: a reading that the end cuts short takes less than a millisecond, which none can hit.
        if (signal.aborted) return;
        log.error({ err: error }, 'Events could not be followed; going on in a moment');
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}
