import { withEventMeta } from '@orpc/server';
import type { AppEvent } from '#shared/model/event.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { withGroup } from './calls.ts';
import type { ApiDeps, StoredEvent } from './deps.ts';
import { api } from './implementer.ts';

/** Events read from the database at once: bounds what a watcher that was long away makes the core hold. */
const batchSize = 200;

export function eventsApi(deps: ApiDeps) {
  return {
    watch: api.events.watch.handler(async ({ input, lastEventId, signal }) => {
      const ends = signal === undefined ? deps.closing : AbortSignal.any([signal, deps.closing]);
      // A transport that resumes by itself knows better where it was than the input it repeats. Now is when the answer
      // begins, not when its first event is asked for.
      return watch(deps, seqFrom(lastEventId) ?? input.after ?? (await deps.reader.lastEventSeq()), ends);
    }),
  };
}

/**
 * Every event after `after`, read from the database, so that none is missed however long the watcher was away; sleeps
 * until a change wakes it, ends when `signal` aborts.
 */
async function* watch({ reader, settings, changes }: ApiDeps, after: number, signal: AbortSignal): AsyncGenerator<AppEvent, void> {
  let cursor = after;
  while (!signal.aborted) {
    const seen = changes.latest();
    const events: readonly StoredEvent[] | 'too-old' = await reader.eventsAfter(cursor, batchSize);
    if (events === 'too-old') {
      cursor = await reader.lastEventSeq();
      yield withEventMeta({ kind: 'reset', seq: cursor }, { id: String(cursor) });
      continue;
    }
    for (const event of events) {
      if (signal.aborted) return;
      cursor = event.seq;
      yield withEventMeta(complete(event, settings.current().statuses), { id: String(event.seq) });
    }
    if (events.length < batchSize) await changes.changedSince(seen, signal);
  }
}

function complete(event: StoredEvent, statuses: StatusOverrides): AppEvent {
  return 'call' in event ? { ...event, call: withGroup(event.call, statuses) } : event;
}

function seqFrom(lastEventId: string | undefined): number | null {
  return lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
}
