import { oc } from '@orpc/contract';
import { z } from 'zod';
import { textOrNone } from '#shared/model/callQuery.ts';
import { recordingKindSchema, recordingSchema } from '#shared/model/recording.ts';
import { statusGroupSchema } from '#shared/model/statuses.ts';
import { notFound } from './errors.ts';

const which = z.object({ callId: z.string(), kind: recordingKindSchema });
const count = z.number().int();

/** A recording that the platform names and that is not here. */
const missingRecordingSchema = z.object({
  callId: z.string(),
  phone: z.string().nullable(),
  status: z.string().nullable(),
  statusGroup: statusGroupSchema,
  startedAtMs: count.nullable(),
  receivedAtMs: count,
  kind: recordingKindSchema,
  recording: recordingSchema,
});
export type MissingRecording = z.infer<typeof missingRecordingSchema>;

const usageSchema = z.object({
  /** Of everything that is kept of recordings: as they came, as they are played, peaks. */
  bytes: count,
  /** Recordings that are here. */
  files: count,
  /** What `bytes` may come to; null for no bound. */
  budgetBytes: count.nullable(),
  /** What `free` would free now: everything that is not protected. */
  freeableBytes: count,
  freeableFiles: count,
  /** What has been freed of what is being freed now, by hand or for the budget; null where nothing is. */
  freeing: z.object({ bytes: count, files: count }).nullable(),
  /** Recordings that were here once and were freed. */
  freedFiles: count,
  /** Free room of the disk, and how much of it downloads leave alone; null where that cannot be found out. */
  disk: z.object({ freeBytes: count, reservedBytes: count }).nullable(),
  /** Nothing is fetched until there is more room on the disk. */
  isPaused: z.boolean(),
});
export type RecordingsUsage = z.infer<typeof usageSchema>;

/** The sound itself goes over the host's own route with byte ranges; see `recordingUrl` of the renderer's client. */
export const recordings = {
  /** Peaks in audiowaveform's binary format, version 2; `NOT_FOUND` while there are none. */
  peaks: oc.errors(notFound).input(which).output(z.instanceof(Blob)),

  /** Tries at once to fetch a recording that is waiting, was given up or freed. */
  retry: oc.errors(notFound).input(which).output(recordingSchema),

  /** Tries at once to fetch all that is waiting or was given up; answers how many recordings that are. */
  retryAll: oc.output(z.object({ recordings: count })),

  /**
   * Everything that the platform names and that is not here: first what is still asked for, by when it would be given up,
   * the soonest first; then what was given up, the latest first.
   */
  atRisk: oc
    .route({ method: 'GET', path: '/recordings/at-risk', summary: 'Recordings that are not here, the next to be given up first' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: textOrNone }))
    .output(
      z.object({
        items: z.array(missingRecordingSchema),
        nextCursor: z.string().nullable(),
        totals: z.object({
          /** Still asked for. */
          coming: count,
          givenUp: count,
          /** When the next one is given up; null where none is asked for. */
          nextGiveUpAtMs: count.nullable(),
        }),
      }),
    ),

  /** What recordings take of the disk. */
  usage: oc.route({ method: 'GET', path: '/recordings/usage', summary: 'What recordings take of the disk' }).output(usageSchema),

  /**
   * Frees every recording that is not protected and has been here for so many days, 0 for all of them, the oldest first.
   * Answers when it is done; `usage` tells how far it is.
   */
  free: oc.input(z.object({ olderThanDays: z.number().int().min(0).max(36_500).default(0) })).output(z.object({ bytes: count, files: count })),

  /** Fetches the recordings of the call on screen before all others, and those of its neighbours next; the latest one asked for counts. */
  prioritise: oc.input(z.object({ callId: z.string(), neighbours: z.array(z.string()).max(20).default([]) })),
};
