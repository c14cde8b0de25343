import { AppError } from '#shared/errors.ts';
import type { Push } from '#shared/model/push.ts';
import type { PushReader } from './reader.ts';

type Headers = Readonly<Record<string, string>>;

export interface ReplayDeps {
  readonly reader: Pick<PushReader, 'getPush' | 'pushBody' | 'openRefused'>;
  /** Puts a body through the receiver's checks and keeps it, refused or not. */
  readonly accept: (body: Uint8Array, from: { readonly source: string; readonly headers: Headers; readonly replayOf: number }) => Promise<{ readonly kept: true; readonly id: number } | { readonly kept: false }>;
  /** The same checks alone: null where the body would be taken. */
  readonly check: (body: Uint8Array, headers: Headers) => object | null;
}

/** Pushes of one call of `replayAlike`, and what is kept in one commit of them: bodies may have megabytes. */
const mostPushes = 100;
const mostAtOnce = 25;
const mostBytesAtOnce = 4 * 1024 * 1024;

/** Accepting kept pushes again. The operator vouches for them, so only their bodies are checked. */
export function createReplays({ reader, accept, check }: ReplayDeps) {
  async function acceptAgain(id: number, body: Uint8Array, headers: Headers): Promise<number> {
    const accepted = await accept(body, { source: 'replay', headers, replayOf: id });
    if (accepted.kept) return accepted.id;
    throw new AppError('not-kept', 'The push could not be kept again: see that the data folder can be written to and its disk has room, then replay it once more.');
  }

  return {
    async replay(id: number): Promise<Push | 'not-found' | 'cut'> {
      const [push, kept] = await Promise.all([reader.getPush(id), reader.pushBody(id)]);
      if (push === null || kept === null) return 'not-found';
      if (push.bytes < push.wholeBytes) return 'cut';
      return (await reader.getPush(await acceptAgain(id, kept.body, kept.headers))) ?? 'not-found';
    },

    /** What would be refused again is left as it is: another copy of it would tell nothing. */
    async replayAlike({ code, isAuthenticated, cursor }: { readonly code: string; readonly isAuthenticated: boolean; readonly cursor?: string | undefined }): Promise<{ replayed: number; refusedAgain: number; nextCursor: string | null }> {
      const after = Number(cursor ?? 0);
      if (!Number.isSafeInteger(after) || after < 0) throw new AppError('bad-request', 'The cursor is not one of this list.');
      const ids = await reader.openRefused({ code, isAuthenticated, after, limit: mostPushes });
      let replayed = 0;
      let refusedAgain = 0;
      let commit: Promise<number>[] = [];
      let bytes = 0;
      const committed = async (): Promise<void> => {
        replayed += (await Promise.all(commit)).length;
        commit = [];
        bytes = 0;
      };
      for (const id of ids) {
        const kept = await reader.pushBody(id);
        if (kept === null) continue;
        if (check(kept.body, kept.headers) !== null) {
          refusedAgain += 1;
          continue;
        }
        commit.push(acceptAgain(id, kept.body, kept.headers));
        bytes += kept.body.byteLength;
        if (commit.length >= mostAtOnce || bytes >= mostBytesAtOnce) await committed();
      }
      await committed();
      return { replayed, refusedAgain, nextCursor: ids.length < mostPushes ? null : String(ids.at(-1)) };
    },
  };
}
