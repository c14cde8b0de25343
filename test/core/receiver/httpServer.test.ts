import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receiver } from '#core/receiver/index.ts';
import { renewedCertificate, testCertificate } from '../../support/certificates.ts';
import { pushKey, startReceiver } from '../../support/startReceiver.ts';
import { waitFor } from '../../support/waitFor.ts';

let dir: string;
const open: Receiver[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-https-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
  rmSync(dir, { recursive: true });
});

function write({ cert, key }: { readonly cert: string; readonly key: string }) {
  const files = { certFile: join(dir, 'cert.pem'), keyFile: join(dir, 'key.pem') };
  writeFileSync(files.certFile, cert);
  writeFileSync(files.keyFile, key);
  return files;
}

async function aTlsReceiver(limits = {}) {
  const started = await startReceiver({ receiver: { tls: write(testCertificate) }, limits });
  open.push(started.receiver);
  return started;
}

function post(port: number, path: string, body: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path, ca: testCertificate.cert }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The common name of the certificate that is shown to whoever connects. */
function shownName(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const name = socket.getPeerCertificate().subject.CN;
      socket.destroy();
      resolve(String(name));
    });
    socket.on('error', reject);
  });
}

describe('a receiver with a certificate of its own', () => {
  it('takes pushes over TLS, and nothing in plain text', async () => {
    const { port, kept, url, receiver } = await aTlsReceiver();
    expect(await post(port, `/push/${pushKey}`, '{"callId":"a"}')).toEqual({ status: 200, text: '{"status":"0","reason":"success"}' });
    expect(await post(port, '/push/wrong', '{"callId":"a"}')).toMatchObject({ status: 401 });
    expect(kept()).toMatchObject([{ source: '127.0.0.1', refusal: null }, { refusal: { isAuthenticated: false } }]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    await waitFor(() => receiver.turnedAway().notEncrypted === 1);
  });

  it('counts who does not agree with it on how to encrypt', async () => {
    const { port, receiver } = await aTlsReceiver();
    // Of another kind of key than the certificate's.
    const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
    await new Promise((resolve) => client.once('error', resolve));
    expect(await waitFor(() => receiver.turnedAway().notEncrypted > 0)).toBe(true);
  });

  it('cuts who connects and does not speak TLS, and gives such places to others', async () => {
    const { port, connect: connectRaw } = await aTlsReceiver({ connections: 2, headersTimeoutMs: 300, checkEveryMs: 50 });
    const silent = await connectRaw();
    await silent.ended;
    const strangers = [await connectRaw(), await connectRaw()];
    expect(await post(port, `/push/${pushKey}`, '{"callId":"a"}')).toMatchObject({ status: 200 });
    for (const { socket } of strangers) socket.destroy();
  });

  it('shows a renewed certificate without a restart, and keeps the former one while the files do not fit', async () => {
    const { port, logged } = await aTlsReceiver({ certificateEveryMs: 50 });
    expect(await shownName(port)).toBe('earshot.test');
    write({ cert: renewedCertificate.cert, key: testCertificate.key });
    await waitFor(() => logged.some((line) => line.includes('the former one stays in force: receiver.tls names a key that is not the one of the certificate')));
    expect(await shownName(port)).toBe('earshot.test');
    write(renewedCertificate);
    await waitFor(async () => (await shownName(port)) === 'renewed.earshot.test');
  });

  it('keeps the former one while a renewed chain is half written, and takes it when it is whole', async () => {
    const { port, logged } = await aTlsReceiver({ certificateEveryMs: 50 });
    const halfWritten = renewedCertificate.cert + testCertificate.cert.slice(0, 200);
    write({ cert: halfWritten, key: renewedCertificate.key });
    await waitFor(() => logged.some((line) => line.includes('the former one stays in force: receiver.tls names files that TLS does not take')));
    expect(await shownName(port)).toBe('earshot.test');
    write({ cert: renewedCertificate.cert + testCertificate.cert, key: renewedCertificate.key });
    await waitFor(async () => (await shownName(port)) === 'renewed.earshot.test');
  });

  it('does not listen, and says why, where the chain is half written', async () => {
    const tls = write({ cert: testCertificate.cert + renewedCertificate.cert.slice(0, 200), key: testCertificate.key });
    const { receiver } = await startReceiver({ listens: false });
    open.push(receiver);
    await expect(receiver.listen({ host: '127.0.0.1', port: 0, tls })).rejects.toMatchObject({ code: 'certificate-unusable', message: expect.stringContaining('names files that TLS does not take') as unknown });
  });

  it('does not listen, and says why, where the files do not fit', async () => {
    const tls = write({ cert: renewedCertificate.cert, key: testCertificate.key });
    const { receiver } = await startReceiver({ listens: false });
    open.push(receiver);
    await expect(receiver.listen({ host: '127.0.0.1', port: 0, tls })).rejects.toMatchObject({
      code: 'certificate-unusable',
      message: `Earshot cannot receive pushes over TLS: the setting receiver.tls names a key that is not the one of the certificate: ${tls.keyFile}. Mend or put back the file, or choose others, or none, in the settings: Who may push, Encryption.`,
    });
  });
});
