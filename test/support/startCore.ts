import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '#core';
import type { Core, CoreOptions } from '#core';
import type { SettingsPatch } from '#shared/model/settings.ts';

const root = join(import.meta.dirname, '..', '..');

/** The parts of the app as they lie in the sources; Node runs the threads' TypeScript directly. */
export const sourcePlaces: Pick<CoreOptions, 'threads' | 'samplesDir' | 'version'> = {
  threads: {
    write: new URL('../../electron/core/threads/write.ts', import.meta.url),
    derive: new URL('../../electron/core/threads/derive.ts', import.meta.url),
    read: new URL('../../electron/core/threads/read.ts', import.meta.url),
    peaks: new URL('../../electron/core/threads/peaks.ts', import.meta.url),
    timing: new URL('../../electron/core/threads/timing.ts', import.meta.url),
    backup: new URL('../../electron/core/threads/backup.ts', import.meta.url),
  },
  samplesDir: join(root, 'samples'),
  version: '0.0.0-test',
};

export interface StartedCore {
  readonly core: Core;
  readonly dataDir: string;
  /** Posts to the push address; objects as JSON, text and bytes as they are. */
  push(body: unknown): Promise<Response>;
  /** Ends the core; deletes the data directory unless it was given. */
  close(): Promise<void>;
}

interface StartOptions {
  readonly dataDir?: string;
  readonly settings?: SettingsPatch;
  /** In the place of the app's own. */
  readonly threads?: Partial<CoreOptions['threads']>;
}

/** A whole core on free ports, in this process, on a data directory of its own unless one is given. */
export async function startCore({ dataDir, settings = {}, threads = {} }: StartOptions = {}): Promise<StartedCore> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'earshot-core-')));
  const core = await createCore({
    ...sourcePlaces,
    threads: { ...sourcePlaces.threads, ...threads },
    dataDir: dir,
    overrides: { environment: settings, flag: { receiver: { port: 0 } } },
    host: 'headless',
    openLog: () => ({ info: () => {}, warn: () => {}, error: (details, message) => console.error(message, details) }),
  });
  await core.start();
  return {
    core,
    dataDir: dir,
    push: (body) => postPush(core.pushUrl(), body),
    async close() {
      await core.close();
      if (dataDir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Posts the way the platform does. */
export function postPush(pushUrl: string, body: unknown): Promise<Response> {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return fetch(pushUrl, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body: text as string });
}
