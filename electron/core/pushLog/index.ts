export { createPushLog } from './pushLog.ts';
