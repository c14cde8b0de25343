import { createRandom } from './timedCalls/random.ts';
import { rate, silence, type Signal } from './timedCalls/signals.ts';

/** Somebody's voice. */
export interface Babbler {
  /** Hz. */
  readonly pitch: number;
  readonly seed: number;
}

/** What sounds like speech without words, -1…1 at 8 kHz, from its first moment to its last: syllables of a wandering pitch. */
export function babble(ms: number, { pitch, seed }: Babbler): Signal {
  const random = createRandom(seed);
  const sound = silence(ms);
  let phase = 0;
  let hertz = pitch;
  for (let start = 0; start < sound.length; ) {
    const length = Math.min(sound.length - start, Math.round(random.between(0.1, 0.22) * rate));
    const formants = [random.between(300, 800), random.between(900, 2200), 2700] as const;
    const glide = random.between(-0.15, 0.15);
    hertz = pitch * (1 + random.between(-0.12, 0.12));
    for (let at = 0; at < length; at++) {
      const swell = Math.sin((Math.PI * (at + 60)) / (length + 120)) ** 0.5;
      phase += (hertz * (1 + (glide * at) / length)) / rate;
      sound[start + at] = 0.25 * swell * harmonics(phase, hertz, formants) + 0.01 * swell * random.normal();
    }
    start += length + Math.round(random.between(0.01, 0.04) * rate);
  }
  return sound;
}

function harmonics(phase: number, hertz: number, formants: readonly number[]): number {
  let sum = 0;
  for (let harmonic = 1; harmonic * hertz < 3300; harmonic++) {
    let gain = 0.02;
    for (const [at, formant] of formants.entries()) gain += 1 / (1 + at) / (1 + ((harmonic * hertz - formant) / 120) ** 2);
    sum += gain * Math.sin(2 * Math.PI * harmonic * phase);
  }
  return sum;
}

/** A text that usually takes as long to say, but for the pace of whoever says it. */
export function wordsFor(ms: number): string {
  return Array.from({ length: Math.max(1, Math.round(ms / 390)) }, () => 'babble').join(' ');
}
