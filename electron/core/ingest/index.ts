export { createDeriver } from './deriver.ts';
export { runDerivingThread } from './thread.ts';
