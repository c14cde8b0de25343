import { withEventMeta } from '@orpc/server';
import type { AppEvent } from '#shared/model/event.ts';
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
async function* watch({ reader, recordings, settings, changes }: ApiDeps, after: number, signal: AbortSignal): AsyncGenerator<AppEvent, void> {
  let cursor = after;
  let progressed = recordings.progress.latest();
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
      yield withEventMeta(complete(event), { id: String(event.seq) });
    }
    if (events.length === batchSize) continue;
    // How far downloads are is in no database: it is told with the number of the event that was last.
    const further = recordings.progress.since(progressed);
    progressed = recordings.progress.latest();
    for (const { callId, kind } of further) {
      const recording = await reader.getRecording(callId, kind);
      if (recording !== null && !signal.aborted) yield withEventMeta({ kind: 'recording', seq: cursor, callId, recording: recordings.shown(callId, recording) }, { id: String(cursor) });
    }
    await changes.changedSince(seen, signal);
  }

  function complete(event: StoredEvent): AppEvent {
    if ('call' in event) return { ...event, call: withGroup(event.call, settings.current().statuses) };
    return event.kind === 'recording' ? { ...event, recording: recordings.shown(event.callId, event.recording) } : event;
  }
}

function seqFrom(lastEventId: string | undefined): number | null {
  return lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
}
