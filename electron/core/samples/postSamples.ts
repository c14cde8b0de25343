import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { makeSampleCall, pickSample } from './sampleCall.ts';

/** What a receiver did with a push; `problem` is a sentence or a code for the operator. */
type PostOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'refused' | 'unreachable'; readonly problem: string };

interface PostedSamples {
  readonly posted: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Nobody answered. */
  readonly unreachable: number;
  /** Of the last push that was not acknowledged. */
  readonly problem: string | null;
}

interface PostSamplesRequest {
  /** The whole push address, key included. */
  readonly pushUrl: string;
  /** What a push has to prove beside the key. */
  readonly headers?: (nowMs: number) => Readonly<Record<string, string>>;
  /** The receiver's own certificate, in PEM, whatever name it is for; null where the system's authorities are to know it. */
  readonly certificate?: string | null;
  readonly samplesDir: string;
  readonly count: number;
  /** Calls a second; Infinity posts as fast as they are answered. */
  readonly rate: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly base?: string;
  /** After each answer. */
  readonly onProgress?: (soFar: PostedSamples) => void;
  /** Ends it; what was posted until then is told. */
  readonly signal?: AbortSignal;
}

const answerWithinMs = 15_000;
const atOnce = 8;
const answerSchema = z.object({ status: z.string().optional(), reason: z.string().optional() });

/**
 * Posts `count` sample calls, a mix as of a busy day, the way the platform would.
 * @throws {AppError} `samples-missing` where the samples are not there.
 */
export async function postSamples(request: PostSamplesRequest): Promise<PostedSamples> {
  const { pushUrl, headers = () => ({}), certificate = null, count, rate, now, signal, onProgress } = request;
  const tally = { posted: 0, acknowledged: 0, refused: 0, unreachable: 0, problem: null as string | null };
  const underWay = new Set<Promise<void>>();
  const beganMs = now();
  for (let index = 0; index < count; index++) {
    await pause(beganMs + (index / rate) * 1000 - now(), signal);
    if (underWay.size >= atOnce) await Promise.race(underWay);
    if (signal?.aborted) break;
    const { body } = await makeSampleCall({ ...request, sample: pickSample(request.random), nowMs: now() });
    const posting = postPush(pushUrl, body, { headers: headers(now()), certificate }).then((outcome) => {
      tally.posted++;
      if (outcome.ok) tally.acknowledged++;
      else {
        tally[outcome.reason]++;
        tally.problem = outcome.problem;
      }
      underWay.delete(posting);
      onProgress?.({ ...tally });
      return undefined;
    });
    underWay.add(posting);
  }
  await Promise.all(underWay);
  return tally;
}

interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  readonly certificate: string | null;
}

/** Posts one push as the platform would. Any 2xx is an acknowledgement: the answer's text is a setting. */
export async function postPush(pushUrl: string, body: string, { headers, certificate }: Proof = { headers: {}, certificate: null }): Promise<PostOutcome> {
  try {
    const response = await fetch(pushUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
      ...(certificate !== null && { dispatcher: trusting(certificate) }),
    });
    const answer = await response.text();
    return response.ok ? { ok: true } : { ok: false, reason: 'refused', problem: problemOf(response.status, answer) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { ok: false, reason: 'unreachable', problem: cause instanceof Error && cause.message !== '' ? cause.message : String(cause) };
  }
}

/** Believes this certificate and no other. It may be for another name: this computer's own address stands in none. */
function trusting(certificate: string): Agent {
  return new Agent({ connect: { ca: certificate, allowPartialTrustChain: true, checkServerIdentity: () => undefined } });
}

function problemOf(httpStatus: number, answer: string): string {
  try {
    const { status, reason } = answerSchema.parse(JSON.parse(answer));
    return [`HTTP ${httpStatus}`, status, reason].filter(Boolean).join(', ');
  } catch {
    return `HTTP ${httpStatus}`;
  }
}

async function pause(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (!(durationMs > 0)) return;
  // Aborting is how the caller ends it, not a failure.
  await sleep(durationMs, null, signal ? { signal } : {}).catch(() => {});
}
