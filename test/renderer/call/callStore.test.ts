import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { AppClient } from '#renderer/app/client.ts';
import { createCallStore, withRecording } from '#renderer/call/callStore.ts';
import type { CallDetail } from '#shared/model/call.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { aCallDetail, aRecording } from '../../support/calls.ts';

/** Lets everything that waits for a settled promise run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

/** A client whose calls.get answers when the test says so. */
function aClient({ connection = 'live' }: { connection?: 'live' | 'connecting' } = {}) {
  const waiting: PromiseWithResolvers<CallDetail>[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  const onConnection = new Set<() => void>();
  const begun = Promise.withResolvers<void>();
  const client = {
    api: {
      calls: {
        get: () => {
          const answer = Promise.withResolvers<CallDetail>();
          waiting.push(answer);
          return answer.promise;
        },
      },
      recordings: { retry: () => Promise.resolve(aRecording({ state: 'downloading' })) },
    },
    events: {
      subscribe: (listener: (event: AppEvent) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      subscribeConnection: (listener: () => void) => {
        onConnection.add(listener);
        return () => void onConnection.delete(listener);
      },
      connection: () => ({ state: connection }),
      begun: () => begun.promise,
    },
  } as unknown as Pick<AppClient, 'api' | 'events'>; // what a call’s store uses of them
  return {
    client,
    asked: () => waiting.length,
    listening: () => listeners.size + onConnection.size,
    begin: begun.resolve,
    emit: (event: AppEvent) => listeners.forEach((listener) => listener(event)),
    connect: () => onConnection.forEach((listener) => listener()),
    answer: async (call: CallDetail | Error) => {
      const next = waiting.at(-1)!; // whoever answers was asked
      if (call instanceof Error) next.reject(call);
      else next.resolve(call);
      await settle();
    },
  };
}

describe('withRecording', () => {
  it('puts a recording in the place of the one of its kind', () => {
    const call = aCallDetail({ recordings: [aRecording({ state: 'waiting' }), aRecording({ kind: 'customer' })] });
    expect(withRecording(call, aRecording()).recordings).toEqual([aRecording({ kind: 'customer' }), aRecording()]);
  });
});

describe('createCallStore', () => {
  it('loads the call', async () => {
    const { client, answer } = aClient();
    const { store } = createCallStore(client, 'call-1');
    expect(store.getState()).toEqual({ state: 'loading' });
    await answer(aCallDetail());
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail() });
  });

  it('tells a call that is not there from one that could not be loaded', async () => {
    const missing = aClient();
    const first = createCallStore(missing.client, 'call-1');
    await missing.answer(new ORPCError('NOT_FOUND'));
    expect(first.store.getState()).toEqual({ state: 'missing' });

    const broken = aClient();
    const second = createCallStore(broken.client, 'call-1');
    await broken.answer(new TypeError('Failed to fetch'));
    expect(second.store.getState()).toEqual({ state: 'failed' });
    void second.load();
    await broken.answer(aCallDetail());
    expect(second.store.getState().state).toBe('ready');
  });

  it('asks again once events are followed, for what came about while the page opened', async () => {
    const { client, answer, begin } = aClient({ connection: 'connecting' });
    const { store } = createCallStore(client, 'call-1');
    await answer(new ORPCError('NOT_FOUND'));
    begin();
    await settle();
    await answer(aCallDetail());
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail() });
  });

  it('loads a call that failed once the connection is back', async () => {
    const { client, answer, connect } = aClient();
    const { store } = createCallStore(client, 'call-1');
    await answer(new TypeError('Failed to fetch'));
    connect();
    await answer(aCallDetail());
    expect(store.getState().state).toBe('ready');
  });

  it('shows a recording that becomes ready without asking again', async () => {
    const { client, answer, emit, asked } = aClient();
    const { store } = createCallStore(client, 'call-1');
    await answer(aCallDetail({ recordings: [aRecording({ state: 'waiting', hasPeaks: false })] }));
    emit({ kind: 'recording', seq: 2, callId: 'call-2', recording: aRecording({ state: 'unavailable' }) });
    emit({ kind: 'recording', seq: 3, callId: 'call-1', recording: aRecording() });
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail({ recordings: [aRecording()] }) });
    expect(asked()).toBe(1);
  });

  it('loads a revised call anew and shows the old one until then', async () => {
    const { client, answer, emit, asked } = aClient();
    const { store } = createCallStore(client, 'call-1');
    await answer(aCallDetail());
    emit({ kind: 'call', seq: 4, change: 'updated', call: aCallDetail() });
    expect(store.getState().state).toBe('ready');
    expect(asked()).toBe(2);
    await answer(aCallDetail({ intent: 'B' }));
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail({ intent: 'B' }) });
  });

  it('shows at once what the operator made of the call, and loads its notes', async () => {
    const { client, answer, emit, asked } = aClient();
    const { store } = createCallStore(client, 'call-1');
    await answer(aCallDetail());
    const { read, starred, outcome, tags, intent, noteCount, followUpDueAtMs } = { ...aCallDetail().review, starred: true, noteCount: 1 };
    emit({ kind: 'review', seq: 4, callId: 'call-2', review: { read, starred, outcome, tags, intent, noteCount, followUpDueAtMs } });
    expect(asked()).toBe(1);
    emit({ kind: 'review', seq: 5, callId: 'call-1', review: { read, starred, outcome, tags, intent, noteCount, followUpDueAtMs } });
    expect(store.getState()).toMatchObject({ state: 'ready', call: { review: { starred: true, noteCount: 1, notes: [] } } });
    expect(asked()).toBe(2);
  });

  it('asks once more where something changed while the call was on its way', async () => {
    const { client, answer, emit, asked } = aClient();
    const { store } = createCallStore(client, 'call-1');
    emit({ kind: 'recording', seq: 3, callId: 'call-1', recording: aRecording() });
    await answer(aCallDetail());
    expect(asked()).toBe(2);
    await answer(aCallDetail({ recordings: [aRecording()] }));
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail({ recordings: [aRecording()] }) });
  });

  it('shows what a retry answers', async () => {
    const { client, answer } = aClient();
    const { store, retryRecording } = createCallStore(client, 'call-1');
    await answer(aCallDetail({ recordings: [aRecording({ state: 'waiting' })] }));
    await retryRecording('composite');
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail({ recordings: [aRecording({ state: 'downloading' })] }) });
  });

  it('leaves what was told while a retry was answered, which is newer', async () => {
    const { client, answer, emit } = aClient();
    const { store, retryRecording } = createCallStore(client, 'call-1');
    await answer(aCallDetail({ recordings: [aRecording({ state: 'waiting' })] }));
    const retried = retryRecording('composite');
    emit({ kind: 'recording', seq: 3, callId: 'call-1', recording: aRecording() });
    await retried;
    expect(store.getState()).toEqual({ state: 'ready', call: aCallDetail({ recordings: [aRecording()] }) });
  });

  it('listens to nothing and changes nothing once it is closed', async () => {
    const { client, answer, listening } = aClient();
    const { store, close } = createCallStore(client, 'call-1');
    close();
    await answer(aCallDetail());
    expect(store.getState()).toEqual({ state: 'loading' });
    expect(listening()).toBe(0);
  });
});

describe('a draft', () => {
  it('is shown over whatever is loaded, until it is taken back', async () => {
    const { client, answer, emit } = aClient();
    const call = createCallStore(client, 'call-1');
    const shown = () => {
      const state = call.store.getState();
      return state.state === 'ready' ? [state.call.customerName, state.call.recordings.length] : state.state;
    };
    call.setDraft((loaded) => ({ ...loaded, customerName: 'Draft' }));
    expect(shown()).toBe('loading');
    await answer(aCallDetail({ customerName: 'Sam' }));
    expect(shown()).toEqual(['Draft', 0]);
    emit({ kind: 'recording', seq: 1, callId: 'call-1', recording: aRecording() });
    expect(shown()).toEqual(['Draft', 1]);
    call.setDraft(null);
    expect(shown()).toEqual(['Sam', 1]);
  });
});
