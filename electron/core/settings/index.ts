export { defaultDataDir, makeFolder, prepareDataDir } from './dataDir.ts';
export { environmentOverrides } from './environment.ts';
export { createSettings } from './settings.ts';
