import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import type { PushAnswer, Settings } from '#shared/model/settings.ts';
import type { Answered } from './answerTimes.ts';
import type { Authentication } from './authentication.ts';
import { checkBody, tooLarge } from './check.ts';
import type { Refusal } from './check.ts';
import type { Commit } from './commits.ts';
import { keptHeadersOf } from './keptHeaders.ts';
import { retryAfterSeconds } from './limits.ts';
import type { RequestBody } from './readBody.ts';
import type { WronglySent } from './wronglySent.ts';
import type { From, ReceiverDeps, WhoAndSize } from './receiver.ts';

export interface PushRouteDeps {
  /** Keeps a push, refused or not. */
  readonly keep: (body: Uint8Array, from: From, refusal: (Refusal & WhoAndSize) | null) => Promise<Commit>;
  /** As of the settings in force. */
  readonly authentication: () => Authentication;
  readonly receiverSettings: () => Settings['receiver'];
  readonly isClosing: () => boolean;
  /** Told of what is not kept, so that it can be counted. */
  readonly onTurnedAway: (why: 'busy') => void;
  /** The sender of a request went before it was whole. */
  readonly onCutOff: (socket: Socket) => void;
  /** When the answer to a push that was kept is about to be sent. */
  readonly onAnswered: (answered: Answered) => void;
  readonly log: ReceiverDeps['log'];
  readonly now: () => number;
}

type Headers = Readonly<Record<string, string | number>>;

/**
 * Takes a push of somebody who has shown the right key, from its request to its answer. On Node's own objects: at
 * thousands of pushes a second a framework between would cost as much as keeping them does.
 */
export function createPushRoute(deps: PushRouteDeps, readBody: (request: IncomingMessage) => Promise<RequestBody>) {
  const { authentication, receiverSettings } = deps;
  const successOf = createSuccess();

  async function take(request: IncomingMessage, response: ServerResponse, wrongly: WronglySent | null): Promise<void> {
    const arrivedAtMs = performance.now();
    if (deps.isClosing()) return answer(request, response, 503, '-5');
    const body = await readBody(request);
    if (body.kind === 'busy') return turnAway(request, response);
    const { headers, socket, rawHeaders } = request;
    const sender = authentication().sender(socket.remoteAddress ?? '', headers);
    const refusedOutright = authentication().refusal(sender, headers, deps.now()) ?? wrongly?.refusal ?? null;
    const kept = keptHeadersOf(rawHeaders);
    const noted = refusedOutright === null ? kept : { ...kept, ...wrongly?.notes, ...authentication().notes(headers) };
    const from = { source: sender.address, proxy: sender.proxy ?? undefined, headers: noted, replayOf: null };
    const [bytes, wholeBytes] = body.kind === 'too-large' ? [body.start, body.wholeBytes] : [body.bytes, body.bytes.length];
    const refusal = refusedOutright ?? (body.kind === 'too-large' ? tooLarge : checkBody(bytes, kept));
    const id = await deps.keep(bytes, from, refusal === null ? null : { ...refusal, isAuthenticated: true, wholeBytes });
    if (id === 'full') return turnAway(request, response);
    if (id === 'failed') return answer(request, response, 503, '-5');
    deps.onAnswered({ id, ms: performance.now() - arrivedAtMs, isTaken: refusal === null });
    if (refusal !== null) return answerRefusal(request, response, refusal, wrongly?.headers);
    const { head, text, encoding } = successOf(receiverSettings().answer);
    response.writeHead(200, connectionEnds(request) ? { ...head, connection: 'close' } : head).end(text, encoding);
  }

  function turnAway(request: IncomingMessage, response: ServerResponse): void {
    deps.onTurnedAway('busy');
    answer(request, response, 503, '-47', { 'retry-after': retryAfterSeconds });
  }

  function answerRefusal(request: IncomingMessage, response: ServerResponse, { httpStatus, code }: Refusal, more: Headers = {}): void {
    // Some senders give their password only to whoever asks for it.
    const asksForPassword = httpStatus === 401 && receiverSettings().basic !== null;
    answer(request, response, httpStatus, code, asksForPassword ? { ...more, 'www-authenticate': 'Basic realm="push"' } : more);
  }

  /** In the platform's vocabulary; how HTTP puts it is for proxies and people. */
  function answer(request: IncomingMessage, response: ServerResponse, httpStatus: number, code: ResponseCode, headers: Headers = {}): void {
    const text = JSON.stringify({ status: code, reason: responseCodes[code] });
    const connection = connectionEnds(request) ? { connection: 'close' } : {};
    response.writeHead(httpStatus, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers, ...connection }).end(text);
  }

  /** What is still to come of a body is not read; and at the end a kept-alive connection would hold it up. */
  function connectionEnds(request: IncomingMessage): boolean {
    return !request.complete || deps.isClosing();
  }

  /** `wrongly`: what is wrong with the request itself, which is kept and refused then. */
  return function takePush(request: IncomingMessage, response: ServerResponse, wrongly: WronglySent | null = null): void {
    take(request, response, wrongly).catch((error: unknown) => {
      // Its sender has gone, and comes again.
      if (response.destroyed || request.socket.destroyed) return deps.onCutOff(request.socket);
      deps.log.error({ err: error, source: request.socket.remoteAddress }, 'A push could not be answered');
      if (response.headersSent) response.destroy();
      else answer(request, response, 503, '-5');
    });
  };
}

/** The answer to a kept push, made once for a setting. */
function createSuccess() {
  let made: { readonly of: PushAnswer; readonly head: Headers; readonly text: string; readonly encoding: 'latin1' | 'utf8' } | null = null;
  return (answer: PushAnswer) => {
    if (made?.of !== answer) {
      const { contentType, text } = pushAnswerBody(answer);
      const bytes = Buffer.byteLength(text);
      // Node sends head and body at once where the body needs no encoding.
      made = { of: answer, head: { 'content-type': contentType, 'content-length': bytes }, text, encoding: bytes === text.length ? 'latin1' : 'utf8' };
    }
    return made;
  };
}
