import { describe, expect, it } from 'vitest';
import { createNeighbours, type NeighboursDeps } from '#renderer/call/neighboursStore.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { aCallDetail, aRecording } from '../../support/calls.ts';

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
const nobody = (): void => undefined;

/** Neighbours of a core whose answers a test gives one by one. */
function someNeighbours() {
  const asked: { readonly what: string; readonly signal: AbortSignal | undefined; readonly answer: () => void }[] = [];
  let tell: (event: AppEvent) => void = nobody;
  const ask = <T>(what: string, signal: AbortSignal | undefined, value: T): Promise<T> =>
    new Promise((resolve, reject) => {
      asked.push({ what, signal, answer: () => resolve(value) });
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const api = {
    calls: { get: ({ callId }: { callId: string }, options?: { signal?: AbortSignal }) => ask(callId, options?.signal, aCallDetail({ callId, recordings: [aRecording()] })) },
    recordings: { peaks: ({ callId }: { callId: string }, options?: { signal?: AbortSignal }) => ask(`peaks ${callId}`, options?.signal, new Blob([callId])) },
  };
  const events = {
    subscribe: (listener: (event: AppEvent) => void) => {
      tell = listener;
      return () => {
        tell = nobody;
      };
    },
  };
  const sounds: Record<string, 'loading' | 'taken' | 'dropped'> = {};
  const early = {
    load: (callId: string) => {
      sounds[callId] = 'loading';
      return {
        take: (url: string) => {
          if (url !== `/${callId}` || sounds[callId] !== 'loading') return null;
          sounds[callId] = 'taken';
          return { url } as unknown as HTMLAudioElement; // nobody plays it
        },
        drop: () => {
          if (sounds[callId] === 'loading') sounds[callId] = 'dropped';
        },
      };
    },
  };
  const deps = { api, events, sounds: early, wait: () => Promise.resolve() } as unknown as NeighboursDeps; // a double with what is used of the client
  const neighbours = createNeighbours(deps);
  const stop = neighbours.follow();
  return {
    neighbours,
    asked,
    sounds,
    stop,
    tell: (event: object) => tell(event as AppEvent),
    answer: async (what: string) => {
      asked.findLast((request) => request.what === what)?.answer();
      await settle();
    },
  };
}

describe('createNeighbours', () => {
  it('loads calls and their peaks, two at a time', async () => {
    const { neighbours, asked, answer } = someNeighbours();
    neighbours.want(['a', 'b', 'c']);
    await settle();
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b']);
    await answer('a');
    await answer('peaks a');
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b', 'peaks a', 'c']);
    expect(neighbours.call('a')?.callId).toBe('a');
    expect(await neighbours.peaks('a', aRecording())?.text()).toBe('a');
    expect(neighbours.peaks('a', aRecording({ kind: 'customer' })), 'there are none of it').toBeNull();
    expect(neighbours.call('b')).toBeNull();
  });

  it('gives up what is on its way when somebody moves on, and lets go of what is no longer beside', async () => {
    const { neighbours, asked, answer } = someNeighbours();
    neighbours.want(['a', 'b']);
    await settle();
    await answer('a');
    await answer('peaks a');
    neighbours.want(['b', 'c']);
    await settle();
    expect(asked.find(({ what }) => what === 'b')?.signal?.aborted).toBe(true);
    expect(neighbours.call('a')).toBeNull();
    expect(asked.map(({ what }) => what)).toEqual(['a', 'b', 'peaks a', 'b', 'c']);
  });

  it('loads a call anew that has changed, and never hands out the old one', async () => {
    const { neighbours, asked, answer, tell } = someNeighbours();
    neighbours.want(['a']);
    await settle();
    await answer('a');
    tell({ kind: 'recording', callId: 'a', recording: aRecording() });
    expect(neighbours.call('a')).toBeNull();
    await settle();
    expect(asked.filter(({ what }) => what === 'a')).toHaveLength(2);
    tell({ kind: 'call', call: { callId: 'somebody else' } });
    await answer('a');
    expect(neighbours.call('a')?.callId).toBe('a');
    tell({ kind: 'reset' });
    expect(neighbours.call('a')).toBeNull();
  });

  it('has their sounds load, for whoever opens them, and lets go of those that nobody took', async () => {
    const { neighbours, sounds, answer, tell, stop } = someNeighbours();
    neighbours.want(['a', 'b']);
    await settle();
    expect(neighbours.takeSound('a', '/a')).toBeNull();
    await answer('a');
    await answer('b');
    expect(neighbours.takeSound('a', '/another')).toBeNull();
    expect(neighbours.takeSound('a', '/a')).toEqual({ url: '/a' });
    expect(neighbours.takeSound('a', '/a')).toBeNull();
    neighbours.want(['b', 'c']);
    expect(sounds).toEqual({ a: 'taken', b: 'loading' });
    tell({ kind: 'recording', callId: 'b', recording: aRecording() });
    expect(sounds['b']).toBe('dropped');
    await settle();
    await answer('b');
    await answer('c');
    tell({ kind: 'reset' });
    expect(sounds).toMatchObject({ b: 'dropped', c: 'dropped' });
    await settle();
    await answer('b');
    stop();
    expect(sounds['b']).toBe('dropped');
  });

  it('holds on to nothing once it is no longer followed', async () => {
    const { neighbours, asked, answer, stop } = someNeighbours();
    neighbours.want(['a', 'b']);
    await settle();
    await answer('a');
    stop();
    expect(neighbours.call('a')).toBeNull();
    expect(asked.find(({ what }) => what === 'b')?.signal?.aborted).toBe(true);
  });
});
