import { messageOf } from '#shared/errors.ts';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import type { AnswerDoubt, CallPush, Push, PushDetail, PushSummary } from '#shared/model/push.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { PushAnswer } from '#shared/model/settings.ts';
import { answerDoubtFrom, doubtedForMs } from './answerDoubt.ts';
import type { PushReader, PushesQuery } from './reader.ts';
import { createReplays } from './replays.ts';
import type { ReplayDeps } from './replays.ts';

export interface PushLogDeps extends ReplayDeps {
  readonly reader: PushReader;
  /** What kept pushes are answered with, as it is set now. */
  readonly answer: () => PushAnswer;
  /** Notes what kept pushes are answered with from now on. */
  readonly recordAnswerForm: (form: { readonly contentType: string; readonly text: string }) => void;
  /** How long answering took, and what was only counted, since the start. */
  readonly receiving: () => Pick<PushSummary, 'medianAnswerMs' | 'lastAnswerMs' | 'turnedAway'>;
  /** How long it took to answer this push; null where that is not known any more. */
  readonly answerMsOf: (id: number) => number | null;
  readonly now: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  readonly log: { warn(details: object, message: string): void };
}

/** Of a body so many characters are shown; all of it can be had byte for byte. */
const shownChars = 256 * 1024;
/** A list looks so long at most for pushes that no index leads to. */
const lookingMs = 400;
/** Calls that are looked at for a doubt of the answer. */
const mostRepeated = 30;

/** Every push with what came of it, and what can be done about it. */
export function createPushLog({ reader, answer, recordAnswerForm, receiving, answerMsOf, now, clock, log, ...replaying }: PushLogDeps) {
  const replays = createReplays({ reader, ...replaying });
  answerChanged();

  return {
    replay: (id: number) => replays.replay(id),
    replayAlike: (alike: Parameters<typeof replays.replayAlike>[0]) => replays.replayAlike(alike),

    /** The store looks in short turns, so that other questions are answered in between. */
    async list(query: PushesQuery): Promise<{ items: Push[]; nextCursor: string | null; searchedToMs: number | null }> {
      const deadline = clock() + lookingMs;
      const items: Push[] = [];
      let { cursor } = query;
      for (;;) {
        const page = await reader.listPushes({ ...query, cursor, limit: query.limit - items.length });
        items.push(...page.items);
        const isEnd = page.nextCursor === null || page.searchedToMs === null || items.length >= query.limit;
        if (isEnd || clock() >= deadline) return { items, nextCursor: page.nextCursor, searchedToMs: page.searchedToMs };
        cursor = page.nextCursor ?? undefined;
      }
    },

    async get(id: number): Promise<PushDetail | null> {
      const detail = await reader.pushDetail(id, shownChars);
      if (detail === null) return null;
      const { push, proxy, headers, body, alike } = detail;
      const answer = answerTo(detail);
      return { ...push, proxy, headers, answer: answer === null ? null : { ...answer, tookMs: answerMsOf(id) }, body, alike, alikeAllowed: alike === 0 ? null : await replays.allowedOf(push) };
    },

    ofCall: (callId: string, cursor: string | undefined): Promise<{ items: CallPush[]; nextCursor: string | null } | null> => reader.callPushes(callId, cursor),

    async summary(sinceMs: number): Promise<PushSummary> {
      return { ...(await reader.pushSummary(sinceMs)), ...receiving() };
    },

    /** Whether the platform seems not to accept what it is answered; null also where the database does not tell. */
    async answerDoubt(): Promise<AnswerDoubt | null> {
      try {
        return answerDoubtFrom(await reader.repeatedCalls(now() - doubtedForMs, mostRepeated), now());
      } catch (error) {
        log.warn({ reason: messageOf(error) }, 'The database could not be asked whether pushes come again');
        return null;
      }
    },

    answerChanged,
  };

  /** A disk that is full is no reason to end: then it is only not known later what pushes were answered with. */
  function answerChanged(): void {
    try {
      recordAnswerForm(pushAnswerBody(answer()));
    } catch (error) {
      log.warn({ err: error }, 'It could not be noted what pushes are answered with');
    }
  }
}

/** What the push's sender was told; null for a replay, which nobody sent, and where it is not known. */
function answerTo({ push, answerForm, refusedWith }: NonNullable<Awaited<ReturnType<PushReader['pushDetail']>>>): Omit<NonNullable<PushDetail['answer']>, 'tookMs'> | null {
  if (push.replayOf !== null) return null;
  const wasRefusedOnArrival = push.outcome === 'refused' && push.recordCount === 0;
  if (!wasRefusedOnArrival) return answerForm === null ? null : { httpStatus: 200, text: answerForm.text };
  const words: unknown = Object.entries(responseCodes).find(([code]) => code === push.code)?.[1];
  return refusedWith === null || words === undefined ? null : { httpStatus: refusedWith, text: JSON.stringify({ status: push.code, reason: words }) };
}
