export { createApi } from './api.ts';
export type { Api } from './api.ts';
export type { ApiDeps } from './deps.ts';
export { createCommands } from './commands.ts';
export type { Commands } from './commands.ts';
export { inputProblems } from './inputProblems.ts';
export { createLocalClient } from './localClient.ts';
export { attachPort } from './messagePort.ts';
export { createWaker } from './waker.ts';
