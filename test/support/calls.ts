import type { CallDetail } from '#shared/model/call.ts';
import type { Recording } from '#shared/model/recording.ts';
import type { Utterance } from '#shared/model/utterance.ts';

/** A sentence; a start makes its time a given one. */
export function anUtterance(overrides: Partial<Utterance> = {}): Utterance {
  const timing = overrides.startMs === undefined || overrides.startMs === null ? 'unknown' : 'given';
  return { index: 0, id: null, speaker: 'customer', text: 'Yes, go ahead.', startMs: null, endMs: null, timing, corrected: null, ...overrides };
}

/** A recording that is here and has its peaks. */
export function aRecording(overrides: Partial<Recording> = {}): Recording {
  return {
    kind: 'composite',
    state: 'ready',
    url: 'https://recordings.example.net/call-1/ai_user.wav',
    firstSeenAtMs: 1_790_841_700_000,
    attempts: 1,
    reason: null,
    nextTryAtMs: null,
    giveUpAtMs: null,
    receivedBytes: null,
    totalBytes: null,
    version: '1',
    isOld: false,
    durationMs: 10_000,
    bytes: 160_044,
    contentType: 'audio/wav',
    codec: 'pcm',
    channels: 1,
    playable: true,
    hasPeaks: true,
    ...overrides,
  };
}

/** An answered call of which nothing was pushed but its id and status. */
export function aCallDetail(overrides: Partial<CallDetail> = {}): CallDetail {
  return {
    callId: 'call-1',
    status: 'ANSWERED',
    statusGroup: 'answered',
    phone: null,
    taskId: null,
    scriptId: null,
    lineId: null,
    appId: null,
    startedAtMs: null,
    endedAtMs: null,
    durationMs: null,
    billedMs: null,
    cost: null,
    rounds: null,
    intent: null,
    hungUpBy: null,
    concerns: [],
    analysisBasis: null,
    attributes: [],
    callTags: [],
    customerTags: [],
    callCount: null,
    redials: null,
    receivedAtMs: 1_790_841_700_000,
    updatedAtMs: 1_790_841_700_000,
    customerName: null,
    customerWords: null,
    revisionCount: 1,
    duplicateCount: 0,
    review: { read: true, starred: false, outcome: null, tags: [], intent: null, noteCount: 0, followUpDueAtMs: null, readAtMs: null, starredAtMs: null, followUp: null, notes: [] },
    utterances: [],
    timing: { state: 'none', reason: null, why: null, shiftMs: 0, hasCorrections: false },
    conversation: null,
    recordings: [],
    revisions: [],
    properties: {},
    dynamicProperties: {},
    unknownFields: {},
    ...overrides,
  };
}
