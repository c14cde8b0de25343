import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPushedRecord } from '../support/pushes.ts';
import { ranged, startPrivateListener, startRecordingHost, status } from '../support/recordingHost.ts';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';
import { asPcm16, aTone, aWav } from '../support/wav.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'earshot-serve-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const long = aWav({ data: asPcm16(aTone(120)) });
const sound = aWav({ data: asPcm16(aTone(3)) });

interface Shown {
  readonly state: string;
  readonly reason: string | null;
}
const recordingOf = async (earshot: StartedServe, callId: string): Promise<Shown | undefined> => {
  const response = await earshot.fetchApi(`/calls/${callId}`);
  return response.ok ? ((await response.json()) as { recordings: Shown[] }).recordings[0] : undefined;
};
const becomes = (earshot: StartedServe, callId: string, state: string) => waitFor(async () => ((await recordingOf(earshot, callId))?.state === state ? recordingOf(earshot, callId) : null));
const push = (earshot: StartedServe, callId: string, url: string): Promise<Response> => earshot.push(aPushedRecord({ callId, fullAudioUrl: url, customerAudioUrl: undefined }));

describe('recordings of earshot serve', () => {
  it('are taken up by range after a kill -9 in the middle of a download', async () => {
    await using host = await startRecordingHost({
      '/x.wav': (_, response) => {
        response.writeHead(200, { 'content-length': long.length, etag: '"v1"' });
        response.write(long.subarray(0, 1_000_000));
      },
    });
    const env = { EARSHOT_RECORDING_HOSTS: host.host };
    const dir = join(dataDir, 'recordings');
    {
      await using earshot = await startServe({ dataDir, env });
      await push(earshot, 'c', `${host.url}/x.wav`);
      await waitFor(async () => {
        const part = (await readdir(dir)).find((name) => name.endsWith('.part'));
        return part !== undefined && (await stat(join(dir, part))).size === 1_000_000;
      });
      await earshot.kill();
    }
    host.set('/x.wav', ranged(long));
    await using again = await startServe({ dataDir, env });
    await becomes(again, 'c', 'ready');
    expect(host.asked.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([[undefined, undefined], [`bytes=${1_000_000 - 16_384}-`, '"v1"']]);
    const served = await again.fetchApi('/calls/c/recordings/composite');
    expect(Buffer.from(await served.arrayBuffer()).equals(long)).toBe(true);
    expect((await readdir(dir)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('are shown as they are, and as they came for saving, under a name of Earshot’s own', async () => {
    await using host = await startRecordingHost({ '/..%2f..%2fevil.html?name=%22x': ranged(sound) });
    await using earshot = await startServe({ dataDir, env: { EARSHOT_RECORDING_HOSTS: host.host } });
    await push(earshot, 'call 1"/../x', `${host.url}/..%2f..%2fevil.html?name=%22x`);
    const callId = encodeURIComponent('call 1"/../x');
    await becomes(earshot, callId, 'ready');
    const path = `/calls/${callId}/recordings/composite`;
    const shown = await earshot.fetchApi(path);
    expect(shown.headers.get('content-disposition')).toBe('inline; filename="call_1__.._x-composite.wav"');
    const saved = await earshot.fetchApi(`${path}?form=original`);
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="call_1__.._x-composite.wav"');
    expect(saved.headers.get('content-type')).toBe('audio/wav');
    expect(Buffer.from(await saved.arrayBuffer()).equals(sound)).toBe(true);
    expect((await readdir(join(dataDir, 'recordings'))).every((name) => /^[0-9a-f]{40}\.wav(?:\.dat)?$/.test(name))).toBe(true);
  });

  it('are never asked of a private address, by whatever way it is named', async () => {
    await using inside = await startPrivateListener();
    await using outside = await startRecordingHost({ '/a': status(307, { location: `http://${inside.host}/x` }), '/b': status(301, { location: `http://localhost.:${inside.port}/x` }) });
    await using earshot = await startServe({ dataDir, env: { EARSHOT_RECORDING_HOSTS: outside.host, http_proxy: `http://${inside.host}`, HTTPS_PROXY: `http://${inside.host}`, NODE_USE_ENV_PROXY: '1' } });
    const urls = [`http://${inside.host}/`, `http://localhost:${inside.port}/`, `http://[::ffff:7f00:1]:${inside.port}/`, `http://2130706433:${inside.port}/`, `${outside.url}/a`, `${outside.url}/b`];
    for (const [at, url] of urls.entries()) await push(earshot, `c-${at}`, url);
    for (const at of urls.keys()) await waitFor(async () => (await recordingOf(earshot, `c-${at}`))?.reason === 'private-address');
    expect(inside.connections()).toBe(0);
    const { items, totals } = (await earshot.getJson('/recordings/at-risk')) as { items: { callId: string }[]; totals: object };
    expect(items.map(({ callId }) => callId).toSorted()).toEqual(urls.map((_, at) => `c-${at}`));
    expect(totals).toMatchObject({ coming: 3, givenUp: 3 });
    expect(await earshot.getJson('/recordings/usage')).toMatchObject({ files: 0, bytes: 0, isPaused: false });
  });
});
