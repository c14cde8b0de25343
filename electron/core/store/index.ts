export { lockDatabase } from './lock.ts';
export { openStore } from './store.ts';
export type { Store } from './store.ts';
export { openReading } from './reader.ts';
export { createReader, databaseFileOf, serveReading } from './readThread.ts';
export { openDeriving } from './deriving.ts';
