export { createCore } from './core.ts';
export type { Core, CoreOptions } from './core.ts';
export { runningHost } from './dataDirLock.ts';
export { createStderrLog } from './logs/index.ts';
export { examineDataDir, makeBackup, newestBackup, restoreBackup } from './maintenance.ts';
export type { BackupAt } from './maintenance.ts';
export { defaultDataDir, environmentOverrides, makeFolder } from './settings/index.ts';
export { postSamples } from './samples/index.ts';
export { attachPort, inputProblems } from './api/index.ts';
