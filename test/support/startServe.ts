import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { gather } from './gather.ts';
import { postPush } from './startCore.ts';

const root = join(import.meta.dirname, '..', '..');

/** The line that `serve --json` prints. */
interface Ready {
  readonly pushUrl: string;
  readonly uiUrl: string;
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly dataDir: string;
}

export interface StartedServe extends Ready {
  readonly ready: Ready;
  readonly pid: number;
  push(body: unknown): Promise<Response>;
  /** A request to the REST view with the access key; `path` such as `/calls?limit=1`. */
  fetchApi(path: string, init?: RequestInit): Promise<Response>;
  /** The JSON that the REST view answers a GET with. */
  getJson(path: string): Promise<unknown>;
  stdout(): string;
  /** What it has logged so far. */
  stderr(): string;
  /** Ends it as an operator would and returns its exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it where it still runs, and deletes the data directory unless it was given. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Runs a command of the built app's command line to its end. */
export async function runEarshot(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawnEarshot(args, env);
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  await once(child, 'close');
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
}

function spawnEarshot(args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [join(root, 'scripts', 'earshot.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts `earshot serve` and ends it with SIGKILL after so many milliseconds, ready or not. */
export async function killAtStart({ dataDir, afterMs }: { readonly dataDir: string; readonly afterMs: number }): Promise<void> {
  const child = spawnEarshot(['serve', '--data', dataDir, '--port', '0', '--ui-port', '0', '--json'], {});
  const ended = once(child, 'close');
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
}

/** `earshot serve` on free ports as a process of its own, ready. */
export async function startServe({ dataDir, env = {}, args = [] }: { readonly dataDir?: string; readonly env?: Readonly<Record<string, string>>; readonly args?: readonly string[] } = {}): Promise<StartedServe> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'earshot-serve-')));
  const child = spawnEarshot(['serve', '--data', dir, '--port', '0', '--ui-port', '0', '--json', ...args], env);
  const ended = once(child, 'close');
  const stdout = gather(child.stdout);
  const stderr = gather(child.stderr);
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void ended.then(() => reject(new Error(`earshot serve ended before it was ready:\n${stderr()}`)));
  });
  const ready = JSON.parse(await firstLine) as Ready;
  const fetchApi = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${ready.apiUrl}${path}`, { ...init, headers: { authorization: `Bearer ${ready.apiKey}`, ...(init.headers as Record<string, string> | undefined) } });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    ...ready,
    ready,
    pid: child.pid ?? -1,
    push: (body) => postPush(ready.pushUrl, body),
    fetchApi,
    async getJson(path) {
      const response = await fetchApi(path);
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    stdout,
    stderr,
    stop: (signal = 'SIGTERM') => end(signal),
    async kill() {
      await end('SIGKILL');
    },
    ended: ended.then(() => child.exitCode),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
      if (dataDir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}
