import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import type { Settings } from '#shared/model/settings.ts';
import { createReceiver } from '#core/receiver/index.ts';
import type { PushToKeep, Receiver, ReceiverLimits } from '#core/receiver/index.ts';
import { receiverLimits } from '../../electron/core/receiver/limits.ts';
import { aSettings } from './settings.ts';

export const pushKey = 'test-key-0123456789';

/** What the clock of a test's receiver says unless it is set. */
export const testNowMs = 1_790_841_700_000;

interface Options {
  readonly receiver?: Partial<Settings['receiver']>;
  readonly limits?: Partial<ReceiverLimits>;
  readonly append?: (pushes: readonly PushToKeep[]) => number[] | Promise<number[]>;
  readonly admits?: () => boolean;
  readonly listens?: boolean;
  readonly host?: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** A receiver that listens on a free port and appends to memory; `groups` are the calls of `append`. */
export async function startReceiver(options: Options = {}) {
  let settings = aSettings({ receiver: { key: pushKey, ...options.receiver } });
  const groups: PushToKeep[][] = [];
  const told = { appended: 0 };
  const logged: string[] = [];
  const clock = { nowMs: testNowMs };
  let nextId = 1;
  const receiver: Receiver = createReceiver({
    append(pushes) {
      const kept = <Ids>(ids: Ids): Ids => {
        groups.push([...pushes]);
        return ids;
      };
      const ids = options.append?.(pushes) ?? pushes.map(() => nextId++);
      return ids instanceof Promise ? ids.then(kept) : kept(ids);
    },
    onAppended: () => void (told.appended += 1),
    admits: options.admits ?? (() => true),
    settings: () => settings,
    limits: { ...receiverLimits, ...options.limits },
    log: { warn: (_details, message) => void logged.push(message), error: (_details, message) => void logged.push(message) },
    now: () => clock.nowMs,
  });
  const { port } = options.listens === false ? { port: 0 } : await receiver.listen({ host: options.host ?? '127.0.0.1', port: 0, tls: settings.receiver.tls });
  const url = `http://127.0.0.1:${port}`;
  const kept = (): PushToKeep[] => groups.flat();

  async function postTo(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer & { readonly headers: Headers }> {
    const response = await fetch(url + path, { method: 'POST', body: body as string, headers });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), headers: response.headers };
  }

  /** Changes what the settings say of the receiver, as the settings screen does. */
  function set(part: Partial<Settings['receiver']>): void {
    settings = { ...settings, receiver: { ...settings.receiver, ...part } };
  }

  /** Posts to the push address. */
  async function post(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    const { status, type, text } = await postTo(`/push/${pushKey}`, body, headers);
    return { status, type, text };
  }

  return {
    receiver,
    url,
    port,
    groups,
    kept,
    told,
    logged,
    clock,
    set,
    post,
    postTo,
    connect: (): Promise<RawConnection> => connectTo(port),
  };
}

/** A connection whose bytes the test writes itself, as clients that are no HTTP clients do. */
export interface RawConnection {
  readonly socket: Socket;
  write(text: string): void;
  /** What was answered so far. */
  answered(): string;
  /** Everything that was answered, once the connection has ended. */
  ended: Promise<string>;
}

async function connectTo(port: number): Promise<RawConnection> {
  const socket = createConnection(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  // A connection that is cut is what these tests wait for.
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return { socket, write: (written) => void socket.write(written), answered: () => text, ended };
}
