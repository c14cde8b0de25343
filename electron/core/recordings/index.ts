export {
  createRecordings,
  type ReadyRecording,
  type RecordingJob,
  type RecordingQueue,
  type Recordings,
  type RecordingsDeps,
} from './recordings.ts';
export type { SoundFile } from './files.ts';
