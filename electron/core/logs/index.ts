export { createFileLog } from './files.ts';
export { createStderrLog } from './log.ts';
export type { Log } from './log.ts';
