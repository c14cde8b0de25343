export { createCore } from './core.ts';
export type { Core, CoreOptions } from './core.ts';
export { runningHost } from './dataDirLock.ts';
export { postSamples } from './samples/index.ts';
export { defaultDataDir, environmentOverrides } from './settings/index.ts';
export { attachPort, inputProblems } from './api/index.ts';
