import type { AppClient } from '#renderer/app/client.ts';
import { createPlayback, createWaves, decodeWave, speeds, type Playback, type Sources, type Waves } from '#renderer/player/index.ts';
import type { Recording } from '#shared/model/recording.ts';
import { createCallStore, type CallStore } from './callStore.ts';

/** All that lives as long as a call is open. */
export interface OpenCall extends CallStore {
  readonly callId: string;
  readonly playback: Playback;
  readonly waves: Waves;
}

const speedKey = 'earshot.player.speed';

/** The speed of the last time, where the browser kept it. */
function keptSpeed(storage: Storage): number {
  const kept = Number(storage.getItem(speedKey));
  return speeds.find((speed) => speed === kept) ?? 1;
}

/** Opens a call: its record, its sound and its waves, until it is closed. */
export function openCall(client: AppClient, callId: string): OpenCall {
  const { api, recordingUrl } = client;
  const call = createCallStore(client, callId);
  const playback = createPlayback({
    createSound: () => {
      const sound = document.createElement('audio');
      sound.hidden = true;
      document.body.append(sound);
      return sound;
    },
    dropSound: (sound) => sound.remove(),
    nextFrame: (callback) => {
      const frame = requestAnimationFrame(callback);
      return () => cancelAnimationFrame(frame);
    },
    memory: {
      speed: () => keptSpeed(window.localStorage),
      keepSpeed: (speed) => window.localStorage.setItem(speedKey, String(speed)),
    },
  });
  const waves = createWaves({
    loadPeaks: (kind) => api.recordings.peaks({ callId, kind }),
    decode: (kind, signal) => decodeWave(recordingUrl(callId, kind), signal),
  });

  function sourcesOf(recordings: readonly Recording[]): Sources {
    const ready = recordings.filter(({ state }) => state === 'ready');
    return Object.fromEntries(
      // The size tells a recording apart from the one that a revision put in its place at the same address.
      ready.map(({ kind, durationMs, bytes }) => [kind, { url: `${recordingUrl(callId, kind)}?bytes=${String(bytes)}`, durationMs }]),
    );
  }

  let shown: readonly Recording[] | null = null;
  const stop = call.store.subscribe((state) => {
    if (state.state !== 'ready' || state.call.recordings === shown) return;
    shown = state.call.recordings;
    playback.setSources(sourcesOf(shown));
    waves.setRecordings(shown);
  });

  return {
    ...call,
    callId,
    playback,
    waves,
    close() {
      stop();
      call.close();
      playback.close();
      waves.close();
    },
  };
}
