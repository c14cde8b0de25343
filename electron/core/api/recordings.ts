import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function recordingsApi({ peaks, retryRecording }: ApiDeps) {
  return {
    peaks: api.recordings.peaks.handler(async ({ input, errors }) => {
      const kept = await peaks(input.callId, input.kind);
      if (kept === null) throw errors.NOT_FOUND();
      return new Blob([new Uint8Array(kept)], { type: 'application/octet-stream' });
    }),
    retry: api.recordings.retry.handler(async ({ input, errors }) => {
      const recording = await retryRecording(input.callId, input.kind);
      if (recording === null) throw errors.NOT_FOUND();
      return recording;
    }),
  };
}
