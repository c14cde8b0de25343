import { z } from 'zod';
import { callSchema } from './call.ts';
import { recordingSchema } from './recording.ts';

const seq = z.number().int();

/**
 * What happened, in order. `seq` grows by one stream; a watcher that names the last one it saw misses nothing. `reset`
 * answers a cursor that is older than what is kept: load everything again and go on from its `seq`.
 */
export const appEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), seq, change: z.enum(['stored', 'updated']), call: callSchema }),
  z.object({ kind: z.literal('recording'), seq, callId: z.string(), recording: recordingSchema }),
  z.object({ kind: z.literal('alert'), seq, atMs: z.number().int(), level: z.enum(['normal', 'urgent']), call: callSchema }),
  /** When the sentences of a call were spoken is known otherwise than before; `calls.get` says how. */
  z.object({ kind: z.literal('times'), seq, callId: z.string() }),
  z.object({ kind: z.literal('settings'), seq }),
  z.object({ kind: z.literal('reset'), seq }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
export type AlertEvent = Extract<AppEvent, { kind: 'alert' }>;
