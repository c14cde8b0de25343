import type { ServerResponse } from 'node:http';
import { expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { Recording } from '#shared/model/recording.ts';
import { startRecordingHost } from '../../support/recordingHost.ts';
import { startRecordings } from '../../support/startRecordings.ts';
import { aRecording } from '../../support/calls.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(20)) });

it('tells how far a download is, now and then, without writing it down', async () => {
  const held: ServerResponse[] = [];
  await using host = await startRecordingHost({
    '/x.wav': (_, response) => {
      response.writeHead(200, { 'content-length': wav.length });
      response.write(wav.subarray(0, 100_000));
      held.push(response);
    },
  });
  const onChange = vi.fn<() => void>();
  await using started = await startRecordings({ rules: { allowedPrivateHosts: [host.host] }, onChange });
  const marks = vi.spyOn(started.queue, 'markDownloading');
  started.queue.add('call-1', 'composite', `${host.url}/x.wav`);
  started.recordings.wake();
  const { progress } = started.recordings;
  const shown = (state: Recording['state']): Recording => started.recordings.shown('call-1', aRecording({ state }));
  await eventually(() => expect(shown('downloading')).toMatchObject({ receivedBytes: 100_000, totalBytes: wav.length }));
  await eventually(() => expect(progress.since(0)).toEqual([{ callId: 'call-1', kind: 'composite' }]));
  const { length: changes } = onChange.mock.calls;
  const before = progress.latest();
  expect(progress.since(before)).toEqual([]);
  for (let at = 100_000; at < 200_000; at += 1000) held[0]?.write(wav.subarray(at, at + 1000));
  await eventually(() => expect(progress.since(before)).toHaveLength(1));
  expect(onChange.mock.calls.length - changes).toBeLessThanOrEqual(2);
  expect(marks).toHaveBeenCalledTimes(1);

  held[0]?.end(wav.subarray(200_000));
  await started.becomes('call-1', 'ready');
  expect(progress.since(0)).toEqual([]);
  expect(shown('ready')).toMatchObject({ receivedBytes: null, totalBytes: null });
});
