import { describe, expect, it } from 'vitest';
import { waveOf } from '#renderer/player/wave.ts';
import { createWaves, waveFromPeaks, type WavesDeps } from '#renderer/player/waveStore.ts';
import { encodePeaks } from '#shared/model/peaks.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { aRecording } from '../../support/calls.ts';

const somePeaks = (...pairs: number[]) =>
  encodePeaks({ sampleRate: 8000, samplesPerPixel: 80, length: pairs.length / 2, channels: 1, data: Int8Array.from(pairs) });

function someWaves(deps: Partial<WavesDeps> = {}) {
  const asked: string[] = [];
  const waves = createWaves({
    loadPeaks: ({ kind }: Recording) => {
      asked.push(`peaks ${kind}`);
      return Promise.resolve(new Blob([somePeaks(-64, 32)]));
    },
    decode: (kind: RecordingKind) => {
      asked.push(`decode ${kind}`);
      return Promise.resolve(waveOf([Float32Array.from([1])], 100));
    },
    decodeAfterMs: 0,
    ...deps,
  });
  return { waves, asked };
}

const changed = (waves: ReturnType<typeof createWaves>): Promise<void> =>
  new Promise((resolve) => {
    const stop = waves.store.subscribe(() => {
      stop();
      resolve();
    });
  });

describe('waveFromPeaks', () => {
  it('takes the louder of both extremes of each point', () => {
    const { loudness, pointsPerSecond } = waveFromPeaks(somePeaks(-64, 32, -16, 96).buffer);
    expect([...loudness]).toEqual([0.5, 0.75]);
    expect(pointsPerSecond).toBe(100);
  });

  it('keeps the channels of a stereo sound apart and is as loud as the louder one', () => {
    const peaks = encodePeaks({ sampleRate: 8000, samplesPerPixel: 80, length: 2, channels: 2, data: Int8Array.of(-64, 0, 0, 32, -16, 16, 0, 96) });
    const { loudness, channels } = waveFromPeaks(peaks.buffer);
    expect(channels.map((channel) => Array.from(channel))).toEqual([[0.5, 0.125], [0.25, 0.75]]);
    expect([...loudness]).toEqual([0.5, 0.75]);
  });
});

describe('createWaves', () => {
  it('loads the kept peaks once', async () => {
    const { waves, asked } = someWaves();
    waves.setRecordings([aRecording()]);
    await changed(waves);
    waves.setRecordings([aRecording()]);
    expect(asked).toEqual(['peaks composite']);
    expect([...(waves.store.getState().composite?.loudness ?? [])]).toEqual([0.5]);
  });

  it('decodes here what no peaks are kept of', async () => {
    const { waves, asked } = someWaves();
    waves.setRecordings([aRecording({ kind: 'customer', hasPeaks: false })]);
    await changed(waves);
    expect(asked).toEqual(['decode customer']);
    expect([...(waves.store.getState().customer?.loudness ?? [])]).toEqual([1]);
  });

  it('takes the peaks instead when they come before that', async () => {
    const { waves, asked } = someWaves({ decodeAfterMs: 60_000 });
    waves.setRecordings([aRecording({ hasPeaks: false })]);
    waves.setRecordings([aRecording({ hasPeaks: true })]);
    await changed(waves);
    expect(asked).toEqual(['peaks composite']);
  });

  it('asks for nothing that is not here, and drops what is no longer here', async () => {
    const { waves, asked } = someWaves();
    waves.setRecordings([aRecording({ state: 'waiting' }), aRecording({ kind: 'customer', state: 'none' })]);
    expect(asked).toEqual([]);
    waves.setRecordings([aRecording()]);
    await changed(waves);
    waves.setRecordings([aRecording({ state: 'waiting', hasPeaks: false })]);
    expect(waves.store.getState()).toEqual({});
  });

  it('shows nothing that arrives after it was closed', async () => {
    const { promise, resolve } = Promise.withResolvers<Blob>();
    const { waves } = someWaves({ loadPeaks: () => promise });
    waves.setRecordings([aRecording()]);
    waves.close();
    resolve(new Blob([somePeaks(-64, 32)]));
    await promise;
    await Promise.resolve();
    expect(waves.store.getState()).toEqual({});
  });
});
