import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServe } from '../../support/startServe.ts';
import type { StartedServe } from '../../support/startServe.ts';

/** A server under measurement, a process of its own. */
export interface BenchedServer extends AsyncDisposable {
  readonly name: string;
  /** Where to post. */
  readonly url: string;
  readonly pid: number;
  /** Resolves once it has nothing left to do, so that the next one is measured alone. */
  rest(): Promise<void>;
  /** Ends it and returns the size of its database then; null where it has none. */
  end(): Promise<number | null>;
}

export interface BenchedEarshot extends BenchedServer {
  readonly serve: StartedServe;
  status(): Promise<Status>;
}

export interface Status {
  readonly backlog: number;
  readonly recordings: { readonly waiting: number };
  readonly totals: { readonly calls: number; readonly pushes: number };
}

/** `earshot serve` as it is built, on `dataDir`; on one of its own that is deleted in the end, where none is given. */
export async function startEarshot(dataDir?: string): Promise<BenchedEarshot> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'earshot-bench-')));
  const serve = await startServe({ dataDir: dir });
  const status = async (): Promise<Status> => (await serve.getJson('/status')) as Status;
  return {
    name: 'Earshot',
    url: serve.pushUrl,
    pid: serve.pid,
    serve,
    status,
    async rest() {
      for (let now = await status(); now.backlog + now.recordings.waiting > 0; now = await status()) await sleep(200);
    },
    async end() {
      await serve.stop();
      return databaseBytes(dir);
    },
    async [Symbol.asyncDispose]() {
      await serve[Symbol.asyncDispose]();
      if (dataDir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** node:http that reads and parses, and stores nothing. */
export function startFloor(): Promise<BenchedServer> {
  return startPeer('node:http, stores nothing', 'floor.ts', null);
}

/** Express and better-sqlite3, a commit for each request. */
export async function startExpress(): Promise<BenchedServer> {
  return startPeer('Express + better-sqlite3', 'expressPeer.mjs', await mkdtemp(join(tmpdir(), 'earshot-bench-')));
}

async function startPeer(name: string, file: string, dir: string | null): Promise<BenchedServer> {
  const child = fork(join(import.meta.dirname, file), dir === null ? [] : [join(dir, 'peer.db')], { env: { ...process.env, NODE_ENV: 'production' } });
  const ended = once(child, 'exit');
  const [{ url }] = (await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error(`${name} ended before it listened.`)))])) as [{ url: string }];
  async function end(): Promise<number | null> {
    if (child.connected) child.disconnect();
    await ended;
    return dir === null ? null : databaseBytes(dir);
  }
  return {
    name,
    url,
    pid: child.pid ?? -1,
    rest: () => Promise.resolve(),
    end,
    async [Symbol.asyncDispose]() {
      await end();
      if (dir !== null) await rm(dir, { recursive: true, force: true });
    },
  };
}

function databaseBytes(dir: string): number {
  return readdirSync(dir)
    .filter((file) => file.includes('.db'))
    .reduce((sum, file) => sum + statSync(join(dir, file)).size, 0);
}
