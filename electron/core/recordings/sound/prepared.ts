import { z } from 'zod';

/**
 * What became of a sound that was looked at. `not-decodable`: it is none, or no sample of it can be had although the code
 * is one that is known. `cannot-write`: what is kept beside it could not be kept; worth another try.
 */
export const preparedSoundSchema = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('ok'),
    /** Null where nobody can tell. */
    durationMs: z.number().int().nullable(),
    /** `pcm`, `alaw`, `gsm`, `mp3` …; see wavCodecs.ts. */
    codec: z.string(),
    channels: z.number().int().nullable(),
    /** Hz. */
    sampleRate: z.number().int().nullable(),
    /** Whether a page plays the file as it is, or the PCM that is kept beside it (`playablePath`), or neither. */
    playable: z.enum(['original', 'beside', 'no']),
    /** Whether peaks are kept beside it (`peaksPath`). */
    hasPeaks: z.boolean(),
    /** Of all that is kept beside it. */
    bytesBeside: z.number().int(),
  }),
  z.object({ verdict: z.literal('not-decodable') }),
  z.object({ verdict: z.literal('cannot-write') }),
]);
export type PreparedSound = z.infer<typeof preparedSoundSchema>;
