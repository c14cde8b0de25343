import type { CallPush, Push, PushDetail, PushOutcome, PushSummary } from '#shared/model/push.ts';

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

interface StoredDetail extends Pick<PushDetail, 'proxy' | 'headers' | 'body' | 'alike'> {
  readonly push: Push;
  /** What a push that was taken was answered with; null where that is not known. */
  readonly answerForm: { readonly text: string } | null;
  /** The HTTP status of a push that was refused on arrival; null as above. */
  readonly refusedWith: number | null;
}

/** Who sent a push, and when it came; `proxy`: the trusted one that it came through. */
export interface PushSender {
  readonly receivedAtMs: number;
  readonly source: string;
  readonly proxy: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

interface OpenRefusedQuery {
  readonly code: string;
  readonly isAuthenticated: boolean;
  readonly source?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** What the push log asks of the store. */
export interface PushReader {
  listPushes(query: PushesQuery): Promise<PushesPage>;
  getPush(id: number): Promise<Push | null>;
  pushBody(id: number): Promise<(PushSender & { readonly body: Uint8Array }) | null>;
  pushDetail(id: number, mostChars: number): Promise<StoredDetail | null>;
  callPushes(callId: string, cursor: string | undefined): Promise<{ items: CallPush[]; nextCursor: string | null } | null>;
  pushSummary(sinceMs: number): Promise<Pick<PushSummary, 'sinceMs' | 'counts' | 'dropped' | 'sources'>>;
  /** Pushes after `after` that may be replayed as one, oldest first. */
  openRefused(like: OpenRefusedQuery): Promise<readonly number[]>;
  /** Who sent these. */
  openRefusedSenders(like: OpenRefusedQuery): Promise<readonly PushSender[]>;
  repeatedCalls(sinceMs: number, limit: number): Promise<readonly { readonly callId: string; readonly deliveredAtMs: readonly number[] }[]>;
}
