import { z } from 'zod';
import type { TimedSample } from './samples.ts';

/** What of a recipe tells the kind of a call. */
const recipeSchema = z.object({
  coding: z.string(), robotDb: z.number(), customerDb: z.number(), noiseDb: z.number(), roomDb: z.number().nullable(), gainDb: z.number(), lateMs: z.number(), ppm: z.number(),
  echoDb: z.number().nullable(), stereo: z.string(), given: z.string(), inARow: z.number(), bargeIn: z.number(), impatience: z.number(),
  hasMusic: z.boolean(), hasAnnouncement: z.boolean(), hasCoughs: z.boolean(), hasKeys: z.boolean(), hasMurmurs: z.boolean(), isMonologue: z.boolean().default(false),
  hasUnspoken: z.boolean().default(false), hasUnwritten: z.boolean().default(false), spoilt: z.string().nullable(),
});

type Made = z.infer<typeof recipeSchema>;

const codings: Readonly<Record<string, readonly string[]>> = {
  'uncompressed or FLAC': ['pcm', 'flac', 'pcm-16k', 'pcm-44k'], 'G.711': ['alaw', 'mulaw'], 'IMA ADPCM': ['ima'], 'MP3 of 8 or 16 kbit/s': ['mp3-8k', 'mp3-16k'], 'Opus of 16 kbit/s': ['opus'],
};

/** A call is of every kind that fits. */
const kinds: Readonly<Record<string, (made: Made) => boolean>> = {
  ...Object.fromEntries(Object.entries(codings).map(([name, those]) => [name, (made: Made) => those.includes(made.coding)])),
  'drift of 50 to 200 ppm': ({ ppm }) => Math.abs(ppm) >= 50,
  'the customer’s recording 100 ms late or more, or early': ({ lateMs }) => Math.abs(lateMs) >= 100,
  'the robot’s echo in it, −15 dB or louder': ({ echoDb }) => echoDb !== null && echoDb >= -15,
  'one side 10 dB quieter, or the recording by 5 dB': ({ robotDb, customerDb, gainDb }) => Math.abs(robotDb - customerDb) >= 10 || gainDb <= -5,
  'noise 25 dB below speech or louder': ({ noiseDb, roomDb }) => noiseDb >= -45 || roomDb !== null,
  'coughs, murmurs, keys': ({ hasCoughs, hasMurmurs, hasKeys }) => hasCoughs || hasMurmurs || hasKeys,
  'hold music': ({ hasMusic }) => hasMusic,
  'ringing and an announcement before': ({ hasAnnouncement }) => hasAnnouncement,
  'several sentences of the robot in a row': ({ inARow, isMonologue }) => inARow >= 0.25 || isMonologue,
  'either talks into the other’s sentence': ({ bargeIn, impatience }) => bargeIn >= 0.25 || impatience >= 0.25,
  'sentences never said, or not written down': ({ hasUnspoken, hasUnwritten }) => hasUnspoken || hasUnwritten,
  'stereo': ({ stereo }) => stereo !== 'mono',
  'no times given at all': ({ given }) => given === 'none',
};

/** The samples of each kind; nothing of those that do not say what they are made of. */
export function byKind<T extends { readonly sample: TimedSample }>(measured: readonly T[]): readonly (readonly [string, readonly T[]])[] {
  const made = measured.flatMap((one) => {
    const recipe = recipeSchema.safeParse(one.sample.recipe);
    return recipe.success ? [{ one, recipe: recipe.data }] : [];
  });
  return Object.entries(kinds).map(([name, fits]) => [name, made.filter(({ recipe }) => fits(recipe)).map(({ one }) => one)] as const).filter(([, those]) => those.length > 0);
}

const spoiltWords: Readonly<Record<string, string>> = {
  silent: 'nothing in the customer’s recording', swapped: 'the two recordings swapped', unrelated: 'the customer’s recording of another call', short: 'the customer’s recording ends early',
  same: 'twice the same recording', 'other-words': 'the sentences of another call', 'no-robot': 'no robot in either recording',
};

/** How a call was spoilt so that nobody can tell. */
export function howSpoilt({ recipe }: TimedSample): string {
  const spoilt = recipe?.['spoilt'];
  return typeof spoilt === 'string' ? (spoiltWords[spoilt] ?? spoilt) : 'otherwise';
}
