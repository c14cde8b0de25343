import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixture.ts';

test('while it is being developed, the page comes from a server of its own under the page’s own address', async ({ launch }) => {
  const server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end('<title>as it is now</title><script>document.title += ", reloading"</script>');
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const desktop = await launch({ env: { ELECTRON_RENDERER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } });
    const page = await desktop.window();
    await expect(page).toHaveTitle('as it is now, reloading');
    expect(page.url()).toMatch(/^(?:app:\/\/earshot|https:\/\/earshot\.app\.)/);
    const statusOf = (path: string) => desktop.evaluate(async ({ net }, path) => (await net.fetch(`app://earshot/${path}`)).status, path);
    expect(await statusOf('')).toBe(200);
    expect(await statusOf('nothing.js')).toBe(404);
    server.close();
    server.closeAllConnections();
    expect(await statusOf('')).toBe(404);
  } finally {
    server.close();
  }
});
