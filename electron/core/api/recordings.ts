import { withGroup } from './calls.ts';
import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function recordingsApi({ peaks, reader, recordings, settings }: ApiDeps) {
  return {
    peaks: api.recordings.peaks.handler(async ({ input, errors }) => {
      const kept = await peaks(input.callId, input.kind);
      if (kept === null) throw errors.NOT_FOUND();
      return new Blob([new Uint8Array(kept)], { type: 'application/octet-stream' });
    }),
    retry: api.recordings.retry.handler(async ({ input, errors }) => {
      const recording = await recordings.retry(input.callId, input.kind);
      if (recording === null) throw errors.NOT_FOUND();
      return recordings.shown(input.callId, recording);
    }),
    retryAll: api.recordings.retryAll.handler(async () => ({ recordings: await recordings.retryAll() })),
    atRisk: api.recordings.atRisk.handler(async ({ input }) => {
      const page = await reader.listMissing(input);
      const { statuses } = settings.current();
      return { ...page, items: page.items.map((item) => Object.assign(withGroup(item, statuses), { recording: recordings.shown(item.callId, item.recording) })) };
    }),
    usage: api.recordings.usage.handler(() => recordings.usage()),
    free: api.recordings.free.handler(({ input }) => recordings.free(input.olderThanDays)),
    prioritise: api.recordings.prioritise.handler(({ input }) => recordings.prioritise([input.callId, ...input.neighbours])),
  };
}
