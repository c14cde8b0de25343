import type { CallPush, Push, PushDetail, PushOutcome, PushSummary } from '#shared/model/push.ts';

/** What the API asks of the push log. */
export interface PushLog {
  list(query: {
    readonly outcome?: readonly PushOutcome[] | undefined;
    readonly source?: string | undefined;
    readonly code?: string | undefined;
    readonly q?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ items: Push[]; nextCursor: string | null; searchedToMs: number | null }>;
  get(id: number): Promise<PushDetail | null>;
  /** What was pushed of a call, oldest first; null where there is no such call. */
  ofCall(callId: string, cursor: string | undefined): Promise<{ items: CallPush[]; nextCursor: string | null } | null>;
  /** Accepts a kept push again and returns the new one. */
  replay(id: number): Promise<Push | 'not-found' | 'cut'>;
  replayAlike(like: {
    readonly code: string;
    readonly isAuthenticated: boolean;
    readonly source?: string | undefined;
    readonly cursor?: string | undefined;
  }): Promise<{ replayed: number; refusedAgain: number; nextCursor: string | null }>;
  summary(sinceMs: number): Promise<PushSummary>;
}
