export { createReceiver } from './receiver.ts';
export type { Accepted, PushToKeep, Receiver, ReceiverDeps } from './receiver.ts';
export { bodyText } from './bodyText.ts';
