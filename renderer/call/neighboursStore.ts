import type { AppClient } from '#renderer/app/client.ts';
import { isHere, soundVersion, type EarlySound, type EarlySounds } from '#renderer/player/index.ts';
import type { CallDetail } from '#shared/model/call.ts';
import type { Recording } from '#shared/model/recording.ts';

/** Calls that are likely to be opened next, loaded before they are. */
export interface Neighbours {
  /** Loads these calls, their peaks and what is heard first of them, the first one first; what else was kept or is on its way is let go. */
  readonly want: (callIds: readonly string[]) => void;
  /** The call as it was loaded, null where it was not or has changed since. */
  readonly call: (callId: string) => CallDetail | null;
  readonly peaks: (callId: string, recording: Recording) => Blob | null;
  /** The element that has the sound at `url`, loaded or on its way; whoever takes it keeps it. */
  readonly takeSound: (callId: string, url: string) => HTMLAudioElement | null;
  /** Hears of changes until the returned function is called, which lets go of everything. */
  readonly follow: () => () => void;
}

interface Loaded {
  readonly call: CallDetail;
  readonly peaks: Map<string, Blob>;
  readonly sound: EarlySound | null;
}

export interface NeighboursDeps extends Pick<AppClient, 'api' | 'events'> {
  readonly sounds: EarlySounds;
  /** Resolves when what was opened has had time to load; rejects when `signal` aborts. */
  readonly wait?: (signal: AbortSignal) => Promise<void>;
}

/** How many requests may be on their way at once. */
const mostAtOnce = 2;
const waitMs = 200;

const keyOf = (recording: Recording): string => `${recording.kind} ${soundVersion(recording)}`;

export function createNeighbours({ api, events, sounds, wait = waitABit }: NeighboursDeps): Neighbours {
  const loaded = new Map<string, Loaded>();
  let running = new AbortController();
  let wanted: readonly string[] = [];

  async function load(callId: string, signal: AbortSignal): Promise<void> {
    const call = await api.calls.get({ callId }, { signal });
    if (signal.aborted) return;
    const peaks = new Map<string, Blob>();
    loaded.set(callId, { call, peaks, sound: sounds.load(callId, call.recordings) });
    for (const recording of call.recordings) {
      if (!isHere(recording) || !recording.hasPeaks || signal.aborted) continue;
      peaks.set(keyOf(recording), await api.recordings.peaks({ callId, kind: recording.kind }, { signal }));
    }
  }

  async function loadAll(signal: AbortSignal): Promise<void> {
    await wait(signal);
    const left = wanted.filter((callId) => !loaded.has(callId));
    const worker = async (): Promise<void> => {
      for (let callId = left.shift(); callId !== undefined && !signal.aborted; callId = left.shift()) {
        // A call that cannot be loaded now is loaded when it is opened.
        await load(callId, signal).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, worker));
  }

  function begin(): void {
    running.abort();
    running = new AbortController();
    if (wanted.some((callId) => !loaded.has(callId))) loadAll(running.signal).catch(() => undefined);
  }

  function drop(callId: string): void {
    loaded.get(callId)?.sound?.drop();
    loaded.delete(callId);
  }

  function dropAll(): void {
    for (const callId of loaded.keys()) drop(callId);
  }

  /** What is loaded of it is no longer true. */
  function forget(callId: string): void {
    if (!wanted.includes(callId)) return;
    drop(callId);
    begin();
  }

  return {
    want(callIds) {
      wanted = callIds;
      for (const callId of loaded.keys()) if (!callIds.includes(callId)) drop(callId);
      begin();
    },
    call: (callId) => loaded.get(callId)?.call ?? null,
    peaks: (callId, recording) => loaded.get(callId)?.peaks.get(keyOf(recording)) ?? null,
    takeSound: (callId, url) => loaded.get(callId)?.sound?.take(url) ?? null,
    follow() {
      const stop = events.subscribe((event) => {
        if (event.kind === 'call') forget(event.call.callId);
        else if (event.kind === 'recording' || event.kind === 'times' || event.kind === 'review') forget(event.callId);
        else if (event.kind === 'reset') {
          dropAll();
          begin();
        }
      });
      return () => {
        stop();
        wanted = [];
        dropAll();
        running.abort();
      };
    },
  };
}

function waitABit(signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
  return promise;
}
