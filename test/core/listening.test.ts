import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListening } from '../../electron/core/listening.ts';
import type { Settings } from '#shared/model/settings.ts';
import { testCertificate } from '../support/certificates.ts';
import { startReceiver } from '../support/startReceiver.ts';
import { waitFor } from '../support/waitFor.ts';

let dir: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-listening-'));
});
afterEach(async () => {
  for (const part of open.splice(0)) await part.close();
  rmSync(dir, { recursive: true });
});

/** A receiver that is to listen with these settings; `tls` names files of which `writeTls` makes good ones. */
async function aListening({ retryAfterMs = 20, ...receiverSettings }: Partial<Settings['receiver']> & { readonly retryAfterMs?: number } = {}) {
  const { receiver } = await startReceiver({ listens: false });
  const settings = { host: '127.0.0.1', port: 0, tls: { certFile: join(dir, 'cert.pem'), keyFile: join(dir, 'key.pem') } as Settings['receiver']['tls'], ...receiverSettings };
  const told: (string | null)[] = [];
  const listening = createListening({ receiver, settings: () => settings, onListening: () => void told.push('listens'), onProblem: (why) => void told.push(why), retryAfterMs });
  open.push(listening, receiver);
  return { listening, settings, told };
}

function writeTls(cert: string = testCertificate.cert): void {
  writeFileSync(join(dir, 'cert.pem'), cert);
  writeFileSync(join(dir, 'key.pem'), testCertificate.key);
}

describe('createListening', () => {
  it('listens at once where nothing is wrong, and tells nobody', async () => {
    writeTls();
    const { listening, told } = await aListening();
    expect(listening.place()).toMatchObject({ state: 'stopped', address: '' });
    await listening.start();
    const { port } = listening.place();
    expect(listening.place()).toEqual({ state: 'listening', address: `127.0.0.1:${port}`, problem: null, port, isEncrypted: true });
    expect(told).toEqual([]);
  });

  it('waits for its certificate, says what is wrong with the files as they change, and listens once they fit', async () => {
    const { listening, told } = await aListening();
    await listening.start();
    expect(listening.place()).toMatchObject({ state: 'failed', address: '127.0.0.1:0', problem: expect.stringContaining('does not exist') as string, isEncrypted: true });
    writeTls('half a file');
    await waitFor(() => listening.place().problem?.includes('without a certificate in PEM form') === true);
    writeTls();
    await waitFor(() => listening.place().state === 'listening');
    expect(told.slice(-2)).toEqual([null, 'listens']);
    expect(listening.place().problem).toBeNull();
  });

  it('takes other settings while it waits, and tries at once', async () => {
    const { listening, settings } = await aListening({ retryAfterMs: 600_000 });
    await listening.start();
    settings.tls = null;
    listening.tryNow();
    await waitFor(() => listening.place().state === 'listening');
    expect(listening.place().isEncrypted).toBe(false);
  });

  it('goes on waiting where the port was taken meanwhile', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { listening } = await aListening({ port });
    await listening.start();
    writeTls();
    await waitFor(() => listening.place().problem?.includes('is taken by another program') === true);
    await new Promise((resolve) => other.close(resolve));
    await waitFor(() => listening.place().state === 'listening');
    expect(listening.place().port).toBe(port);
  });

  it('throws what no waiting mends', async () => {
    const { listening, told } = await aListening({ host: '203.0.113.1', tls: null });
    await expect(listening.start()).rejects.toMatchObject({ code: 'settings-invalid' });
    expect(listening.place()).toMatchObject({ state: 'failed', problem: null });
    expect(told).toEqual([]);
  });

  it('tries no more once it is closed', async () => {
    const { listening } = await aListening();
    await listening.start();
    await listening.close();
    writeTls();
    await new Promise((resolve) => setTimeout(resolve, 100));
    listening.tryNow();
    expect(listening.place().state).toBe('failed');
  });
});
