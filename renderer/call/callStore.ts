import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppClient } from '#renderer/app/client.ts';
import type { CallDetail } from '#shared/model/call.ts';
import type { AppEvent } from '#shared/model/event.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';

/** `missing`: there is no such call. A call that is shown stays shown while it is loaded again. */
type CallState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly call: CallDetail }
  | { readonly state: 'failed' }
  | { readonly state: 'missing' };

type Draft = (call: CallDetail) => CallDetail;

export interface CallStore {
  readonly store: StoreApi<CallState>;
  /** Loads the call anew. */
  readonly load: () => Promise<void>;
  /** Tries at once to fetch a recording that is waiting or was given up. */
  readonly retryRecording: (kind: RecordingKind) => Promise<void>;
  /** Shows the call with a change that the core does not have yet, whatever is loaded meanwhile; null shows it as it is. */
  readonly setDraft: (draft: Draft | null) => void;
  readonly close: () => void;
}

/** `call` with `recording` in the place of the one of its kind. */
export function withRecording(call: CallDetail, recording: Recording): CallDetail {
  const others = call.recordings.filter(({ kind }) => kind !== recording.kind);
  return { ...call, recordings: [...others, recording] };
}

/** One call, kept up to date by the events of the app while it is open; `loaded` is shown until it has been loaded anew. */
export function createCallStore({ api, events }: Pick<AppClient, 'api' | 'events'>, callId: string, loaded: CallDetail | null = null): CallStore {
  const store = createStore<CallState>(() => (loaded === null ? { state: 'loading' } : { state: 'ready', call: loaded }));
  const closing = new AbortController();
  let loading: Promise<void> | null = null;
  let loadAgain = false;
  /** The call as it was loaded; what is shown of it has the draft. */
  let known = loaded;
  let draft: Draft | null = null;

  const show = (state: CallState): void => {
    if (closing.signal.aborted) return;
    known = state.state === 'ready' ? state.call : null;
    store.setState(state.state === 'ready' && draft !== null ? { state: 'ready', call: draft(state.call) } : state, true);
  };

  async function loadOnce(): Promise<void> {
    try {
      const call = await api.calls.get({ callId }, { signal: closing.signal });
      // What is as it was is not drawn anew.
      if (known === null || JSON.stringify(known) !== JSON.stringify(call)) show({ state: 'ready', call });
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'NOT_FOUND') show({ state: 'missing' });
      // What is shown is still true as far as anybody knows; the connection's own line says that it is lost.
      else if (store.getState().state !== 'ready') show({ state: 'failed' });
    }
  }

  async function load(): Promise<void> {
    if (loading !== null) {
      // What is on its way may be older than what asks for it.
      loadAgain = true;
      return loading;
    }
    if (store.getState().state !== 'ready') show({ state: 'loading' });
    loading = (async () => {
      do {
        loadAgain = false;
        await loadOnce();
      } while (loadAgain && !closing.signal.aborted);
      loading = null;
    })();
    return loading;
  }

  function put(recording: Recording): void {
    if (known !== null) show({ state: 'ready', call: withRecording(known, recording) });
  }

  function onEvent(event: AppEvent): void {
    switch (event.kind) {
      case 'call':
        if (event.call.callId === callId) void load();
        break;
      case 'recording':
        if (event.callId !== callId) break;
        put(event.recording);
        if (loading !== null) loadAgain = true;
        break;
      case 'times':
        if (event.callId === callId) void load();
        break;
      case 'review':
        if (event.callId !== callId) break;
        if (known !== null) show({ state: 'ready', call: { ...known, review: { ...known.review, ...event.review } } });
        void load();
        break;
      case 'reset':
        void load();
        break;
      case 'followUpDue':
        // It tells of others too, without naming them.
        if (event.call.callId === callId || event.count > 1) void load();
        break;
      case 'alert':
      case 'views':
      case 'rescue':
      case 'handled':
      case 'settings':
        break;
    }
  }

  const stops = [
    events.subscribe(onEvent),
    events.subscribeConnection(() => {
      if (events.connection().state === 'live' && store.getState().state === 'failed') void load();
    }),
  ];
  void load();
  // What happened before the events are followed, while the page opens, is in no event.
  if (events.connection().state === 'connecting') void events.begun().then(load);

  return {
    store,
    load,
    async retryRecording(kind) {
      const before = store.getState();
      try {
        const answer = await api.recordings.retry({ callId, kind }, { signal: closing.signal });
        // What was told meanwhile is newer: a recording may be here before the answer is.
        if (store.getState() === before) put(answer);
      } catch {
        // The lane goes on saying what is the matter.
      }
    },
    setDraft(next) {
      if (next === draft) return;
      draft = next;
      if (known !== null) show({ state: 'ready', call: known });
    },
    close() {
      for (const stop of stops) stop();
      closing.abort();
    },
  };
}
