import { z } from 'zod';
import { noticeSchema } from './alert.ts';
import type { AlertSound } from './alertRule.ts';
import { callSchema } from './call.ts';
import { recordingSchema } from './recording.ts';
import { reviewSchema } from './review.ts';

const seq = z.number().int();

/**
 * What happened, in order. `seq` grows by one stream; a watcher that names the last one it saw misses nothing. `reset`
 * answers a cursor that is older than what is kept: load everything again and go on from its `seq`.
 */
export const appEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), seq, change: z.enum(['stored', 'updated']), call: callSchema }),
  z.object({ kind: z.literal('recording'), seq, callId: z.string(), recording: recordingSchema }),
  /** The operator is to be told; a host shows it as it is. */
  noticeSchema.extend({ kind: z.literal('alert'), seq, atMs: z.number().int() }),
  /** When the sentences of a call were spoken is known otherwise than before; `calls.get` says how. */
  z.object({ kind: z.literal('times'), seq, callId: z.string() }),
  /** The operator made something else of a call, or took that back. */
  z.object({ kind: z.literal('review'), seq, callId: z.string(), review: reviewSchema }),
  /** Calls are to be followed up now, `count` of them; told once. `call`: the one that was due first, `text`: what the operator noted for it. */
  z.object({ kind: z.literal('followUpDue'), seq, atMs: z.number().int(), count: z.number().int(), text: z.string(), call: callSchema }),
  /** The operator has seen to a call that was told of urgently. */
  z.object({ kind: z.literal('handled'), seq, callId: z.string() }),
  /** Saved views are others, or in another order. */
  z.object({ kind: z.literal('views'), seq }),
  /** A customer waits to be called back, or no longer does; `rescues.list` says which. */
  z.object({ kind: z.literal('rescue'), seq, callId: z.string() }),
  z.object({ kind: z.literal('settings'), seq }),
  z.object({ kind: z.literal('reset'), seq }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
export type AlertEvent = Extract<AppEvent, { kind: 'alert' }>;
export type FollowUpEvent = Extract<AppEvent, { kind: 'followUpDue' }>;

/** What is heard when calls are to be followed up. */
export const followUpSound: AlertSound = 'chime';
