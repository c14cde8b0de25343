export { freeFrameBytes, isAlike, readMp3Header } from './mp3Frames.ts';
export { openSound } from './openSound.ts';
export { pathsBeside, peaksPath, playablePath, prepareSound } from './prepare.ts';
export { preparedSoundSchema, type PreparedSound } from './prepared.ts';
