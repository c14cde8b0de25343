import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safe } from '@orpc/client';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { ranged, startRecordingHost } from '../support/recordingHost.ts';
import type { RecordingHost } from '../support/recordingHost.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { sentences } from '../support/callsToTime.ts';
import { waitFor } from '../support/waitFor.ts';
import { asPcm16, aTone, aWav } from '../support/wav.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

/** Knows of each sentence without a time that it is spoken in the second of its place. */
const timing = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, sentences }) => parentPort.postMessage({ id, times: {
    verdict: { state: 'solved', reason: 'solved', why: 'Heard in both recordings.' },
    sentences: sentences.map(({ startMs, endMs }, at) => startMs === null ? { startMs: at * 1000, endMs: at * 1000 + 900, timing: 'estimated' } : { startMs, endMs, timing: 'given' }),
    measured: {},
  } }));
`)}`);
const wav = aWav({ data: asPcm16(aTone(10)) });

describe.each(transports)('times over %s', (_name, connect) => {
  let host: RecordingHost;
  let earshot: StartedCore;
  let connection: Connection;
  let client: EarshotClient;
  beforeEach(async () => {
    host = await startRecordingHost({ '/both.wav': ranged(wav), '/user.wav': ranged(wav) });
    earshot = await startCore({ settings: { recordings: { allowedPrivateHosts: [host.host] } }, threads: { timing } });
    connection = await connect(earshot.core);
    ({ client } = connection);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
    await host[Symbol.asyncDispose]();
  });

  const push = (more: Parameters<typeof aPushedRecord>[0] = {}): Promise<Response> => earshot.push(aPushedRecord({ callDetailList: sentences, fullAudioUrl: `${host.url}/both.wav`, customerAudioUrl: `${host.url}/user.wav`, ...more }));
  const becomes = (reason: string) => waitFor(async () => {
    const call = (await safe(client.calls.get({ callId: 'call-1' }))).data;
    return call?.timing.reason === reason ? call : null;
  });

  it('tells of them once they are estimated, and shows them with their call', async () => {
    const events = await client.events.watch({ after: 0 });
    await push();
    let seq = 0;
    for await (const event of events) {
      if (event.kind !== 'times') continue;
      expect(event.callId).toBe('call-1');
      ({ seq } = event);
      break;
    }
    expect(seq).toBeGreaterThan(0);
    const call = await client.calls.get({ callId: 'call-1' });
    expect(call.timing).toEqual({ state: 'solved', reason: 'solved', why: 'Heard in both recordings.', shiftMs: 0, hasCorrections: false });
    expect(call.utterances).toMatchObject([{ startMs: 0, endMs: 900, timing: 'estimated', corrected: null }, { startMs: 3000, endMs: 4000, timing: 'given' }, { startMs: 2000, endMs: 2900, timing: 'estimated' }]);
    expect(call.conversation).toMatchObject({ robotMs: 1800, customerMs: 1000, isEstimated: true, lastSpeaker: 'customer' });
  });

  it('says in words why they are not known', async () => {
    await push({ customerAudioUrl: undefined });
    expect((await becomes('no-customer-recording')).timing).toMatchObject({ state: 'unknown', why: 'Without the customer’s own recording the voices cannot be told apart.' });
    await push({ chatRound: 9, customerAudioUrl: `${host.url}/late.wav` });
    expect((await becomes('recording-coming')).timing).toMatchObject({ state: 'waiting', why: 'Waits for the recordings.' });
    await waitFor(async () => (await client.calls.get({ callId: 'call-1' })).recordings[1]?.reason === 'not-there-yet');
    host.set('/late.wav', ranged(wav));
    await client.recordings.retry({ callId: 'call-1', kind: 'customer' });
    await becomes('solved');
  });

  it('has them corrected, shifted and taken back, tells every watcher, and answers what was before', async () => {
    await push();
    await becomes('solved');
    const events = await client.events.watch({});
    const set = { changes: [{ index: 0, startMs: 100, endMs: 950 }] };
    expect(await client.timings.correct({ callId: 'call-1', ...set })).toEqual({ changes: [{ index: 0, reset: true }], shiftMs: 0 });
    expect(await client.timings.shift({ callId: 'call-1', shiftMs: -100 })).toEqual({ changes: [], shiftMs: 0 });
    const corrected = await client.calls.get({ callId: 'call-1' });
    expect([corrected.utterances[0], corrected.timing, corrected.conversation?.robotMs]).toMatchObject([{ startMs: 0, endMs: 900, corrected: { startMs: 100, endMs: 950 } }, { shiftMs: -100, hasCorrections: true }, 1750]);
    const before = await client.timings.reset({ callId: 'call-1' });
    expect(before).toEqual({ ...set, shiftMs: -100 });
    expect(await client.timings.correct({ callId: 'call-1', ...before })).toEqual({ changes: [{ index: 0, reset: true }], shiftMs: 0 });
    expect(await client.calls.get({ callId: 'call-1' })).toEqual(corrected);
    const heard: string[] = [];
    for await (const event of events) {
      heard.push(event.kind);
      if (heard.length === 4) break;
    }
    expect(heard).toEqual(['times', 'times', 'times', 'times']);
  });

  it('refuses what no sentence can have, in words', async () => {
    await push();
    await becomes('solved');
    const wrong = await safe(client.timings.correct({ callId: 'call-1', changes: [{ index: 0, startMs: 900, endMs: 100 }, { index: 2, startMs: 9000, endMs: 10_500 }, { index: 7, startMs: 1, endMs: 2 }] }));
    expect(wrong.error).toMatchObject({
      code: 'INVALID_TIMES',
      message: 'There is no sentence 8. Sentence 1 would end before it begins. Sentence 3 would end after the recording, which has 10.0 s.',
      data: { problems: [{ index: 7 }, { index: 0 }, { index: 2, problem: 'Sentence 3 would end after the recording, which has 10.0 s.' }] },
    });
    expect((await safe(client.timings.shift({ callId: 'call-1', shiftMs: 20_000 }))).error).toMatchObject({ code: 'INVALID_TIMES', message: 'The recording has only 10.0 s: no sentence can be put off by more.' });
    expect((await safe(client.timings.correct({ callId: 'call-1', changes: [{ index: 0, startMs: 0.5, endMs: 2 }] }))).error).toMatchObject({ code: 'BAD_REQUEST' });
    for (const asked of [client.timings.correct({ callId: 'x', changes: [] }), client.timings.shift({ callId: 'x', shiftMs: 1 }), client.timings.reset({ callId: 'x' })]) {
      expect((await safe(asked)).error).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await client.calls.get({ callId: 'call-1' })).timing.hasCorrections).toBe(false);
  });

  it('estimates them anew when a revision brings other sentences', async () => {
    await push();
    await becomes('solved');
    await push({ chatRound: 9, callDetailList: [...sentences, { callDetailId: 4, text: 'Goodbye.', type: 'ROBOT' }] });
    const again = await waitFor(async () => {
      const call = await client.calls.get({ callId: 'call-1' });
      return call.utterances.length === 4 && call.timing.state === 'solved' ? call : null;
    });
    expect(again.utterances[3]).toMatchObject({ startMs: 3000, timing: 'estimated' });
  });
});
