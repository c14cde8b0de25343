import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safe } from '@orpc/client';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { ranged, startRecordingHost } from '../support/recordingHost.ts';
import type { RecordingHost } from '../support/recordingHost.ts';
import { soundBytes } from '../support/sounds.ts';
import { startCore } from '../support/startCore.ts';
import type { StartedCore } from '../support/startCore.ts';
import { waitFor } from '../support/waitFor.ts';
import { asPcm16, aTone, aWav } from '../support/wav.ts';
import { transports } from './transports.ts';
import type { Connection } from './transports.ts';

const both = asPcm16(aTone(10));
const customer = asPcm16(aTone(10).map((sample) => sample / 3));

describe.each(transports)('files of calls over %s', (_name, connect) => {
  let host: RecordingHost;
  let earshot: StartedCore;
  let connection: Connection;
  let client: EarshotClient;
  beforeEach(async () => {
    host = await startRecordingHost();
    host.set('/both.wav', ranged(aWav({ data: both })));
    host.set('/customer.wav', ranged(aWav({ data: customer })));
    host.set('/gsm.wav', ranged(soundBytes('gsm.wav')));
    earshot = await startCore({ settings: { recordings: { allowedPrivateHosts: [host.host] } } });
    connection = await connect(earshot.core);
    ({ client } = connection);
  });
  afterEach(async () => {
    await connection.close();
    await earshot.close();
    await host[Symbol.asyncDispose]();
  });

  const push = async (callId: string, composite: string | undefined, customerPath?: string): Promise<void> => {
    const [fullAudioUrl, customerAudioUrl] = [composite, customerPath].map((path) => (path === undefined ? undefined : `${host.url}${path}`));
    await earshot.push(aPushedRecord({ callId, fullAudioUrl, customerAudioUrl }));
    const isThere = async () => (await safe(client.calls.get({ callId }))).data?.recordings.every(({ state }) => state === 'ready' || state === 'none') ?? false;
    await waitFor(async () => ((await isThere()) ? true : null));
  };
  const codeOf = async (wanted: Parameters<EarshotClient['files']['clip']>[0]) => (await safe(client.files.clip(wanted))).error;
  /** The bytes of a file that was made, as a host hands them out. */
  const take = (id: string): Buffer | null => {
    const file = earshot.core.takeFile(id);
    if (file === null) return null;
    const bytes = readFileSync(file.path);
    file.release();
    expect(existsSync(file.path)).toBe(false);
    return bytes;
  };

  it('makes clips of what is heard, to be taken once', async () => {
    await push('call/1', '/both.wav', '/customer.wav');
    const clip = await client.files.clip({ callId: 'call/1', from: 1500, to: 62_000, format: 'wav' });
    expect(clip).toMatchObject({ name: 'call_1-composite-0m01.500s-1m02.000s.wav', contentType: 'audio/wav' });
    expect(take(clip.id)?.equals(aWav({ data: both.subarray(24_000) }))).toBe(true);
    expect(take(clip.id)).toBeNull();

    const alone = await client.files.clip({ callId: 'call/1', kind: 'customer', from: 0, to: 1000, format: 'wav' });
    expect(alone.name).toBe('call_1-customer-0m00.000s-0m01.000s.wav');
    expect(take(alone.id)?.equals(aWav({ data: customer.subarray(0, 16_000) }))).toBe(true);

    const mp3 = await client.files.clip({ callId: 'call/1', from: 0, to: 5000, format: 'mp3' });
    expect(mp3).toMatchObject({ name: 'call_1-composite-0m00.000s-0m05.000s.mp3', contentType: 'audio/mpeg' });
    expect(take(mp3.id)?.length).toBe(mp3.bytes);
    expect(mp3.bytes).toBeLessThan(25_000);
    expect(readdirSync(join(earshot.dataDir, 'made'))).toEqual([]);
  });

  it('takes the customer’s recording where only that is here', async () => {
    await push('call-1', undefined, '/customer.wav');
    expect(await client.files.clip({ callId: 'call-1', from: 0, to: 1000 })).toMatchObject({ name: 'call-1-customer-0m00.000s-0m01.000s.wav' });
  });

  it('says in words why there is no clip', async () => {
    await push('call-1', '/both.wav');
    await push('gsm', '/gsm.wav');
    expect(await codeOf({ callId: 'nobody', from: 0, to: 1000 })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await codeOf({ callId: 'call-1', kind: 'customer', from: 0, to: 1000 })).toMatchObject({ code: 'NO_SOUND', message: 'This recording is not here.' });
    expect(await codeOf({ callId: 'call-1', from: 2000, to: 1000 })).toMatchObject({ code: 'NO_SUCH_STRETCH' });
    expect(await codeOf({ callId: 'call-1', from: 20_000, to: 21_000 })).toMatchObject({ code: 'NO_SUCH_STRETCH' });
    expect(await codeOf({ callId: 'call-1', from: 0, to: 1e12 })).toMatchObject({ code: 'TOO_LONG' });
    expect(await codeOf({ callId: 'gsm', from: 0, to: 1000 })).toMatchObject({ code: 'CANNOT_CUT' });
    expect(await codeOf({ callId: 'call-1', from: -1, to: 1000 })).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('writes a call as one page', async () => {
    await push('call-1', '/both.wav', '/customer.wav');
    const page = await client.files.evidence({ callId: 'call-1' });
    expect(page.name).toMatch(/^call-1-\d{4}-\d\d-\d\d\.html$/);
    expect(page.contentType).toBe('text/html; charset=utf-8');
    const html = take(page.id)?.toString() ?? '';
    expect(html).toContain(aWav({ data: both }).toString('base64'));
    expect(html).toContain(aWav({ data: customer }).toString('base64'));
    expect((await safe(client.files.evidence({ callId: 'nobody' }))).error).toMatchObject({ code: 'NOT_FOUND' });
  });
});
