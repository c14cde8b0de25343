export { decodeWave } from './decode.ts';
export { hasLanes } from './lanes.ts';
export { createPlayback, soundingKind, speeds, type Playback, type Sources } from './playbackStore.ts';
export { Player } from './Player.tsx';
export { sentenceAt, timedSentences, type TimedSentence } from './sentences.ts';
export { createWaves, type Waves } from './waveStore.ts';
