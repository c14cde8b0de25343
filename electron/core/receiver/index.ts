export { createReceiver } from './receiver.ts';
export type { PushToKeep, Receiver } from './receiver.ts';
export type { ReceiverLimits } from './limits.ts';
export { bodyText } from './bodyText.ts';
export { checkBody } from './check.ts';
export { senderHeaders } from './asSender.ts';
export { readTlsFiles } from './tlsFiles.ts';
