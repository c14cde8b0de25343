export { createEstimating } from './estimating.ts';
export type { FetchedSound } from './fetching.ts';
export type { RecordingQueue } from './queue.ts';
export type { MadeOutcome, TakenFile } from './madeFiles.ts';
export { createRecordings, type RecordingRules, type Recordings, type RecordingsDeps } from './recordings.ts';
