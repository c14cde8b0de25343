import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUiServer } from '../../electron/headless/http/uiServer.ts';
import { startCore } from './startCore.ts';
import type { StartedCore } from './startCore.ts';

export interface StartedUi extends StartedCore {
  readonly base: string;
  readonly port: number;
  readonly key: string;
  /** With the access key, unless `headers` has an authorization of its own. */
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Response>;
  getJson(path: string): Promise<unknown>;
}

/** A core with its UI server, which serves a page of one line, both in this process. */
export async function startUi(options: Parameters<typeof startCore>[0] = {}): Promise<StartedUi> {
  const started = await startCore(options);
  const rendererDir = await mkdtemp(join(tmpdir(), 'earshot-page-'));
  await mkdir(join(rendererDir, 'assets'));
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>the page</title>');
  await writeFile(join(rendererDir, 'assets', 'index-1a2b.js'), 'export {};');
  const server = createUiServer({ core: started.core, rendererDir, log: { error: (details, message) => console.error(message, details) } });
  const port = await server.listen(0);
  const base = `http://127.0.0.1:${port}`;
  const { key } = started.core.settings().ui;
  const get: StartedUi['get'] = (path, headers = {}, method = 'GET') =>
    fetch(`${base}${path}`, { method, redirect: 'manual', headers: { authorization: `Bearer ${key}`, ...headers } });
  return {
    ...started,
    base,
    port,
    key,
    get,
    getJson: async (path) => (await get(path)).json(),
    async close() {
      await server.close();
      await started.close();
      await rm(rendererDir, { recursive: true });
    },
  };
}
