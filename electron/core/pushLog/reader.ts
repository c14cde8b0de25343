import type { CallPush, Push, PushOutcome } from '#shared/model/push.ts';

export interface PushesQuery {
  readonly outcome?: readonly PushOutcome[] | undefined;
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PushesPage {
  readonly items: readonly Push[];
  readonly nextCursor: string | null;
  /** Set where the time for looking was over before the page was full. */
  readonly searchedToMs: number | null;
}

/** What the push log asks of the store. */
export interface PushReader {
  listPushes(query: PushesQuery): Promise<PushesPage>;
  getPush(id: number): Promise<Push | null>;
  pushBody(id: number): Promise<{ readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } | null>;
  callPushes(callId: string, cursor: string | undefined): Promise<{ items: CallPush[]; nextCursor: string | null } | null>;
}
