import { AppError } from '#shared/errors.ts';
import type { Push } from '#shared/model/push.ts';
import type { PushReader, PushSender } from './reader.ts';

type Headers = Readonly<Record<string, string>>;

export interface ReplayDeps {
  readonly reader: Pick<PushReader, 'getPush' | 'pushBody' | 'openRefused' | 'openRefusedSenders'>;
  /** Puts a body through the receiver's checks and keeps it, refused or not. */
  readonly accept: (body: Uint8Array, from: { readonly source: string; readonly headers: Headers; readonly replayOf: number }) => Promise<{ readonly kept: true; readonly id: number } | { readonly kept: false }>;
  /** The same checks alone: null where the body would be taken. */
  readonly check: (body: Uint8Array, headers: Headers) => object | null;
  /** Whether the rules now in force would let the sender of a kept push push, as of when it came; its key is not asked for. */
  readonly mayPush: (sender: PushSender) => boolean;
}

/** The refusals that are not about a body. */
const ofSenders: ReadonlySet<string> = new Set(['-1', '-4', '-6', '-57', '-58', '-59']);

/** Pushes of one call of `replayAlike`, and what is kept in one commit of them: bodies may have megabytes. */
const mostPushes = 100;
const mostAtOnce = 25;
const mostBytesAtOnce = 4 * 1024 * 1024;
/** So many senders are judged to tell of how many pushes they are: some milliseconds. */
const mostJudged = 500;

interface Alike {
  readonly code: string;
  readonly isAuthenticated: boolean;
  /** Only pushes that came from there. */
  readonly source?: string | undefined;
}

interface Again {
  readonly id: number;
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/**
 * Accepting kept pushes again. For a single one the operator vouches, so only its body is checked; of many, each has to pass
 * what is asked of pushes now.
 */
export function createReplays({ reader, accept, check, mayPush }: ReplayDeps) {
  async function acceptAgain({ id, body, headers }: Again): Promise<number> {
    const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));
    const accepted = await accept(body, { source: 'replay', headers: sent, replayOf: id });
    if (accepted.kept) return accepted.id;
    throw new AppError('not-kept', 'The push could not be kept again: see that the data folder can be written to and its disk has room, then replay it once more.');
  }

  /** Waits for all of them, so that none fails when nobody listens any more; throws what the first one failed of. */
  async function commit(pushes: readonly Again[]): Promise<void> {
    const settled = await Promise.allSettled(pushes.map(acceptAgain));
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  return {
    async replay(id: number): Promise<Push | 'not-found' | 'cut'> {
      const [push, kept] = await Promise.all([reader.getPush(id), reader.pushBody(id)]);
      if (push === null || kept === null) return 'not-found';
      if (push.bytes < push.wholeBytes) return 'cut';
      return (await reader.getPush(await acceptAgain({ id, ...kept }))) ?? 'not-found';
    },

    /** What would be refused again is left as it is: another copy of it would tell nothing. */
    async replayAlike({ cursor, ...alike }: Alike & { readonly cursor?: string | undefined }): Promise<{ replayed: number; refusedAgain: number; nextCursor: string | null }> {
      const after = Number(cursor ?? 0);
      if (!Number.isSafeInteger(after) || after < 0) throw new AppError('bad-request', 'The cursor is not one of this list.');
      if (!alike.isAuthenticated && alike.source === undefined) throw new AppError('bad-request', 'Pushes without the right key are replayed of one source alone: name it.');
      const ids = await reader.openRefused({ ...alike, after, limit: mostPushes });
      let replayed = 0;
      let refusedAgain = 0;
      let waiting: Again[] = [];
      let bytes = 0;
      const commitWaiting = async (): Promise<void> => {
        await commit(waiting);
        replayed += waiting.length;
        waiting = [];
        bytes = 0;
      };
      for (const id of ids) {
        const kept = await reader.pushBody(id);
        if (kept === null) continue;
        if ((ofSenders.has(alike.code) && !mayPush(kept)) || check(kept.body, kept.headers) !== null) {
          refusedAgain += 1;
          continue;
        }
        waiting.push({ id, body: kept.body, headers: kept.headers });
        bytes += kept.body.byteLength;
        if (waiting.length >= mostAtOnce || bytes >= mostBytesAtOnce) await commitWaiting();
      }
      await commitWaiting();
      return { replayed, refusedAgain, nextCursor: ids.length < mostPushes ? null : String(ids.at(-1)) };
    },

    /** Of how many that `replayAlike` would look at for this push the sender may push now; null where that is not looked at. */
    async allowedOf({ code, isAuthenticated, source }: Pick<Push, 'code' | 'isAuthenticated' | 'source'>): Promise<number | null> {
      if (code === null || !ofSenders.has(code)) return null;
      const senders = await reader.openRefusedSenders({ code, isAuthenticated, source: isAuthenticated ? undefined : source, after: 0, limit: mostJudged + 1 });
      return senders.length > mostJudged ? null : senders.filter(mayPush).length;
    },
  };
}
