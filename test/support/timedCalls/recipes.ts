import { phrases } from './texts.ts';
import { createRandom, seedOf, type Random } from './random.ts';

/** How a file is coded. */
export type Coding = 'pcm' | 'alaw' | 'mulaw' | 'ima' | 'mp3-8k' | 'mp3-16k' | 'opus' | 'flac' | 'pcm-16k' | 'pcm-44k' | 'aac';

/** What a made call is made of; levels in dB below full scale, times in milliseconds. */
export interface Recipe {
  readonly name: string;
  readonly seed: number;
  readonly language: string;
  readonly turns: number;
  readonly robotDb: number;
  readonly customerDb: number;
  /** Of the line, in the composite and in the customer's recording. */
  readonly noiseDb: number;
  readonly ownNoiseDb: number;
  /** Of where the customer is: in both recordings. */
  readonly roomDb: number | null;
  /** What the customer's recording does to the customer. */
  readonly gainDb: number;
  readonly lateMs: number;
  readonly ppm: number;
  /** The composite has the customer through a narrower line. */
  readonly isNarrow: boolean;
  /** The robot in the customer's recording, beside itself in the composite, before `gainDb`. */
  readonly echoDb: number | null;
  readonly echoLateMs: number;
  readonly coding: Coding;
  readonly customerCoding: Coding;
  readonly stereo: 'mono' | 'robot-left' | 'robot-right' | 'crosstalk';
  readonly given: 'all' | 'half' | 'none' | 'rough';
  /** Share of turns. */
  readonly inARow: number;
  readonly bargeIn: number;
  /** The robot begins before the customer ends. */
  readonly impatience: number;
  readonly hasMusic: boolean;
  readonly hasAnnouncement: boolean;
  readonly hasComfortNoise: boolean;
  readonly hasCoughs: boolean;
  readonly hasKeys: boolean;
  readonly hasMurmurs: boolean;
  readonly clipAt: number | null;
  /** Pauses between the sentences are so many times as long. */
  readonly pauses: number;
  /** By how much the customer's recording falls behind at once, in the middle of the call. */
  readonly jumpMs: number;
  /** By how much its level wanders, up and down. */
  readonly wanderDb: number;
  /** The transcript has sentences that the robot never came to say; or lacks some that it said. */
  readonly hasUnspoken: boolean;
  readonly hasUnwritten: boolean;
  /** The announcement is in the robot's own voice; music plays under what the robot says, or before it all. */
  readonly isOwnAnnouncement: boolean;
  readonly music: 'between' | 'under' | 'before';
  /** The customer says nothing. */
  readonly isMonologue: boolean;
  /** How the recordings are spoilt so that nobody can tell. */
  readonly spoilt: 'silent' | 'swapped' | 'unrelated' | 'short' | 'same' | 'other-words' | 'no-robot' | null;
}

const usual: Omit<Recipe, 'name' | 'seed'> = {
  language: 'en', turns: 9, robotDb: -20, customerDb: -20, noiseDb: -62, ownNoiseDb: -62, roomDb: null, gainDb: 0, lateMs: 0, ppm: 0, isNarrow: false,
  echoDb: null, echoLateMs: 0, coding: 'pcm', customerCoding: 'pcm', stereo: 'mono', given: 'all', inARow: 0.12, bargeIn: 0.06, impatience: 0.03,
  hasMusic: false, hasAnnouncement: false, hasComfortNoise: false, hasCoughs: false, hasKeys: false, hasMurmurs: false, clipAt: null, spoilt: null,
  pauses: 1, jumpMs: 0, wanderDb: 0, hasUnspoken: false, hasUnwritten: false, isOwnAnnouncement: false, music: 'between', isMonologue: false,
};

type Variation = Partial<Recipe> | ((random: Random) => Partial<Recipe>);
const coded = (coding: Coding): Partial<Recipe> => ({ coding, customerCoding: coding });
const leaky = (random: Random): Partial<Recipe> => ({ echoDb: random.between(-14, -12), echoLateMs: random.between(0, 8), gainDb: -7, lateMs: 60, ppm: random.pick([-200, -100, -50, 50, 100, 200]) });
const offset = (random: Random): Partial<Recipe> => ({ lateMs: random.between(5, 120), gainDb: random.between(-8, 4), ppm: random.between(-120, 120) });
const any = (random: Random): Partial<Recipe> => ({
  ...offset(random),
  ...coded(random.pick(['pcm', 'alaw', 'mulaw', 'ima', 'mp3-8k', 'mp3-16k', 'opus'])),
  robotDb: random.between(-32, -14), customerDb: random.between(-30, -15), noiseDb: random.between(-65, -45), ownNoiseDb: random.between(-65, -45),
  echoDb: random() < 0.4 ? random.between(-30, -10) : null, echoLateMs: random.between(0, 60), isNarrow: random() < 0.3,
  inARow: random.between(0, 0.4), bargeIn: random.between(0, 0.3), impatience: random.between(0, 0.15),
  hasCoughs: random() < 0.3, hasKeys: random() < 0.15, hasMurmurs: random() < 0.3, hasMusic: random() < 0.15, hasAnnouncement: random() < 0.2, hasComfortNoise: random() < 0.2,
  given: random.pick(['all', 'all', 'rough', 'half', 'none']),
});

/** Each of these once, in a language of its turn. */
const variations: readonly (readonly [string, Variation])[] = [
  ['plain', {}],
  ['plain-none-given', { given: 'none' }],
  ['plain-half-given', { given: 'half' }],
  ['roughly-given', { given: 'rough' }],
  ['alaw', (random) => ({ ...coded('alaw'), ...offset(random) })],
  ['mulaw', (random) => ({ ...coded('mulaw'), ...offset(random) })],
  ['ima', (random) => ({ ...coded('ima'), ...offset(random) })],
  ['mp3-8k', (random) => ({ ...coded('mp3-8k'), ...offset(random) })],
  ['mp3-16k', (random) => ({ ...coded('mp3-16k'), ...offset(random) })],
  ['opus', (random) => ({ ...coded('opus'), ...offset(random) })],
  ['flac-beside-mp3', (random) => ({ coding: 'flac', customerCoding: 'mp3-8k', ...offset(random) })],
  ['pcm-16k-beside-mulaw', (random) => ({ coding: 'mulaw', customerCoding: 'pcm-16k', ...offset(random) })],
  ['late', { lateMs: 350 }],
  ['very-late', { lateMs: 1800, gainDb: -3 }],
  ['early', { lateMs: -220, gainDb: 3 }],
  ['drift-50', { ppm: 50, turns: 16 }],
  ['drift-200', { ppm: 200, turns: 24, lateMs: 20 }],
  ['drift-minus-150-none-given', { ppm: -150, turns: 24, given: 'none' }],
  ['leaky', leaky],
  ['leaky-mulaw', (random) => ({ ...leaky(random), ...coded('mulaw') })],
  ['leaky-mp3', (random) => ({ ...leaky(random), ...coded('mp3-8k') })],
  ['leaky-none-given', (random) => ({ ...leaky(random), given: 'none' })],
  ['leaky-half-given', (random) => ({ ...leaky(random), given: 'half', turns: 14 })],
  ['leaky-barge-in', (random) => ({ ...leaky(random), bargeIn: 0.6, turns: 12 })],
  ['leaky-in-a-row', (random) => ({ ...leaky(random), inARow: 0.5, turns: 14 })],
  ['leaky-later', (random) => ({ ...leaky(random), echoLateMs: random.between(60, 180) })],
  ['echo-loud', { echoDb: -3, gainDb: -2 }],
  ['echo-loud-mulaw', { echoDb: -2, ...coded('mulaw'), lateMs: 25, echoLateMs: 30 }],
  ['echo-loud-mp3', { echoDb: -4, ...coded('mp3-8k'), lateMs: 40, gainDb: -4 }],
  ['barge-in', { bargeIn: 0.7, turns: 12 }],
  ['barge-in-mulaw', (random) => ({ bargeIn: 0.7, turns: 12, ...coded('mulaw'), ...offset(random) })],
  ['barge-in-mp3', (random) => ({ bargeIn: 0.7, turns: 12, ...coded('mp3-16k'), ...offset(random) })],
  ['barge-in-opus', (random) => ({ bargeIn: 0.5, turns: 12, ...coded('opus'), ...offset(random) })],
  ['barge-in-none-given', { bargeIn: 0.5, given: 'none', turns: 12 }],
  ['impatient', { impatience: 0.5, turns: 12 }],
  ['impatient-alaw', (random) => ({ impatience: 0.5, turns: 12, ...coded('alaw'), ...offset(random) })],
  ['in-a-row', { inARow: 0.6, turns: 14 }],
  ['in-a-row-mulaw', (random) => ({ inARow: 0.6, turns: 14, ...coded('mulaw'), ...offset(random) })],
  ['in-a-row-none-given', { inARow: 0.5, turns: 14, given: 'none' }],
  ['in-a-row-mp3', (random) => ({ inARow: 0.5, turns: 14, ...coded('mp3-8k'), ...offset(random) })],
  ['hold-music', { hasMusic: true }],
  ['hold-music-mulaw', (random) => ({ hasMusic: true, ...coded('mulaw'), ...offset(random) })],
  ['hold-music-none-given', { hasMusic: true, given: 'none', turns: 11 }],
  ['announcement', { hasAnnouncement: true }],
  ['announcement-alaw', (random) => ({ hasAnnouncement: true, ...coded('alaw'), ...offset(random) })],
  ['announcement-none-given', { hasAnnouncement: true, given: 'none' }],
  ['announcement-and-music', { hasAnnouncement: true, hasMusic: true, turns: 12 }],
  ['noisy', { noiseDb: -42, ownNoiseDb: -45 }],
  ['noisy-mp3', (random) => ({ noiseDb: -42, ownNoiseDb: -42, ...coded('mp3-16k'), ...offset(random) })],
  ['room', { roomDb: -38 }],
  ['room-mulaw', (random) => ({ roomDb: -35, ...coded('mulaw'), ...offset(random) })],
  ['room-none-given', (random) => ({ roomDb: -38, given: 'none', ...offset(random) })],
  ['quiet-robot', { robotDb: -38 }],
  ['quiet-robot-mulaw', (random) => ({ robotDb: -36, noiseDb: -60, ...coded('mulaw'), ...offset(random) })],
  ['quiet-customer', { customerDb: -36, noiseDb: -60, ownNoiseDb: -60 }],
  ['comfort-noise', { hasComfortNoise: true }],
  ['comfort-noise-mulaw', (random) => ({ hasComfortNoise: true, ...coded('mulaw'), ...offset(random) })],
  ['clipped', { clipAt: 0.12 }],
  ['clipped-leaky', (random) => ({ ...leaky(random), clipAt: 0.15 })],
  ['keys', { hasKeys: true }],
  ['coughs', { hasCoughs: true }],
  ['coughs-none-given', { hasCoughs: true, given: 'none' }],
  ['murmurs', { hasMurmurs: true }],
  ['murmurs-mulaw', (random) => ({ hasMurmurs: true, ...coded('mulaw'), ...offset(random) })],
  ['narrow', (random) => ({ isNarrow: true, ...offset(random) })],
  ['stereo-left', { stereo: 'robot-left' }],
  ['stereo-right-mulaw', (random) => ({ stereo: 'robot-right', ...coded('mulaw'), ...offset(random) })],
  ['stereo-crosstalk', { stereo: 'crosstalk' }],
  ['stereo-none-given', { stereo: 'robot-right', given: 'none', bargeIn: 0.3 }],
  ['jump', (random) => ({ ...offset(random), jumpMs: 40, turns: 20 })],
  ['jump-leaky', (random) => ({ ...leaky(random), jumpMs: 25, turns: 24 })],
  ['wandering', (random) => ({ ...offset(random), wanderDb: 4 })],
  ['tight', (random) => ({ ...offset(random), pauses: 0.35, inARow: 0.25 })],
  ['tight-mulaw', (random) => ({ ...offset(random), ...coded('mulaw'), pauses: 0.3, inARow: 0.3, turns: 14 })],
  ['slow', { pauses: 2.5 }],
  ['unspoken', { hasUnspoken: true, turns: 11 }],
  ['unwritten', { hasUnwritten: true, turns: 13 }],
  ['announcement-own-voice', { hasAnnouncement: true, isOwnAnnouncement: true }],
  ['music-before', { hasMusic: true, music: 'before' }],
  ['music-under', { hasMusic: true, music: 'under' }],
  ['monologue', { isMonologue: true, turns: 5 }],
  ['monologue-mulaw', (random) => ({ isMonologue: true, turns: 3, ...coded('mulaw'), ...offset(random) })],
  ['noisier', { noiseDb: -36, ownNoiseDb: -36 }],
  ['noisier-mulaw', (random) => ({ noiseDb: -35, ownNoiseDb: -40, ...coded('mulaw'), ...offset(random) })],
  ['pcm-44k-beside-aac', (random) => ({ coding: 'pcm-44k', customerCoding: 'aac', ...offset(random) })],
  ['very-early', { lateMs: -2200 }],
  ['echo-equal', { echoDb: -1, gainDb: -3, ...coded('mulaw'), lateMs: 30 }],
  ['barge-in-leaky-mp3', (random) => ({ ...leaky(random), bargeIn: 0.6, turns: 12, ...coded('mp3-16k') })],
  ['quiet-robot-barge-in', { robotDb: -34, bargeIn: 0.5, turns: 12 }],
  ['long', (random) => ({ ...leaky(random), turns: 60, ...coded('mulaw') })],
  ['short', { turns: 2 }],
  ['any-1', any], ['any-2', any], ['any-3', any], ['any-4', any], ['any-5', any], ['any-6', any], ['any-7', any], ['any-8', any],
  ['spoilt-silent', { spoilt: 'silent' }],
  ['spoilt-silent-none-given', { spoilt: 'silent', given: 'none' }],
  ['spoilt-swapped', { spoilt: 'swapped' }],
  ['spoilt-swapped-mulaw', (random) => ({ spoilt: 'swapped', ...coded('mulaw'), ...offset(random) })],
  ['spoilt-swapped-none-given', { spoilt: 'swapped', given: 'none' }],
  ['spoilt-unrelated', { spoilt: 'unrelated' }],
  ['spoilt-unrelated-none-given', { spoilt: 'unrelated', given: 'none' }],
  ['spoilt-unrelated-mp3', { spoilt: 'unrelated', ...coded('mp3-8k') }],
  ['spoilt-short', { spoilt: 'short' }],
  ['spoilt-short-none-given', { spoilt: 'short', given: 'none' }],
  ['spoilt-same-none-given', { spoilt: 'same', given: 'none' }],
  ['spoilt-other-words', { spoilt: 'other-words', given: 'none' }],
  ['spoilt-other-words-given', { spoilt: 'other-words', turns: 13 }],
  ['spoilt-no-robot', { spoilt: 'no-robot' }],
];

/** One of each kind; another `seed` makes other calls of the same kinds. */
export function recipesOf(seed: number): Recipe[] {
  const languages = Object.keys(phrases);
  return variations.map(([name, variation], index) => {
    const ownSeed = seedOf(seed, name);
    const random = createRandom(ownSeed);
    const language = languages[(index + seed) % languages.length] ?? 'en';
    const varied = typeof variation === 'function' ? variation(random) : variation;
    const levels = { robotDb: random.between(-23, -16), customerDb: random.between(-24, -16) };
    return Object.assign({}, usual, levels, varied, { name: `${name}-${language}`, language, seed: ownSeed });
  });
}
