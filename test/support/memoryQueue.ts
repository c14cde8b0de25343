import { giveUpAfterMs } from '#shared/model/recording.ts';
import type { RecordingKind, RecordingReason, RecordingState } from '#shared/model/recording.ts';
import type { FetchedSound, RecordingQueue } from '../../electron/core/recordings/index.ts';

interface QueuedRecording {
  callId: string;
  kind: RecordingKind;
  url: string;
  state: RecordingState;
  attempts: number;
  nextTryAtMs: number;
  giveUpAtMs: number;
  reason: RecordingReason | null;
  ready: FetchedSound | null;
  fetchedAtMs: number | null;
  /** Never freed. */
  isProtected: boolean;
}

/** The store's queue of recordings, in memory and by the same rules. */
export interface MemoryQueue extends RecordingQueue {
  add(callId: string, kind: RecordingKind, url: string): void;
  /** What a revision with another address does. */
  changeUrl(callId: string, kind: RecordingKind, url: string): void;
  protect(callId: string): void;
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
    Object.assign(row, { state: 'waiting', attempts: 0, nextTryAtMs: now(), giveUpAtMs: now() + giveUpAfterMs, reason: null });
  };

  return {
    add(callId, kind, url) {
      rows.push({ callId, kind, url, state: 'waiting', attempts: 0, nextTryAtMs: now(), giveUpAtMs: now() + giveUpAfterMs, reason: null, ready: null, fetchedAtMs: null, isProtected: false });
    },
    changeUrl(callId, kind, url) {
      const row = find(callId, kind);
      row.url = url;
      waitingAgain(row);
    },
    protect(callId) {
      for (const row of rows) if (row.callId === callId) row.isProtected = true;
    },
    get: (callId, kind = 'composite') => structuredClone(find(callId, kind)),

    dueRecordings: (nowMs, limit) => structuredClone(rows.filter((row) => row.state === 'waiting' && row.nextTryAtMs <= nowMs).slice(0, limit)),
    nextRecordingDueAtMs() {
      const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.nextTryAtMs);
      return waiting.length === 0 ? null : Math.min(...waiting);
    },
    waitingRecordingsOf: (callId) => structuredClone(rows.filter((row) => row.callId === callId && row.state === 'waiting')),
    requeueInterrupted() {
      for (const row of rows) if (row.state === 'downloading') Object.assign(row, { state: 'waiting', nextTryAtMs: now() });
    },
    markDownloading(callId, kind) {
      const row = find(callId, kind);
      Object.assign(row, { state: 'downloading', attempts: row.attempts + 1 });
    },
    markReady(callId, kind, ready) {
      const row = find(callId, kind);
      if (row.url !== ready.url) {
        waitingAgain(row);
        return { isReady: false };
      }
      const before = row.ready?.file ?? null;
      Object.assign(row, { state: 'ready', ready, reason: null, fetchedAtMs: now() });
      return { isReady: true, replacedFile: before === ready.file ? null : before };
    },
    markFailed(callId, kind, { url, reason, nextTryAtMs, attempts }) {
      const row = find(callId, kind);
      if (row.url !== url) {
        waitingAgain(row);
        return false;
      }
      Object.assign(row, { state: nextTryAtMs === null ? 'unavailable' : 'waiting', reason, nextTryAtMs, attempts });
      return true;
    },
    markRefused(refused) {
      for (const { callId, kind, url, reason } of refused) {
        const row = find(callId, kind);
        if (row.url === url) Object.assign(row, { state: 'unavailable', reason, nextTryAtMs: null });
      }
    },
    retryRefused(reason, isAllowedNow) {
      for (const row of rows) if (['waiting', 'unavailable'].includes(row.state) && row.reason === reason && isAllowedNow(row.url)) waitingAgain(row);
    },
    retryNow(callId, kind) {
      const row = rows.find((other) => other.callId === callId && other.kind === kind);
      if (row === undefined || !['waiting', 'unavailable', 'freed'].includes(row.state)) return false;
      Object.assign(row, { state: 'waiting', attempts: 0, nextTryAtMs: now(), giveUpAtMs: now() + giveUpAfterMs });
      return true;
    },
    retrySome(nowMs, limit) {
      const some = rows.filter((row) => ['waiting', 'unavailable'].includes(row.state) && row.giveUpAtMs < nowMs + giveUpAfterMs).slice(0, limit);
      some.forEach(waitingAgain);
      return some.length;
    },
    keptBytes: () => Promise.resolve(rows.reduce((sum, { ready }) => sum + (ready?.diskBytes ?? 0), 0)),
    freeSome({ fetchedUntilMs, bytes, limit }) {
      let sum = 0;
      return rows
        .map((row, callRow) => ({ row, callRow }))
        .filter(({ row }) => row.state === 'ready' && !row.isProtected && (row.fetchedAtMs ?? 0) <= fetchedUntilMs)
        .toSorted((one, other) => (one.row.fetchedAtMs ?? 0) - (other.row.fetchedAtMs ?? 0))
        .slice(0, limit)
        .flatMap(({ row, callRow }) => {
          if (row.ready === null || (bytes !== null && sum >= bytes)) return [];
          sum += row.ready.diskBytes;
          row.state = 'freed';
          return [{ callRow, kind: row.kind, file: row.ready.file, bytes: row.ready.diskBytes }];
        });
    },
    freedButNamed: () => rows.flatMap((row, callRow) => (row.state === 'freed' && row.ready ? [{ callRow, kind: row.kind, file: row.ready.file, bytes: row.ready.diskBytes }] : [])),
    unseenSounds: () => [],
    markSeen: () => {},
    markLost(callId, kind, file) {
      const row = find(callId, kind);
      if (row.state !== 'ready' || row.ready?.file !== file) return false;
      waitingAgain(row);
      row.ready = null;
      return true;
    },
    forgetFreed(sounds) {
      for (const { callRow } of sounds) Object.assign(rows[callRow] ?? {}, { ready: null, fetchedAtMs: null });
    },
  };
}
