import type { AppClient } from '#renderer/app/client.ts';
import {
  createMixer,
  createPlayback,
  createPlayerMemory,
  createWaves,
  decodeWave,
  isHere,
  timedSentences,
  type Playback,
  type Sources,
  type Waves,
} from '#renderer/player/index.ts';
import { createTimesEditor, type TimesEditor } from '#renderer/times/index.ts';
import type { CallDetail } from '#shared/model/call.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { shownSentences } from '#shared/model/sentenceTimes.ts';
import { createCallStore, type CallStore } from './callStore.ts';
import { createCallFiles, type CallFiles } from './filesStore.ts';
import type { Neighbours } from './neighboursStore.ts';
import { createSound, soundUrl } from './sounds.ts';

/** All that lives as long as a call is open. */
export interface OpenCall extends CallStore {
  readonly callId: string;
  readonly playback: Playback;
  readonly waves: Waves;
  readonly files: CallFiles;
  readonly times: TimesEditor;
  /** Where the file of a recording is to be had as it came. */
  readonly downloadUrl: (kind: RecordingKind) => string;
}

/** Frames stop in a hidden page, whose sound goes on: a loop still has to come back. */
function nextFrame(callback: () => void): () => void {
  if (document.hidden) {
    const timer = setTimeout(callback, 50);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(frame);
}

function shownOf(state: ReturnType<CallStore['store']['getState']>): CallDetail | null {
  return state.state === 'ready' ? state.call : null;
}

/** Opens a call: its record, its sound and its waves, until it is closed. What `loaded` has of it is there at once. */
export function openCall(client: AppClient, callId: string, loaded: Pick<Neighbours, 'call' | 'peaks' | 'takeSound'>): OpenCall {
  const { api, recordingUrl } = client;
  const call = createCallStore(client, callId, loaded.call(callId));
  const playback = createPlayback({
    createSound(url) {
      const sound = loaded.takeSound(callId, url) ?? createSound();
      sound.hidden = true;
      document.body.append(sound);
      return sound;
    },
    dropSound: (sound) => sound.remove(),
    nextFrame,
    createMixer,
    memory: createPlayerMemory(window.localStorage),
  });
  const waves = createWaves({
    loadPeaks: (recording, signal) => loaded.peaks(callId, recording) ?? api.recordings.peaks({ callId, kind: recording.kind }, { signal }),
    decode: (kind, signal) => decodeWave(recordingUrl(callId, kind), signal),
  });

  function sourcesOf(recordings: readonly Recording[]): Sources {
    return Object.fromEntries(
      recordings.filter(isHere).map((recording) => [recording.kind, { url: soundUrl(client, callId, recording), durationMs: recording.durationMs }]),
    );
  }

  const files = createCallFiles(client, callId);

  let shown: CallDetail | null = null;
  function show(): void {
    const state = call.store.getState();
    if (state.state !== 'ready' || state.call === shown) return;
    const { recordings, utterances, timing } = state.call;
    if (utterances !== shown?.utterances || timing.shiftMs !== shown.timing.shiftMs) playback.setSentences(timedSentences(shownSentences(utterances, timing.shiftMs)));
    if (recordings !== shown?.recordings) {
      playback.setSources(sourcesOf(recordings));
      waves.setRecordings(recordings);
    }
    shown = state.call;
  }
  const times = createTimesEditor({
    timings: api.timings,
    callId,
    call: {
      ...call,
      shown: () => shownOf(call.store.getState()),
      subscribe: call.store.subscribe,
    },
    durationMs: () => playback.store.getState().durationMs,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  const stops = [call.store.subscribe(show), waves.store.subscribe(playback.setWaves)];
  show();

  return {
    ...call,
    callId,
    playback,
    waves,
    files,
    times,
    downloadUrl: (kind) => `${recordingUrl(callId, kind)}?form=original`,
    close() {
      for (const stop of stops) stop();
      times.close();
      call.close();
      playback.close();
      waves.close();
      files.close();
    },
  };
}
