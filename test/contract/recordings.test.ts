import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safe } from '@orpc/client';
import type { ServerResponse } from 'node:http';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { ranged, startRecordingHost, status } from '../support/recordingHost.ts';
import type { RecordingHost } from '../support/recordingHost.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { asPcm16, aTone, aWav } from '../support/wav.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

const wav = aWav({ data: asPcm16(aTone(10)) });

describe.each(transports)('recordings over %s', (_name, connect) => {
  let host: RecordingHost;
  let earshot: StartedCore;
  let connection: Connection;
  let client: EarshotClient;
  beforeEach(async () => {
    host = await startRecordingHost();
    earshot = await startCore({ settings: { recordings: { allowedPrivateHosts: [host.host] } } });
    connection = await connect(earshot.core);
    ({ client } = connection);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
    await host[Symbol.asyncDispose]();
  });

  const push = async (callId: string, path: string): Promise<void> => {
    await earshot.push(aPushedRecord({ callId, fullAudioUrl: `${host.url}${path}`, customerAudioUrl: undefined }));
  };
  const recordingOf = async (callId: string) => (await safe(client.calls.get({ callId }))).data?.recordings[0];
  const becomes = (callId: string, state: string) => waitFor(async () => ((await recordingOf(callId))?.state === state ? recordingOf(callId) : null));

  it('lists what is not here with its calls, and asks for all of it again', async () => {
    host.set('/gone.wav', status(410));
    await push('late', '/late.wav');
    await push('gone', '/gone.wav');
    await waitFor(async () => (await recordingOf('late'))?.reason);
    await becomes('gone', 'unavailable');
    const { items, totals, nextCursor } = await client.recordings.atRisk({});
    expect(items).toMatchObject([
      { callId: 'late', phone: '447700900123', statusGroup: 'answered', kind: 'composite', recording: { state: 'waiting', reason: 'not-there-yet', attempts: 1 } },
      { callId: 'gone', recording: { state: 'unavailable', reason: 'gone' } },
    ]);
    expect([totals.coming, totals.givenUp, totals.nextGiveUpAtMs, nextCursor]).toEqual([1, 1, items[0]?.recording.giveUpAtMs, null]);
    const first = await client.recordings.atRisk({ limit: 1 });
    expect((await client.recordings.atRisk({ limit: 1, cursor: first.nextCursor ?? '' })).items).toEqual(items.slice(1));

    for (const path of ['/late.wav', '/gone.wav']) host.set(path, ranged(wav));
    expect(await client.recordings.retryAll()).toEqual({ recordings: 2 });
    for (const callId of ['late', 'gone']) await becomes(callId, 'ready');
    expect(await client.recordings.atRisk({})).toEqual({ items: [], nextCursor: null, totals: { coming: 0, givenUp: 0, nextGiveUpAtMs: null } });
  });

  it('tells what is kept, frees it, and fetches it again by hand', async () => {
    host.set('/x.wav', ranged(wav));
    await push('call-1', '/x.wav');
    const before = await becomes('call-1', 'ready');
    expect(before).toMatchObject({ codec: 'pcm', channels: 1, playable: true, isOld: false, bytes: wav.length, giveUpAtMs: null });
    const usage = await client.recordings.usage();
    expect(usage).toMatchObject({ files: 1, freeableFiles: 1, freeableBytes: usage.bytes, freedFiles: 0, freeing: null, budgetBytes: null, isPaused: false });
    expect(usage.bytes).toBeGreaterThan(wav.length);
    expect(usage.disk?.reservedBytes).toBeLessThanOrEqual(500 * 1024 * 1024);

    expect(await client.recordings.free({ olderThanDays: 1 })).toEqual({ bytes: 0, files: 0 });
    expect(await client.recordings.free({})).toEqual({ bytes: usage.bytes, files: 1 });
    expect(await recordingOf('call-1')).toMatchObject({ state: 'freed', version: '', bytes: null });
    expect(await client.recordings.usage()).toMatchObject({ bytes: 0, files: 0, freedFiles: 1 });
    expect(await earshot.core.recordingFile('call-1', 'composite', 'playable')).toBeNull();
    expect((await safe(client.recordings.peaks({ callId: 'call-1', kind: 'composite' }))).error).toMatchObject({ code: 'NOT_FOUND' });

    expect(await client.recordings.retry({ callId: 'call-1', kind: 'composite' })).toMatchObject({ kind: 'composite' });
    const after = await becomes('call-1', 'ready');
    expect(after?.version).not.toBe(before?.version);
  });

  it('keeps within the room that the settings give it', async () => {
    host.set('/x.wav', ranged(wav));
    await push('call-1', '/x.wav');
    await becomes('call-1', 'ready');
    await client.settings.update({ recordings: { maxFileMiB: 1, budgetGiB: 10, keepDays: 30 } });
    expect(await client.recordings.usage()).toMatchObject({ budgetBytes: 10 * 1024 ** 3, files: 1 });
    expect((await safe(client.settings.update({ recordings: { maxFileMiB: 0 } }))).error).toMatchObject({ code: 'INVALID_SETTINGS' });
    host.set('/long.wav', aWav({ data: asPcm16(aTone(80)) }));
    await push('call-2', '/long.wav');
    expect(await becomes('call-2', 'unavailable')).toMatchObject({ reason: 'too-large' });
    await client.settings.update({ recordings: { maxFileMiB: 2 } });
    await becomes('call-2', 'ready');
  });

  it('tells in events how far a download is, and shows it with its call', async () => {
    const held: ServerResponse[] = [];
    host.set('/x.wav', (_, response) => {
      response.writeHead(200, { 'content-length': wav.length });
      response.write(wav.subarray(0, 60_000));
      held.push(response);
    });
    const events = await client.events.watch({ after: 0 });
    await push('call-1', '/x.wav');
    await client.recordings.prioritise({ callId: 'call-1', neighbours: ['call-2'] });
    const heard: (AppEvent & { kind: 'recording' })[] = [];
    for await (const event of events) {
      if (event.kind !== 'recording') continue;
      heard.push(event);
      if (event.recording.receivedBytes !== null && event.recording.receivedBytes > 0) break;
    }
    expect(heard.at(-1)).toMatchObject({ callId: 'call-1', recording: { state: 'downloading', receivedBytes: 60_000, totalBytes: wav.length } });
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map(({ seq }) => seq).toSorted((a, b) => a - b));
    expect(await recordingOf('call-1')).toMatchObject({ state: 'downloading', receivedBytes: 60_000, attempts: 1 });
    held[0]?.end(wav.subarray(60_000));
    expect(await becomes('call-1', 'ready')).toMatchObject({ receivedBytes: null, totalBytes: null });
  });

  it('serves the old sound of a call until the new one is here', async () => {
    const newer = aWav({ data: asPcm16(aTone(12)) });
    host.set('/old.wav', ranged(wav));
    await push('call-1', '/old.wav');
    const before = await becomes('call-1', 'ready');
    await push('call-1', '/new.wav');
    const waiting = await waitFor(async () => ((await recordingOf('call-1'))?.reason === 'not-there-yet' ? recordingOf('call-1') : null));
    expect(waiting).toMatchObject({ state: 'waiting', isOld: true, version: before?.version, url: `${host.url}/new.wav`, durationMs: 10_000 });
    expect(await earshot.core.recordingFile('call-1', 'composite', 'playable')).toMatchObject({ bytes: wav.length, name: 'call-1-composite.wav' });
    expect((await client.recordings.peaks({ callId: 'call-1', kind: 'composite' })).size).toBeGreaterThan(100);
    host.set('/new.wav', ranged(newer));
    await client.recordings.retry({ callId: 'call-1', kind: 'composite' });
    expect(await becomes('call-1', 'ready')).toMatchObject({ isOld: false, durationMs: 12_000 });
    expect(await earshot.core.recordingFile('call-1', 'composite', 'original')).toMatchObject({ bytes: newer.length });
  });
});
