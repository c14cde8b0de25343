export {
  createRecordings,
  type ReadyRecording,
  type RecordingQueue,
  type Recordings,
  type RecordingsDeps,
} from './recordings.ts';
