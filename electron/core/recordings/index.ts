export type { FetchedSound } from './fetching.ts';
export type { SoundFile } from './files.ts';
export type { RecordingJob, RecordingQueue } from './queue.ts';
export { createRecordings, type RecordingRules, type Recordings, type RecordingsDeps } from './recordings.ts';
