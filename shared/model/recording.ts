import { z } from 'zod';

/** `composite` is customer and robot together (`fullAudioUrl`), `customer` the customer alone (`customerAudioUrl`). */
export const recordingKinds = ['composite', 'customer'] as const;
export const recordingKindSchema = z.enum(recordingKinds);
export type RecordingKind = z.infer<typeof recordingKindSchema>;

/** What of a kept sound is served: what Chromium plays (which may be PCM made of it), or the file as it came. */
export const soundFormSchema = z.enum(['playable', 'original']);
export type SoundForm = z.infer<typeof soundFormSchema>;

/**
 * `none`: the push names no address. `unavailable`: given up, `reason` says why. `freed`: it was here and made room for
 * others; it can be asked for again by hand.
 */
export const recordingStates = ['none', 'waiting', 'downloading', 'ready', 'unavailable', 'freed'] as const;
export type RecordingState = (typeof recordingStates)[number];

/** Why a recording is not here (yet); the screen has the words. docs/recordings.md says what follows from each. */
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
  'too-slow',
  'cut-off',
  'bad-answer',
  'not-audio',
  'not-decodable',
  'disk-full',
  'cannot-write',
] as const;
export type RecordingReason = (typeof recordingReasons)[number];

/** How long a recording is asked for since its address was first seen, or since it was asked for by hand. */
export const giveUpAfterMs = 72 * 3_600_000;

export const recordingSchema = z.object({
  kind: recordingKindSchema,
  state: z.enum(recordingStates),
  url: z.string().nullable(),
  /** When this address was first pushed, epoch ms; null where there is none. */
  firstSeenAtMs: z.number().int().nullable(),
  /** Failed or begun ones, since the address was first seen or asked for by hand. */
  attempts: z.number().int(),
  reason: z.enum(recordingReasons).nullable(),
  /** When the next attempt is due, epoch ms; null unless waiting, and while nothing is fetched for want of room. */
  nextTryAtMs: z.number().int().nullable(),
  /** After this it is asked for no more, or it was given up then, epoch ms; null unless waiting, downloading or given up. */
  giveUpAtMs: z.number().int().nullable(),
  /** Bytes that have come so far of the present attempt and those that it goes on from; null unless downloading. */
  receivedBytes: z.number().int().nullable(),
  /** Bytes that the whole has by what the server says; null unless downloading, or where it does not say. */
  totalBytes: z.number().int().nullable(),

  /*
   * Of the sound that is kept and served, where there is one: always when `ready`, and else where `isOld`.
   */
  /** Another one for every other content; the empty text where no sound is here. */
  version: z.string(),
  /** The sound that is here is of an earlier address: the one that a revision names now is not here yet. */
  isOld: z.boolean(),
  durationMs: z.number().int().nullable(),
  /** Of the file as it came. */
  bytes: z.number().int().nullable(),
  /** MIME type as sniffed from the bytes. */
  contentType: z.string().nullable(),
  /** Such as `pcm`, `alaw` or `opus`; null where nobody can tell. */
  codec: z.string().nullable(),
  channels: z.number().int().nullable(),
  /** Whether what the sound route serves can be played by Chromium; where not, the file can only be downloaded. */
  playable: z.boolean(),
  /** Whether peaks are kept, so that the waveform can be drawn without decoding. */
  hasPeaks: z.boolean(),
});
export type Recording = z.infer<typeof recordingSchema>;
