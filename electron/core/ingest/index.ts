export { createDeriver } from './deriver.ts';
export type { Deriver } from './deriver.ts';
export { runDerivingThread } from './thread.ts';
