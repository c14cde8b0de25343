import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aPushedRecord } from '../support/pushes.ts';
import { expect, test as base } from './fixture.ts';

/** Another program on this computer that serves pages. */
interface Elsewhere {
  readonly port: number;
  readonly requests: { readonly url: string; readonly headers: IncomingHttpHeaders }[];
}

/** A name that is made to lead to this computer, as the owner of a domain could. */
const rebound = 'rebound.example';

const test = base.extend<{ readonly elsewhere: Elsewhere }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads from the pattern what a fixture takes
  elsewhere: async ({}, give) => {
    const requests: Elsewhere['requests'] = [];
    const server = createServer((request, response) => {
      requests.push({ url: request.url ?? '', headers: request.headers });
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>elsewhere</title>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await give({ port: (server.address() as AddressInfo).port, requests }); // it listens on a port, not on a pipe
    server.closeAllConnections();
    server.close();
  },
  launchOptions: async ({ launchOptions }, give) => give({ ...launchOptions, args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${rebound} 127.0.0.1`] }),
});

/** Every address of the page that a script in it could find. */
const addressesKnownTo = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    window.location.href,
    document.referrer,
    document.cookie,
    ...window.navigation.entries().map(({ url }) => url ?? ''),
    ...performance.getEntries().map(({ name }) => name),
    ...[localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).flat().map(String)),
  ]);

test('the key is in no address that is kept, and in no request but the first', async ({ page, earshot, elsewhere }) => {
  const later: Promise<string>[] = [];
  page.on('request', (request) => {
    if (request.url() !== earshot.uiUrl) later.push(request.allHeaders().then((headers) => JSON.stringify([request.url(), headers])));
  });
  expect(earshot.uiUrl).toContain(earshot.apiKey);
  await page.goto(earshot.uiUrl);
  await expect(page.getByRole('button', { name: 'Listening' })).toBeVisible();
  const home = new URL('/', earshot.uiUrl).href;
  expect(page.url()).toMatch(new RegExp(`^${home}(?:#.*)?$`));
  const known = await addressesKnownTo(page);
  expect(known).toContain(page.url());
  expect(known.filter((address) => address.includes(earshot.apiKey))).toEqual([]);

  // By every way that leads out of a page, to a site of the same name and to one of another.
  for (const host of ['127.0.0.1', 'localhost']) {
    const away = `http://${host}:${String(elsewhere.port)}/`;
    const ways: readonly ((to: string) => unknown)[] = [
      (to) => fetch(`${to}fetch`, { mode: 'no-cors', credentials: 'include', referrerPolicy: 'unsafe-url' }).catch(() => {}),
      (to) => {
        new Image().src = `${to}image`;
      },
      (to) => navigator.sendBeacon(`${to}beacon`),
      (to) => {
        window.open(`${to}opened`, 'opened');
      },
      (to) => {
        const link = Object.assign(document.createElement('a'), { href: `${to}link`, target: '_blank', rel: 'opener', referrerPolicy: 'unsafe-url' });
        document.body.appendChild(link).click();
      },
      (to) => window.location.assign(`${to}gone`),
    ];
    for (const way of ways) await page.evaluate(way, away);
    await page.waitForURL(`${away}gone`);
    expect(await page.evaluate(() => document.referrer)).not.toContain(earshot.apiKey);
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Listening' })).toBeVisible();
    expect(page.url()).not.toContain(earshot.apiKey);
  }
  await expect.poll(() => elsewhere.requests.filter(({ url }) => url === '/gone').length).toBe(2);
  expect(elsewhere.requests.filter(({ url, headers }) => `${url}${JSON.stringify(headers)}`.includes(earshot.apiKey))).toEqual([]);
  // Only where the page itself asks for it is its address told, which has no key.
  expect(new Set(elsewhere.requests.filter(({ headers }) => headers.referer?.startsWith(home)).map(({ url }) => url))).toEqual(new Set(['/link']));
  // What the page's policy forbids is not even asked for.
  expect(elsewhere.requests.filter(({ url }) => ['/fetch', '/image', '/beacon'].includes(url))).toEqual([]);
  expect((await Promise.all(later)).filter((request) => request.includes(earshot.apiKey))).toEqual([]);
});

test('a page of another origin on this computer can neither read nor change anything, though the browser has the cookie', async ({ page, push, earshot, elsewhere }) => {
  await push(aPushedRecord());
  await page.goto(earshot.uiUrl);
  await expect(page.getByRole('option')).toHaveCount(1);
  const settings = () => readFile(join(earshot.dataDir, 'settings.json'), 'utf8');
  const before = await settings();
  const change = '{"json":{"ui":{"theme":"dark"}}}';
  // The name is the same, so that a cookie goes along; the port is another.
  await page.goto(`http://127.0.0.1:${String(elsewhere.port)}/`);
  const home = new URL('/', earshot.uiUrl).href;
  const got = await page.evaluate(async ([home, change]) => {
    const fetched = (path: string, init: RequestInit): Promise<string> => fetch(`${home}${path}`, { credentials: 'include', ...init }).then(async (response) => `${String(response.status)} ${await response.text()}`, () => 'nothing');
    const loaded = (tag: 'img' | 'script' | 'audio', path: string): Promise<string> =>
      new Promise((resolve) => {
        const element = document.createElement(tag);
        element.addEventListener(tag === 'audio' ? 'loadedmetadata' : 'load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('nothing'));
        element.src = `${home}${path}`;
        document.body.append(element);
      });
    return Promise.all([
      fetched('api/calls', {}),
      fetched('api/calls', { mode: 'no-cors' }),
      fetched('api/pushes/1/raw', { mode: 'no-cors' }),
      fetched('rpc/settings/update', { method: 'POST', mode: 'no-cors', body: change }),
      fetched('rpc/settings/update', { method: 'POST', headers: { 'content-type': 'application/json' }, body: change }),
      loaded('script', 'api/calls'),
      loaded('img', 'ui/brand.svg'),
      loaded('audio', 'api/calls/call-1/recordings/customer'),
    ]);
  }, [home, change] as const);
  expect(got).toEqual(got.map(() => 'nothing'));

  await page.evaluate((home) => {
    const frame = Object.assign(document.createElement('iframe'), { src: home, name: 'within' });
    document.body.append(frame);
  }, home);
  await expect.poll(() => page.frame('within')?.url()).toMatch(/^chrome-error:/);
  await page.evaluate((home) => {
    const form = Object.assign(document.createElement('form'), { action: `${home}rpc/settings/update`, method: 'post', enctype: 'text/plain' });
    form.append(Object.assign(document.createElement('input'), { name: '{"json":{"ui":{"theme":"dark"}},"', value: '":0}' }));
    document.body.append(form);
    form.submit();
  }, home);
  await expect(page.locator('body')).toContainText('Another page may not use Earshot.');
  expect(await settings()).toBe(before);

  await page.goto(home);
  const ownStatus = await page.evaluate(async (change) => (await fetch('rpc/settings/update', { method: 'POST', headers: { 'content-type': 'application/json' }, body: change })).status, change);
  expect(ownStatus, 'the same from its own page').toBe(200);
  expect(await settings()).not.toBe(before);
});

test('a name that is made to lead here gets nothing, even with the key', async ({ page, earshot }) => {
  const address = new URL(earshot.uiUrl);
  address.hostname = rebound;
  const response = await page.goto(address.href);
  expect([response?.status(), await response?.text()]).toEqual([403, expect.stringContaining('This address is not one of Earshot’s own')]);
  expect(await page.context().cookies()).toEqual([]);
});
