export { estimateTimes, type CallToTime } from './estimateTimes.ts';
export type { EstimatedTimes, SentenceTime, SentenceToTime, SoundToTime } from './types.ts';
