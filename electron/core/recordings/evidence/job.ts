import { z } from 'zod';
import { callDetailSchema } from '#shared/model/call.ts';
import { recordingKindSchema } from '#shared/model/recording.ts';

/** A call that is to be written into one file. */
export const evidenceJobSchema = z.object({
  call: callDetailSchema,
  /** The operator's word for how the call ended. */
  result: z.string(),
  /** What the operator noted; null for nothing. */
  notes: z.string().nullable(),
  /** The sounds that are here. */
  sounds: z.array(
    z.object({
      kind: recordingKindSchema,
      /** As it came. */
      path: z.string(),
      /** The PCM that is kept beside it, where Chromium does not play it as it is. */
      besidePath: z.string().nullable(),
      contentType: z.string(),
    }),
  ),
  madeAtMs: z.number(),
  /** Of Earshot. */
  version: z.string(),
  /** Where the file is to lie. */
  into: z.string(),
});
export type EvidenceJob = z.infer<typeof evidenceJobSchema>;
