import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startRecordingHost } from '../support/recordingHost.ts';
import { runEarshot, startServe } from '../support/startServe.ts';
import { waitFor } from '../support/waitFor.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'earshot-serve-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

interface CallDetail {
  readonly callId: string;
  readonly recordings: readonly { readonly kind: string; readonly state: string; readonly reason: string | null; readonly bytes: number }[];
}
const noRecordings = { fullAudioUrl: undefined, customerAudioUrl: undefined };

describe('earshot serve', () => {
  it('prints one line of JSON when ready, and nothing else on standard output', async () => {
    await using earshot = await startServe({ dataDir });
    expect(earshot.ready).toEqual({
      event: 'ready',
      pushUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/push\/[\w-]{24,}$/) as string,
      uiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{24,}$/) as string,
      apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api$/) as string,
      apiKey: expect.stringMatching(/^[\w-]{24,}$/) as string,
      dataDir,
    });
    await earshot.push(aPushedRecord(noRecordings));
    await earshot.getJson('/status');
    expect(earshot.stdout().trim().split('\n')).toHaveLength(1);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly at %s with exit code 0, an open event stream notwithstanding, and leaves the lock', async (signal) => {
    await using earshot = await startServe({ dataDir });
    const stream = await earshot.fetchApi('/events');
    expect(stream.status).toBe(200);
    expect(await earshot.stop(signal)).toBe(0);
    await using again = await startServe({ dataDir });
    expect(again.apiKey).toBe(earshot.apiKey);
  });

  it('keeps its files together, the ones with keys for the owner only, and the key out of its log', async () => {
    await using earshot = await startServe({ dataDir });
    await fetch(earshot.uiUrl, { redirect: 'manual' });
    await fetch(`${earshot.apiUrl}/calls?key=${earshot.apiKey}`);
    await earshot.push('not json');
    expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['earshot.db', 'recordings', 'running.json', 'settings.json']));
    for (const name of ['settings.json', 'running.json']) expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
    await earshot.stop();
    expect(earshot.stderr()).not.toContain(earshot.apiKey);
    expect(earshot.stderr()).not.toContain(earshot.pushUrl.split('/').at(-1));
  });

  it('tells a second one who has the data directory', async () => {
    await using earshot = await startServe({ dataDir });
    const { code, stderr } = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0']);
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(new RegExp(`^The data in ${dataDir} is in use by the headless host \\(process ${earshot.pid}, since \\d{4}-.*\\)\\. End that one first`));
  });

  it('takes the data directory over from one that was killed', async () => {
    await using earshot = await startServe({ dataDir });
    await earshot.kill();
    await using again = await startServe({ dataDir });
    expect(again.dataDir).toBe(dataDir);
  });

  it.each([
    ['a port that is taken', ['--port', 'TAKEN'], /^Port \d+ on 127\.0\.0\.1 is taken by another program/],
    ['a port of the screen that is taken', ['--ui-port', 'TAKEN'], /^Port \d+, meant for the screen, is in use/],
    ['a port that is none', ['--port', 'http'], /A port is a number from 0 to 65535/],
    ['an unknown option', ['--speed', '1'], /unknown option/],
  ])('says in words that it cannot start: %s', async (_what, args, words) => {
    await using host = await startRecordingHost();
    const taken = new URL(host.url).port;
    const { code, stderr } = await runEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0', ...args.map((arg) => arg.replace('TAKEN', taken))]);
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(words);
    expect(stderr).not.toContain('    at ');
  });

  it('names the setting that does not fit, and leaves settings.json alone', async () => {
    const file = join(dataDir, 'settings.json');
    await writeFile(file, '{"receiver":{"port":"x"}}');
    const { code, stderr } = await runEarshot(['serve', '--data', dataDir]);
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(`A setting in ${file} does not fit: receiver.port must be a number. Mend the file and start Earshot again.`);
    expect(await readFile(file, 'utf8')).toBe('{"receiver":{"port":"x"}}');
  });

  it('fetches recordings from a private host that is listed, and from no other', async () => {
    await using listed = await startRecordingHost();
    await using other = await startRecordingHost();
    const sound = await readFile(join(import.meta.dirname, '../../samples/answered-zh/user.wav'));
    listed.set('/user.wav', sound);
    other.set('/user.wav', sound);
    await using earshot = await startServe({ dataDir, env: { EARSHOT_RECORDING_HOSTS: new URL(listed.url).host } });
    await earshot.push(aPushedRecord({ callId: 'c', fullAudioUrl: `${listed.url}/user.wav`, customerAudioUrl: `${other.url}/user.wav` }));
    const call = await waitFor(async () => {
      const response = await earshot.fetchApi('/calls/c');
      const detail = response.ok ? ((await response.json()) as CallDetail) : null;
      return detail?.recordings.every(({ state }) => state === 'ready' || state === 'unavailable') === true ? detail : null;
    });
    expect(call.recordings).toMatchObject([
      { kind: 'composite', state: 'ready', bytes: sound.length },
      { kind: 'customer', state: 'unavailable', reason: 'private-address' },
    ]);
    const part = await earshot.fetchApi('/calls/c/recordings/composite', { headers: { range: 'bytes=44-99' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(sound.subarray(44, 100))).toBe(true);
  });

  it('has each acknowledged push after a kill -9 in the middle of a thousand, and derives its call', async () => {
    await using earshot = await startServe({ dataDir });
    const acknowledged: string[] = [];
    let next = 0;
    const sender = async (): Promise<void> => {
      for (;;) {
        const callId = `kill-${next}`;
        next += 1;
        if (next > 1000) return;
        const answer = await earshot.push(aPushedRecord({ callId, ...noRecordings })).catch(() => null);
        if (answer === null) return;
        if (answer.ok) acknowledged.push(callId);
        if (acknowledged.length === 400) void earshot.kill();
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    expect(acknowledged.length).toBeLessThan(1000);

    await using again = await startServe({ dataDir });
    const status = (): Promise<unknown> => again.getJson('/status');
    await waitFor(async () => ((await status()) as { backlog: number }).backlog === 0);
    const missing = await Promise.all(acknowledged.map(async (callId) => ((await again.fetchApi(`/calls/${callId}`)).ok ? [] : [callId])));
    expect(missing.flat()).toEqual([]);
    const { totals } = (await status()) as { totals: { calls: number; pushes: number } };
    expect(totals.calls).toBe(totals.pushes);
  });
});

describe('who may push', () => {
  const secrets = { signature: 'the-secret-of-the-signature', basic: 'the-password-of-basic', older: 'older-key-0123456789' };

  it('receives over TLS what proves everything that the settings ask for, own sample calls too, and logs no secret', async () => {
    const tls = { certFile: join(dataDir, 'cert.pem'), keyFile: join(dataDir, 'key.pem') };
    await writeFile(tls.certFile, testCertificate.cert);
    await writeFile(tls.keyFile, testCertificate.key);
    const receiver = {
      tls,
      signature: { apiKey: 'LILIN888', secret: secrets.signature },
      basic: { user: 'platform', password: secrets.basic },
      allowedAddresses: ['127.0.0.1'],
      previousKeys: [{ key: secrets.older, endsAtMs: 1 }],
    };
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ receiver }));
    await using earshot = await startServe({ dataDir });
    expect(earshot.pushUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/push\//);
    expect(await runEarshot(['simulate', '--data', dataDir, '--count', '2', '--rate', '50'])).toMatchObject({ code: 0, stdout: 'Earshot took 2 sample calls.\n' });

    const trusting = new Agent({ connect: { ca: testCertificate.cert } });
    const headers = { authorization: `Basic ${Buffer.from('platform:wrong').toString('base64')}` };
    const refused = await undiciFetch(earshot.pushUrl, { method: 'POST', body: '{"callId":"a"}', headers, dispatcher: trusting });
    expect(refused.status).toBe(401);
    await undiciFetch(earshot.pushUrl.replace(/[^/]+$/, 'wrong'), { method: 'POST', body: '{"callId":"a"}', dispatcher: trusting });
    await trusting.close();
    await waitFor(() => earshot.stderr().includes('Push refused: The key in the push address is wrong.'));
    expect(earshot.stderr()).toContain('Push refused: The user name or the password (HTTP Basic) is wrong.');
    const key = earshot.pushUrl.split('/').at(-1) ?? 'none';
    for (const secret of [...Object.values(secrets), key, headers.authorization.slice(6)]) expect(earshot.stderr()).not.toContain(secret);
  });

  it('starts without its certificate, says what to do, and listens as soon as the files are there', async () => {
    const tls = { certFile: join(dataDir, 'cert.pem'), keyFile: join(dataDir, 'key.pem') };
    await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ receiver: { tls } }));
    await writeFile(tls.keyFile, testCertificate.key);
    await using earshot = await startServe({ dataDir });
    const sentence = `Earshot cannot receive pushes over TLS: the setting receiver.tls names a certificate file that does not exist: ${tls.certFile}. Mend or put back the file, or choose others, or none, in the settings: Who may push, Encryption.`;
    expect(await earshot.getJson('/status')).toMatchObject({
      receiver: { state: 'failed', problem: sentence },
      problems: [{ kind: 'not-listening', stopsKeeping: true, sentence }],
    });
    expect(earshot.stderr()).toContain(sentence);
    expect((await runEarshot(['simulate', '--data', dataDir, '--count', '1'])).stderr).toContain('No Earshot runs');

    await writeFile(tls.certFile, testCertificate.cert);
    await waitFor(async () => ((await earshot.getJson('/status')) as { receiver: { state: string } }).receiver.state === 'listening');
    expect(await earshot.getJson('/status')).toMatchObject({ receiver: { problem: null }, problems: [] });
    expect(await runEarshot(['simulate', '--data', dataDir, '--count', '1'])).toMatchObject({ code: 0, stdout: 'Earshot took 1 sample call.\n' });
  });
});

describe('earshot simulate', () => {
  it('posts sample calls to the Earshot that runs on the data directory', async () => {
    await using earshot = await startServe({ dataDir });
    const { code, stdout } = await runEarshot(['simulate', '--data', dataDir, '--count', '3', '--rate', '50']);
    expect([code, stdout]).toEqual([0, 'Earshot took 3 sample calls.\n']);
    await waitFor(async () => ((await earshot.getJson('/calls')) as { items: unknown[] }).items.length === 3);
  });

  it('says that nothing runs, also where one was killed', async () => {
    await using earshot = await startServe({ dataDir });
    await earshot.kill();
    const { code, stderr } = await runEarshot(['simulate', '--data', dataDir]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No Earshot runs on .*\. Start one with "npm start"/);
  });

  it('says so where a push address takes nothing', async () => {
    await using earshot = await startServe({ dataDir });
    const { code, stderr } = await runEarshot(['simulate', '--url', `${earshot.pushUrl}x`, '--count', '1']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^1 of 1 sample calls were not taken: HTTP 40\d/);
  });
});
