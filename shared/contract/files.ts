import { oc } from '@orpc/contract';
import { z } from 'zod';
import { recordingKindSchema } from '#shared/model/recording.ts';
import { notFound } from './errors.ts';

/** What a clip is written as: PCM of 16 bits, exact to the sample, or a small MP3. */
export const clipFormats = ['wav', 'mp3'] as const;
const clipFormatSchema = z.enum(clipFormats);

const madeFileSchema = z.object({
  /** To be had once, for some minutes, where the host serves it; see `save` of the renderer's client. */
  id: z.string(),
  /** What it is to be called. */
  name: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
});
export type MadeFile = z.infer<typeof madeFileSchema>;

const cannotBeMade = {
  CANNOT_WRITE: { status: 507, message: 'Earshot could not write the file: the disk of its data folder is full or takes nothing. Nothing else is lost; make room and try again.' },
  CANNOT_BE_MADE: { status: 500, message: 'Earshot failed to make the file; its log says why.' },
} as const;

/** A stretch of a call's sound, ms from the beginning of the recording. */
export const clipInputSchema = z.object({
  callId: z.string(),
  /** What is heard by itself, unless said otherwise: both voices; the customer alone where only that recording is here. */
  kind: recordingKindSchema.optional(),
  from: z.coerce.number().min(0),
  to: z.coerce.number().positive(),
  format: clipFormatSchema.default('wav'),
});

/** Files made of calls, to be taken away. The bytes go over the host's own route. */
export const files = {
  clip: oc
    .errors({
      ...notFound,
      ...cannotBeMade,
      NO_SOUND: { status: 404, message: 'This recording is not here.' },
      NO_SUCH_STRETCH: { status: 422, message: 'There is no sound in this stretch: it ends before it begins, or begins behind the end of the recording.' },
      TOO_LONG: { status: 422, message: 'A WAV cannot hold a stretch this long. Take an MP3, or a shorter stretch.' },
      CANNOT_CUT: { status: 422, message: 'Earshot cannot cut this recording: it is sound of a kind that it does not decode. The file as it came can be downloaded.' },
    })
    .input(clipInputSchema)
    .output(madeFileSchema),

  /** The call as one page that opens without Earshot and without a network. */
  evidence: oc
    .errors({ ...notFound, ...cannotBeMade })
    .input(z.object({ callId: z.string() }))
    .output(madeFileSchema),
};
