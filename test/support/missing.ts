import type { MissingRecording } from '#shared/contract/recordings.ts';
import type { Recording } from '#shared/model/recording.ts';
import { aRecording } from './calls.ts';

/** A recording that is waited for. */
export function aMissing(callId: string, recording: Partial<Recording> = {}): MissingRecording {
  const waiting = { state: 'waiting', reason: 'not-there-yet', attempts: 1, nextTryAtMs: 2000, giveUpAtMs: 9000, hasPeaks: false, version: '', durationMs: null, bytes: null, contentType: null } as const;
  const whole = aRecording({ kind: 'composite', ...waiting, ...recording });
  return { callId, phone: '66812345678', status: 'ANSWERED', statusGroup: 'answered', startedAtMs: 1000, receivedAtMs: 1500, kind: whole.kind, recording: whole };
}
