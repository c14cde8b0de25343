import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUi } from '../support/startUi.ts';
import type { StartedUi } from '../support/startUi.ts';

let ui: StartedUi;
beforeAll(async () => {
  ui = await startUi();
});
afterAll(() => ui.close());

/** A request as it is: fetch would not send a Host of ours, nor leave an odd path alone. */
function raw(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: ui.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
const without = { authorization: '' };

describe('access to the UI server', () => {
  it('serves the page and its assets to anybody on this computer', async () => {
    expect(await (await ui.get('/', without)).text()).toContain('the page');
    const asset = await ui.get('/assets/index-1a2b.js', without);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await ui.get('/', without)).headers.get('cache-control')).toBe('no-cache');
  });

  it('answers the page’s own addresses with the page, and unknown files with 404', async () => {
    expect(await (await ui.get('/calls/1234', { ...without, accept: 'text/html' })).text()).toContain('the page');
    expect((await ui.get('/assets/gone.js', without)).status).toBe(404);
  });

  it.each(['/api/calls', '/api/status', '/api/events', '/api/openapi.json', '/api/pushes/1/raw', '/api/calls/1/recordings/customer', '/rpc/settings/get', '/api', '/%61pi/pushes/1/raw', '//api/status', '/api/../api/status'])(
    'gives nothing of %s without the key',
    async (path) => {
      const { status, body } = await raw(path, { host: `127.0.0.1:${ui.port}` });
      expect([401, 403, 404]).toContain(status);
      expect(body).not.toContain('version');
    },
  );

  it('says in words how to come by the key', async () => {
    const response = await ui.get('/api/calls', without);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 'UNAUTHORIZED', status: 401, message: expect.stringContaining('open the address that Earshot printed') as string });
  });

  it('refuses a wrong key as bearer', async () => {
    expect((await ui.get('/api/calls', { authorization: `Bearer ${ui.key}x` })).status).toBe(401);
  });

  it('trades the key in the printed address for a cookie and takes it out of the address', async () => {
    const response = await ui.get(`/?key=${ui.key}`, without);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(ui.key);
    expect((await ui.get('/api/status', { ...without, cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
    expect((await ui.get('/api/status', { ...without, cookie: `earshot_${ui.port}=wrong` })).status).toBe(401);
  });

  it('answers a wrong key in the address in words', async () => {
    const response = await ui.get('/?key=wrong', without);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('has not got the right access key');
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1'])('refuses the Host "%s"', async (host) => {
    const { status } = await raw('/api/status', { host, authorization: `Bearer ${ui.key}` });
    expect([400, 403]).toContain(status);
    expect([400, 403]).toContain((await raw('/', { host })).status);
  });

  it.each(['localhost', '[::1]', '127.0.0.1'])('knows itself as %s', async (name) => {
    expect((await raw('/api/status', { host: `${name}:${ui.port}`, authorization: `Bearer ${ui.key}` })).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://localhost'])('refuses requests of the page %s even with the key', async (origin) => {
    expect((await ui.get('/api/status', { origin })).status).toBe(403);
  });

  it('takes requests of its own page', async () => {
    expect((await ui.get('/api/status', { origin: ui.base })).status).toBe(200);
  });

  it('sends headers that keep scripts, frames and referrers out', async () => {
    const { headers } = await ui.get('/');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(Object.fromEntries(headers)).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('does not take what a form could send', async () => {
    const response = await fetch(`${ui.base}/rpc/settings/get`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ui.key}`, 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(response.status).toBe(415);
  });
});
