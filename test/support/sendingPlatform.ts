import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { generatedPush } from './generatePushes.ts';

/** One body that is sent until it was acknowledged. */
export interface Delivery {
  readonly body: Uint8Array;
  readonly encoding: 'gzip' | null;
  readonly callIds: readonly string[];
}

export interface SendingPlatform {
  /** Every body that was sent, by `hashOf` of its bytes. */
  readonly sent: ReadonlyMap<string, Delivery>;
  /** Those that were answered with success at least once. */
  readonly acknowledged: ReadonlySet<Delivery>;
  /** How many requests ended without an answer, and how many were answered with something else than success. */
  readonly counts: { readonly unanswered: number; readonly refused: number };
  /** Resolves once so many more were acknowledged. */
  whenAcknowledged(more: number): Promise<void>;
  /** Sends new pushes and those that still wait for an acknowledgement, until `stop` or until nobody listens any more. */
  sendUntil(stop: AbortSignal, pushUrl: string): Promise<void>;
  /** Sends again what was never acknowledged, until everything is. */
  deliverRest(pushUrl: string): Promise<void>;
}

export function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Of so many requests one is hung up on before its answer came, so that its push is delivered once more. */
const hangUpOneIn = 25;

/**
 * Sends distinct pushes over kept-alive connections as the platform does: one record, a wrapped one, a list of three,
 * packed or not; and again where no answer came. `random` decides all of that, and nothing else here is left to chance
 * but time.
 */
export function createSendingPlatform({ random, connections }: { readonly random: () => number; readonly connections: number }): SendingPlatform {
  const sent = new Map<string, Delivery>();
  const acknowledged = new Set<Delivery>();
  const waiting: Delivery[] = [];
  const counts = { unanswered: 0, refused: 0 };
  let nextNumber = 0;
  let onAcknowledged: (() => void) | null = null;

  function newDelivery(): Delivery {
    const kind = random();
    const count = kind < 0.1 ? 3 : 1;
    const numbers = Array.from({ length: count }, () => nextNumber++);
    const records = numbers.map((number) => withoutRecordings(generatedPush(number)));
    const text = count > 1 ? `[${records.join(',')}]` : kind < 0.25 ? `{"dataType":"ROBOT_CALL_RECORD","data":${records.join()}}` : records.join();
    const encoding = kind > 0.9 ? 'gzip' : null;
    const delivery = { body: encoding === null ? Buffer.from(text) : gzipSync(text), encoding, callIds: numbers.map(generatedCallId) } as const;
    sent.set(hashOf(delivery.body), delivery);
    return delivery;
  }

  /** Sends one delivery; false where nobody listens. */
  async function deliver(delivery: Delivery, agent: Agent, pushUrl: string): Promise<boolean> {
    const answer = await post(pushUrl, delivery, agent, random() * hangUpOneIn < 1);
    if (answer === 'success') {
      acknowledged.add(delivery);
      onAcknowledged?.();
    } else {
      waiting.push(delivery);
      counts[answer === 'refused' ? 'refused' : 'unanswered'] += 1;
    }
    return answer !== 'nobody';
  }

  async function onConnections(work: (agent: Agent) => Promise<void>): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    await Promise.all(Array.from({ length: connections }, () => work(agent)));
    agent.destroy();
  }

  return {
    sent,
    acknowledged,
    counts,
    whenAcknowledged(more) {
      const wanted = acknowledged.size + more;
      return new Promise((resolve) => {
        onAcknowledged = () => {
          if (acknowledged.size >= wanted) resolve();
        };
      });
    },
    sendUntil: (stop, pushUrl) =>
      onConnections(async (agent) => {
        while (!stop.aborted) {
          const delivery = random() < 0.5 ? (waiting.shift() ?? newDelivery()) : newDelivery();
          if (!(await deliver(delivery, agent, pushUrl))) return;
        }
      }),
    deliverRest: (pushUrl) =>
      onConnections(async (agent) => {
        for (let delivery = waiting.shift(); delivery !== undefined; delivery = waiting.shift()) {
          if (!(await deliver(delivery, agent, pushUrl))) throw new Error('Nobody listens at the push address.');
        }
      }),
  };
}

/** How a call of `generatedPush` is named. */
function generatedCallId(number: number): string {
  return String(2_210_000_000_000_000_000n + BigInt(number) * 4099n);
}

/** Nothing is to be fetched for them. */
function withoutRecordings(text: string): string {
  return text.replaceAll(/"https:[^"]*"/g, '""');
}

type Answer = 'success' | 'refused' | 'none' | 'nobody';

function post(pushUrl: string, { body, encoding }: Delivery, agent: Agent, hangsUp: boolean): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length, ...(encoding === null ? {} : { 'content-encoding': encoding }) };
    const outgoing = request(pushUrl, { method: 'POST', agent, headers });
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'nobody' : 'none'));
    outgoing.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('close', () => {
        if (!response.complete) resolve('none');
        else resolve(response.statusCode === 200 && text === '{"status":"0","reason":"success"}' ? 'success' : 'refused');
      });
    });
    // The last of the body is on its way to a receiver that will answer, and nobody will hear it.
    if (hangsUp) outgoing.on('finish', () => setTimeout(() => outgoing.destroy(), 1));
    outgoing.end(body);
  });
}
