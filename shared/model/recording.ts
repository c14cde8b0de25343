import { z } from 'zod';

/** `composite` is customer and robot together (`fullAudioUrl`), `customer` the customer alone (`customerAudioUrl`). */
export const recordingKinds = ['composite', 'customer'] as const;
export const recordingKindSchema = z.enum(recordingKinds);
export type RecordingKind = z.infer<typeof recordingKindSchema>;

/** `none`: the push names no address. `unavailable`: given up, `reason` says why. */
export const recordingStates = ['none', 'waiting', 'downloading', 'ready', 'unavailable'] as const;
export type RecordingState = (typeof recordingStates)[number];

/** Why a recording is not here (yet); the screen has the words. */
export const recordingReasons = [
  'not-there-yet',
  'gone',
  'refused-by-server',
  'server-error',
  'unreachable',
  'private-address',
  'bad-address',
  'too-many-redirects',
  'too-large',
  'cut-off',
  'not-audio',
  'cannot-write',
] as const;
export type RecordingReason = (typeof recordingReasons)[number];

export const recordingSchema = z.object({
  kind: recordingKindSchema,
  state: z.enum(recordingStates),
  url: z.string().nullable(),
  durationMs: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  reason: z.enum(recordingReasons).nullable(),
  /** When the next attempt is due, epoch ms; null unless waiting. */
  nextTryAtMs: z.number().int().nullable(),
  /** MIME type as sniffed from the bytes, null unless ready. */
  contentType: z.string().nullable(),
  /** Whether peaks are kept, so that the waveform can be drawn without decoding. */
  hasPeaks: z.boolean(),
});
export type Recording = z.infer<typeof recordingSchema>;
