/*
 * The sender, a process of its own: posts distinct generated calls over kept-alive connections, one request in flight on
 * each. The requests are made before the clock starts. It is told what to do by messages and answers each with what it saw.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { generatedPush } from '../../support/generatePushes.ts';

export interface LoadOrder {
  readonly url: string;
  /** Number of the first generated call; each is sent once. */
  readonly first: number;
  readonly count: number;
  readonly connections: number;
  /** Requests a second, whatever the answers take; null sends as fast as they come. */
  readonly ratePerS: number | null;
  /** Sends nothing more after this, so that slow servers do not hold up the rest. */
  readonly forMs: number;
  /** Whether the answer should say when each call was acknowledged. */
  readonly wantsTimes: boolean;
}

export interface LoadResult {
  readonly sent: number;
  /** Answers that are an acknowledgement: 200 and the platform's `"status":"0"`. */
  readonly acknowledged: number;
  /** Other answers, by HTTP status; `lost` for connections that ended instead. */
  readonly others: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  readonly wallMs: number;
  /** Of each acknowledgement, in ms, in order of size; from the intended time of sending where there is a rate. */
  readonly latencies: Float64Array;
  /** Epoch ms of each acknowledgement, by number of the call since `first`; 0 where there was none. */
  readonly acknowledgedAtMs: Float64Array | null;
}

const acknowledgement = Buffer.from('"status":"0"');
const endOfHead = Buffer.from('\r\n\r\n');

process.on('message', (order: LoadOrder | 'end') => {
  if (order === 'end') process.disconnect();
  else void run(order).then((result) => process.send?.(result));
});

async function run({ url, first, count, connections, ratePerS, forMs, wantsTimes }: LoadOrder): Promise<LoadResult> {
  const { hostname, port, pathname } = new URL(url);
  const requests = Array.from({ length: count }, (_, at) => requestOf(`${hostname}:${port}`, pathname, pushOf(first + at)));
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(hostname, Number(port))));
  const latencies = new Float64Array(count);
  const acknowledgedAtMs = wantsTimes ? new Float64Array(count) : null;
  const others: Record<string, number> = {};
  let next = 0;
  let acknowledged = 0;

  process.send?.('started');
  const startedAtMs = Date.now();
  const startMs = performance.now();
  const dueMs = (number: number): number => startMs + (ratePerS === null ? 0 : (number * 1000) / ratePerS);
  await Promise.all(sockets.map(serve));
  return { sent: next, acknowledged, others, startedAtMs, wallMs: performance.now() - startMs, latencies: latencies.subarray(0, acknowledged).toSorted(), acknowledgedAtMs };

  function serve(socket: Socket): Promise<void> {
    return new Promise((resolve) => {
      let number = -1;
      let sentMs = 0;
      let held: Buffer | null = null;

      function sendNext(): void {
        number = -1;
        if (next >= count || performance.now() - startMs >= forMs) return void socket.end();
        const own = next++;
        const waitMs = ratePerS === null ? 0 : dueMs(own) - performance.now();
        if (waitMs > 0.5) setTimeout(send, waitMs, own);
        else send(own);
      }

      function send(own: number): void {
        number = own;
        sentMs = ratePerS === null ? performance.now() : dueMs(own);
        socket.write(requests[own] ?? '');
      }

      socket.on('data', (chunk: Buffer) => {
        const answer: Buffer = held === null ? chunk : Buffer.concat([held, chunk]);
        if (!isWhole(answer)) {
          held = answer;
          return;
        }
        held = null;
        const status = answer.toString('latin1', 9, 12);
        if (status === '200' && answer.includes(acknowledgement)) {
          latencies[acknowledged++] = performance.now() - sentMs;
          if (acknowledgedAtMs !== null) acknowledgedAtMs[number] = Date.now();
        } else {
          others[status] = (others[status] ?? 0) + 1;
        }
        sendNext();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        if (number >= 0) others['lost'] = (others['lost'] ?? 0) + 1;
        resolve();
      });
      sendNext();
    });
  }
}

/** Its recordings are on an address that Earshot asks nobody for: fetching them is not what is measured. */
function pushOf(number: number): string {
  return generatedPush(number).replaceAll('https://recordings.example.net', 'http://127.0.0.1:9');
}

/** As the platform's Java client puts it. */
function requestOf(host: string, path: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nContent-Type: application/json;charset=UTF-8\r\nAccept: */*\r\nContent-Length: ${String(bytes.length)}\r\nHost: ${host}\r\nConnection: Keep-Alive\r\nUser-Agent: Apache-HttpClient/4.5.14 (Java/1.8.0_392)\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Whether an answer has come to its end; every server here names its length. */
function isWhole(answer: Buffer): boolean {
  const headEnd = answer.indexOf(endOfHead);
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, headEnd))?.[1];
  return answer.length >= headEnd + endOfHead.length + Number(length ?? 0);
}
