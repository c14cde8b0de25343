export { estimateTimes } from './estimateTimes.ts';
export type { EstimatedTimes, SentenceToTime, SoundToTime } from './types.ts';
