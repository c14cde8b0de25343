export { tryDisk, watchFiles } from './disk.ts';
export { createHealth } from './health.ts';
export type { FaultSource, HealthFault } from './health.ts';
