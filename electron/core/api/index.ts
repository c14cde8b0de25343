export { createApi } from './api.ts';
export type { Api } from './api.ts';
export { inputProblems } from './inputProblems.ts';
export { attachPort } from './messagePort.ts';
export { createWaker } from './waker.ts';
