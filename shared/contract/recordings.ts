import { oc } from '@orpc/contract';
import { z } from 'zod';
import { recordingKindSchema, recordingSchema } from '#shared/model/recording.ts';
import { notFound } from './errors.ts';

const which = z.object({ callId: z.string(), kind: recordingKindSchema });

/** The sound itself goes over the host's own route with byte ranges; see `recordingUrl` of the renderer's client. */
export const recordings = {
  /** Peaks in audiowaveform's binary format, version 2; `NOT_FOUND` while there are none. */
  peaks: oc.errors(notFound).input(which).output(z.instanceof(Blob)),

  /** Tries at once to fetch a recording that is waiting or was given up. */
  retry: oc.errors(notFound).input(which).output(recordingSchema),
};
