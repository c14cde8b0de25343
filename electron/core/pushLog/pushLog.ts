import { AppError } from '#shared/errors.ts';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import type { CallPush, Push, PushDetail, PushSummary } from '#shared/model/push.ts';
import { responseCodes } from '#shared/model/responseCodes.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { PushReader, PushesQuery } from './reader.ts';

interface Replayed {
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly replayOf: number;
}

export interface PushLogDeps {
  readonly reader: PushReader;
  /** Puts a body through the receiver's checks and keeps it. */
  readonly accept: (body: Uint8Array, from: Replayed) => Promise<{ readonly kept: true; readonly id: number } | { readonly kept: false }>;
  readonly textOf: (body: Uint8Array, headers: Readonly<Record<string, string>>) => string;
  readonly settings: () => Pick<Settings, 'receiver'>;
}

const shownBytes = 256 * 1024;

/** Every push with what came of it, and what can be done about it. */
export function createPushLog({ reader, accept, textOf, settings }: PushLogDeps) {
  return {
    async list(query: PushesQuery): Promise<{ items: Push[]; nextCursor: string | null; searchedToMs: number | null }> {
      const { items, nextCursor, searchedToMs } = await reader.listPushes(query);
      return { items: [...items], nextCursor, searchedToMs };
    },

    async get(id: number): Promise<PushDetail | null> {
      const [push, kept] = await Promise.all([reader.getPush(id), reader.pushBody(id)]);
      if (push === null || kept === null) return null;
      const text = textOf(kept.body, kept.headers);
      return {
        ...push,
        headers: Object.entries(kept.headers).map(([name, value]) => ({ name, value })),
        answer: answerTo(push),
        body: { text: text.slice(0, shownBytes), isCut: text.length > shownBytes, isText: !text.includes('\uFFFD') },
        alike: 0,
      };
    },

    ofCall: (callId: string, cursor: string | undefined): Promise<{ items: CallPush[]; nextCursor: string | null } | null> => reader.callPushes(callId, cursor),

    async replay(id: number): Promise<Push | 'not-found' | 'cut'> {
      const [push, kept] = await Promise.all([reader.getPush(id), reader.pushBody(id)]);
      if (push === null || kept === null) return 'not-found';
      if (push.bytes < push.wholeBytes) return 'cut';
      const accepted = await accept(kept.body, { source: 'replay', headers: kept.headers, replayOf: id });
      if (!accepted.kept) throw new AppError('not-kept', 'The push could not be kept again: see that the data folder can be written to and its disk has room, then replay it once more.');
      return (await reader.getPush(accepted.id)) ?? 'not-found';
    },

    replayAlike: (_like: { readonly code: string }): Promise<{ replayed: number; refusedAgain: number; nextCursor: string | null }> =>
      Promise.resolve({ replayed: 0, refusedAgain: 0, nextCursor: null }),

    summary: (sinceMs: number): Promise<PushSummary> =>
      Promise.resolve({ sinceMs, counts: {}, dropped: { authenticated: 0, unauthenticated: 0, sinceMs: null }, sources: [], medianAnswerMs: null, rateLimited: 0 }),
  };

  function answerTo(push: Push): PushDetail['answer'] {
    if (push.replayOf !== null) return null;
    const code = Object.keys(responseCodes).find((known): known is keyof typeof responseCodes => known === push.code);
    if (push.outcome === 'refused' && code !== undefined) return { httpStatus: 400, text: JSON.stringify({ status: code, reason: responseCodes[code] }) };
    return { httpStatus: 200, text: pushAnswerBody(settings().receiver.answer).text };
  }
}
