import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

/** What a guarded receiver asks for: a signature, an address behind one trusted proxy, and the key in its path. */
const signature = { apiKey: 'LILIN888', secret: 's3cret', windowMinutes: 5 };
const platformAddress = '203.0.113.7';
const elsewhere = '198.51.100.9';
const guardedKey = 'guarded-key-0123456789';

/** Writes the settings of a guarded receiver into a new data directory. */
export function guard(dataDir: string): void {
  const receiver = { key: guardedKey, signature, allowedAddresses: ['203.0.113.0/24'], trustedProxies: 1 };
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ receiver, ui: { key: 'access-key-0123456789' } }), { mode: 0o600 });
}

export interface Attempt {
  readonly pathKey: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A platform's own push comes so: signed, through the tunnel, which appends the address that it sees. */
export function genuine(nowMs: number): Attempt {
  return { pathKey: guardedKey, headers: { 'x-forwarded-for': platformAddress, ...signedAt(nowMs) } };
}

function signedAt(ms: number): { readonly 'api-key': string; readonly timestamp: string; readonly sign: string } {
  const timestamp = String(Math.floor(ms / 1000));
  return { 'api-key': signature.apiKey, timestamp, sign: hash('md5', signature.apiKey + signature.secret + timestamp) };
}

/** Attempts by what is wrong with them, each with the code that refuses it. */
export const attempts: Readonly<Record<string, { readonly code: string; readonly make: (nowMs: number) => Attempt }>> = {
  'a wrong key': { code: '-1', make: (nowMs) => ({ ...genuine(nowMs), pathKey: 'guessed-key-0123456789' }) },
  'a wrong sign': { code: '-1', make: (nowMs) => without(nowMs, { sign: 'f'.repeat(32) }) },
  'the sign of another second': { code: '-1', make: (nowMs) => without(nowMs, { sign: signedAt(nowMs - 1000).sign }) },
  'another account': { code: '-1', make: (nowMs) => without(nowMs, { 'api-key': 'OTHER' }) },
  'an old timestamp': { code: '-4', make: (nowMs) => without(nowMs, signedAt(nowMs - 6 * 60_000)) },
  'a timestamp of the future': { code: '-4', make: (nowMs) => without(nowMs, signedAt(nowMs + 7 * 60_000)) },
  'no sign': { code: '-57', make: (nowMs) => without(nowMs, {}, 'sign') },
  'no timestamp': { code: '-58', make: (nowMs) => without(nowMs, {}, 'timestamp') },
  'no api key': { code: '-59', make: (nowMs) => without(nowMs, {}, 'api-key') },
  'an address outside the list': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': elsewhere }) },
  'no address from the tunnel': { code: '-6', make: (nowMs) => without(nowMs, {}, 'x-forwarded-for') },
  // What the tunnel was told, and then what it saw.
  'a forged X-Forwarded-For': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': `${platformAddress}, ${elsewhere}` }) },
  'many forged addresses': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': `${`${platformAddress}, `.repeat(50)}${elsewhere}` }) },
  'a forged Forwarded': { code: '-6', make: (nowMs) => without(nowMs, { forwarded: `for=${platformAddress}`, 'x-forwarded-for': elsewhere }) },
  // Node takes such zones for a part of an address, and what reads it then need not.
  'a zone that is none': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': `::1%a-b, fe80::1%eth0.1, ${elsewhere}` }) },
  'a zone that is none, where the tunnel writes': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': `${platformAddress}, ::ffff:${elsewhere}%a-b` }) },
  'a zone that is none, in Forwarded': { code: '-6', make: (nowMs) => without(nowMs, { 'x-forwarded-for': elsewhere, forwarded: `for="[::1%a-b]", for=${elsewhere}` }) },
  'a forged X-Real-IP': { code: '-6', make: (nowMs) => without(nowMs, { 'x-real-ip': platformAddress, 'x-forwarded-for': elsewhere }) },
};

function without(nowMs: number, changed: Readonly<Record<string, string>>, left?: string): Attempt {
  const { pathKey, headers } = genuine(nowMs);
  return { pathKey, headers: Object.fromEntries(Object.entries({ ...headers, ...changed }).filter(([name]) => name !== left)) };
}

/** Posts a body so; resolves to HTTP's status and the platform's code. */
export function createPoster(pushUrl: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post({ pathKey, headers }: Attempt, body: string): Promise<{ readonly status: number; readonly code: string }> {
      return new Promise((resolve, reject) => {
        const outgoing = request(new URL(pathKey, pushUrl), { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
          let text = '';
          response.on('data', (part: Buffer) => {
            text += part.toString();
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, code: /"status":"(-?\d+)"/.exec(text)?.[1] ?? '' }));
        });
        outgoing.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
