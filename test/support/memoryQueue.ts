import type { RecordingKind, RecordingReason, RecordingState } from '#shared/model/recording.ts';
import type { ReadyRecording, RecordingQueue } from '../../electron/core/recordings/index.ts';

interface QueuedRecording {
  callId: string;
  kind: RecordingKind;
  url: string;
  state: RecordingState;
  attempts: number;
  firstSeenAtMs: number;
  nextTryAtMs: number | null;
  reason: RecordingReason | null;
  ready: ReadyRecording | null;
}

/** The store's queue of recordings, in memory and by the same rules. */
export interface MemoryQueue extends RecordingQueue {
  add(callId: string, kind: RecordingKind, url: string): void;
  /** What a revision with another address does. */
  changeUrl(callId: string, kind: RecordingKind, url: string): void;
  get(callId: string, kind?: RecordingKind): QueuedRecording;
}

export function createMemoryQueue(now: () => number): MemoryQueue {
  const rows: QueuedRecording[] = [];
  const find = (callId: string, kind: RecordingKind): QueuedRecording => {
    const row = rows.find((other) => other.callId === callId && other.kind === kind);
    if (!row) throw new Error(`no recording ${callId} ${kind}`);
    return row;
  };
  const waitingAgain = (row: QueuedRecording): void => {
    Object.assign(row, { state: 'waiting', attempts: 0, firstSeenAtMs: now(), nextTryAtMs: now(), reason: null });
  };

  return {
    add(callId, kind, url) {
      rows.push({ callId, kind, url, state: 'waiting', attempts: 0, firstSeenAtMs: now(), nextTryAtMs: now(), reason: null, ready: null });
    },
    changeUrl(callId, kind, url) {
      const row = find(callId, kind);
      row.url = url;
      waitingAgain(row);
    },
    get: (callId, kind = 'composite') => structuredClone(find(callId, kind)),

    dueRecordings: (nowMs, limit) => structuredClone(rows.filter((row) => row.state === 'waiting' && (row.nextTryAtMs ?? 0) <= nowMs).slice(0, limit)),
    nextRecordingDueAtMs() {
      const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.nextTryAtMs ?? 0);
      return waiting.length === 0 ? null : Math.min(...waiting);
    },
    requeueInterrupted() {
      for (const row of rows) if (row.state === 'downloading') Object.assign(row, { state: 'waiting', nextTryAtMs: now() });
    },
    markDownloading(callId, kind) {
      const row = find(callId, kind);
      Object.assign(row, { state: 'downloading', attempts: row.attempts + 1, nextTryAtMs: null });
    },
    markReady(callId, kind, ready) {
      const row = find(callId, kind);
      if (row.url !== ready.url) {
        waitingAgain(row);
        return { isReady: false };
      }
      const before = row.ready?.file ?? null;
      Object.assign(row, { state: 'ready', ready, reason: null, nextTryAtMs: null });
      return { isReady: true, replacedFile: before === ready.file ? null : before };
    },
    markFailed(callId, kind, { url, reason, nextTryAtMs }) {
      const row = find(callId, kind);
      if (row.url !== url) {
        waitingAgain(row);
        return false;
      }
      Object.assign(row, { state: nextTryAtMs === null ? 'unavailable' : 'waiting', reason, nextTryAtMs });
      return true;
    },
    markRefused(refused) {
      for (const { callId, kind, url, reason } of refused) {
        const row = find(callId, kind);
        if (row.url === url) Object.assign(row, { state: 'unavailable', reason, nextTryAtMs: null });
      }
    },
    retryRefused(isAllowedNow) {
      for (const row of rows) if (row.state === 'unavailable' && row.reason === 'private-address' && isAllowedNow(row.url)) waitingAgain(row);
    },
    retryNow(callId, kind) {
      const row = rows.find((other) => other.callId === callId && other.kind === kind);
      if (row?.state !== 'waiting' && row?.state !== 'unavailable') return false;
      Object.assign(row, { state: 'waiting', attempts: 0, nextTryAtMs: now() });
      return true;
    },
  };
}
