import type { RecordingKind } from '#shared/model/recording.ts';
import type { TimesJob } from '../../electron/core/recordings/estimating.ts';
import type { FetchedSound } from '../../electron/core/recordings/index.ts';
import { aPush } from './derivedStore.ts';
import type { DerivedStore } from './derivedStore.ts';
import { aFetchedSound } from './fetchedSound.ts';
import { aPushedRecord } from './pushes.ts';

const urls = { composite: 'https://recordings.example.net/ai_user.wav', customer: 'https://recordings.example.net/user.wav' };

/** Three sentences: the robot's have no times, the customer's has. */
export const sentences = [
  { callDetailId: 1, text: 'Hello, is now a good time?', type: 'ROBOT' },
  { callDetailId: 2, text: 'Yes, go ahead.', type: 'PERSON', startOffset: 3000, endOffset: 4000 },
  { callDetailId: 3, text: 'Then let me tell you.', type: 'ROBOT' },
];

/** The push of a call with these sentences and both recordings, or with what `more` says instead. */
export const aTimedPush = (callId: string, more: Parameters<typeof aPushedRecord>[0] = {}) => aPush(aPushedRecord({ callId, callDetailList: sentences, fullAudioUrl: urls.composite, customerAudioUrl: urls.customer, ...more }));

/** A recording of the call is here. */
export function ready(db: DerivedStore, callId: string, kind: RecordingKind, sound: Partial<FetchedSound> = {}): void {
  db.store.markDownloading(callId, kind);
  db.store.markReady(callId, kind, aFetchedSound({ url: urls[kind], file: `${callId}-${kind}.wav`, durationMs: 10_000, ...sound }));
}

/** A call of these three sentences whose recordings are here. */
export function timedCall(db: DerivedStore, callId: string): void {
  db.push(aTimedPush(callId));
  for (const kind of ['composite', 'customer'] as const) ready(db, callId, kind);
}

/** The next call that is to be estimated; null where there is none. */
export function nextJob(db: DerivedStore, { first = [] as readonly string[], engineVersion = 1 } = {}): TimesJob | null {
  for (;;) {
    const { job, hasMore } = db.store.nextTimesJob({ first, engineVersion });
    if (job !== null || !hasMore) return job;
  }
}

/** What an estimate brings that knows all of the three sentences. */
export const solved = {
  engineVersion: 1,
  state: 'solved',
  reason: 'solved',
  why: 'Heard in both recordings.',
  times: [[500, 2500], null, [4500, 6000]],
  measured: { lagMs: 20 },
} as const;
