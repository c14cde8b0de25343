import { createStore, type StoreApi } from 'zustand/vanilla';
import { parsePeaks } from '#shared/model/peaks.ts';
import { recordingKinds, type Recording, type RecordingKind } from '#shared/model/recording.ts';
import { isHere, soundVersion } from './lanes.ts';
import { waveOf, type Wave } from './wave.ts';

/** What can be drawn of each recording; absent while there is nothing to draw. */
type WaveState = Readonly<Partial<Record<RecordingKind, Wave>>>;

export interface Waves {
  readonly store: StoreApi<WaveState>;
  /** Loads what can be drawn now and drops what is no longer there. */
  setRecordings(recordings: readonly Recording[]): void;
  close(): void;
}

export interface WavesDeps {
  /** The kept peaks (`.dat`); rejects where there are none. */
  readonly loadPeaks: (recording: Recording, signal: AbortSignal) => Promise<Blob> | Blob;
  /** Decodes the sound here, for a format that no peaks are kept of; null where it cannot be decoded. */
  readonly decode: (kind: RecordingKind, signal: AbortSignal) => Promise<Wave | null>;
  /** How long to wait for kept peaks before decoding here, ms. */
  readonly decodeAfterMs?: number;
}

/** The wave of kept peaks: of each point the louder of both extremes. */
export function waveFromPeaks(bytes: ArrayBuffer): Wave {
  const { sampleRate, samplesPerPixel, length, channels: count, data } = parsePeaks(bytes);
  const channels = Array.from({ length: count }, (_, channel) => {
    const loudness = new Float32Array(length);
    for (let point = 0; point < length; point += 1) {
      const at = (point * count + channel) * 2;
      loudness[point] = Math.max(Math.abs(data[at] ?? 0), Math.abs(data[at + 1] ?? 0)) / 128;
    }
    return loudness;
  });
  return waveOf(channels, sampleRate / samplesPerPixel);
}

/** Waves of an opened call, from the kept peaks, else decoded here. */
export function createWaves({ loadPeaks, decode, decodeAfterMs = 4_000 }: WavesDeps): Waves {
  const store = createStore<WaveState>(() => ({}));
  const running = new Map<RecordingKind, { readonly version: string; readonly stop: AbortController }>();

  async function load(recording: Recording, signal: AbortSignal): Promise<void> {
    const { kind, hasPeaks } = recording;
    let wave: Wave | null;
    if (hasPeaks) {
      wave = waveFromPeaks(await (await loadPeaks(recording, signal)).arrayBuffer());
    } else {
      await pause(decodeAfterMs, signal);
      if (signal.aborted) return;
      wave = await decode(kind, signal);
    }
    if (!signal.aborted && wave !== null) store.setState({ [kind]: wave });
  }

  function drop(kind: RecordingKind): void {
    running.get(kind)?.stop.abort();
    running.delete(kind);
    if (store.getState()[kind] === undefined) return;
    const { [kind]: _dropped, ...rest } = store.getState();
    store.setState(rest, true);
  }

  return {
    store,
    setRecordings(recordings) {
      for (const kind of recordingKinds) {
        const recording = recordings.find((candidate) => candidate.kind === kind);
        const version = recording !== undefined && isHere(recording) ? `${soundVersion(recording)} ${String(recording.hasPeaks)}` : null;
        if (version === (running.get(kind)?.version ?? null)) continue;
        drop(kind);
        if (version === null || recording === undefined) continue;
        const stop = new AbortController();
        running.set(kind, { version, stop });
        // Without its peaks a lane stays flat; the sound plays all the same.
        load(recording, stop.signal).catch(() => undefined);
      }
    },
    close() {
      for (const kind of recordingKinds) drop(kind);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
