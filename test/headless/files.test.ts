import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { ranged, startRecordingHost } from '../support/recordingHost.ts';
import type { RecordingHost } from '../support/recordingHost.ts';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';
import { waitFor } from '../support/waitFor.ts';
import { asPcm16, aTone, aWav } from '../support/wav.ts';

const sound = asPcm16(aTone(4));

describe('files of calls over REST', () => {
  let host: RecordingHost;
  let earshot: StartedUi;
  beforeEach(async () => {
    host = await startRecordingHost();
    host.set('/both.wav', ranged(aWav({ data: sound })));
    earshot = await startUi({ settings: { recordings: { allowedPrivateHosts: [host.host] } } });
    await earshot.push(aPushedRecord({ callId: 'call-1', fullAudioUrl: `${host.url}/both.wav`, customerAudioUrl: undefined }));
    await waitFor(async () => ((await earshot.get('/api/calls/call-1/recordings/composite')).ok ? true : null));
  });
  afterEach(async () => {
    await earshot.close();
    await host[Symbol.asyncDispose]();
  });
  const made = (): string[] => readdirSync(join(earshot.dataDir, 'made'));

  it('hands out a clip, and keeps nothing of it', async () => {
    const answer = await earshot.get('/api/calls/call-1/clip?from=1000&to=2000.5');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-disposition': 'attachment; filename="call-1-composite-0m01.000s-0m02.001s.wav"',
      'cache-control': 'private, no-store',
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(aWav({ data: sound.subarray(16_000, 32_008) }))).toBe(true);
    const mp3 = await earshot.get('/api/calls/call-1/clip?from=0&to=2000&kind=composite&format=mp3');
    expect([mp3.status, mp3.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    await mp3.arrayBuffer();
    await waitFor(() => (made().length === 0 ? true : null));
  });

  it('hands out a call as one page, which nobody is to show from here', async () => {
    const answer = await earshot.get('/api/calls/call-1/evidence');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="call-1-.*\.html"$/);
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(await answer.text()).toMatch(/^<!doctype html>/);
  });

  it('refuses in words what cannot be had', async () => {
    const refused = async (path: string) => {
      const answer = await earshot.get(path);
      return [answer.status, await answer.json()];
    };
    expect(await refused('/api/calls/call-1/clip?to=1000')).toMatchObject([400, { code: 'BAD_REQUEST', message: expect.stringMatching(/^from /) }]);
    expect(await refused('/api/calls/call-1/clip?from=0&to=1000&format=ogg')).toMatchObject([400, { code: 'BAD_REQUEST', message: expect.stringMatching(/^format /) }]);
    expect(await refused('/api/calls/call-1/clip?from=0&to=1000&kind=customer')).toMatchObject([404, { code: 'NO_SOUND' }]);
    expect(await refused('/api/calls/call-1/clip?from=9000&to=10000')).toMatchObject([422, { code: 'NO_SUCH_STRETCH' }]);
    expect(await refused('/api/calls/nobody/evidence')).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect(await refused('/api/files/..%2fsettings.json')).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect((await earshot.get('/api/calls/call-1/clip?from=0&to=1000', { authorization: '' })).status).toBe(401);
  });

  it('describes both', async () => {
    const { paths } = (await earshot.getJson('/api/openapi.json')) as { paths: Record<string, { get: { parameters: { name: string }[] } }> };
    expect(paths['/calls/{callId}/clip']?.get.parameters.map(({ name }) => name)).toEqual(['callId', 'from', 'to', 'kind', 'format']);
    expect(paths['/calls/{callId}/evidence']?.get.parameters.map(({ name }) => name)).toEqual(['callId']);
  });
});
