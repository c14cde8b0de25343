import type { FetchedSound } from '../../electron/core/recordings/index.ts';

/** What an attempt brings that succeeds. */
export function aFetchedSound(overrides: Partial<FetchedSound> = {}): FetchedSound {
  return {
    url: 'https://r/1', file: 'one.wav', bytes: 1234, diskBytes: 1300, durationMs: 5600, contentType: 'audio/wav', codec: 'pcm', channels: 1, form: 'original', hasPeaks: true,
    ...overrides,
  };
}
