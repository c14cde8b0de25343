import type { Random } from './random.ts';

/** Sound as -1…1 at 8 kHz. */
export type Signal = Float32Array<ArrayBuffer>;
export const rate = 8000;

export function silence(ms: number): Signal {
  return new Float32Array(Math.round((ms * rate) / 1000));
}

export function gainOf(db: number): number {
  return 10 ** (db / 20);
}

/** Adds `sound`, times `gain`, from `startMs` on; what lies outside is lost. */
export function add(into: Signal, sound: Signal, startMs: number, gain = 1): void {
  const start = Math.round((startMs * rate) / 1000);
  for (let at = Math.max(0, -start); at < sound.length && start + at < into.length; at++) into[start + at] = (into[start + at] ?? 0) + gain * (sound[at] ?? 0);
}

export function scaled(sound: Signal, gain: number): Signal {
  return sound.map((sample) => sample * gain);
}

/** With its speech, not its pauses, at `db` below full scale. */
export function atLevel(sound: Signal, db: number): Signal {
  let power = 0;
  let count = 0;
  for (let at = 0; at + 160 <= sound.length; at += 160) {
    let sum = 0;
    for (let index = at; index < at + 160; index++) sum += (sound[index] ?? 0) ** 2;
    if (sum / 160 < 1e-6) continue;
    power += sum;
    count += 160;
  }
  return count === 0 ? sound : scaled(sound, gainOf(db) / Math.sqrt(power / count));
}

/** Taken `lateMs` late by a clock that runs `ppm` slow: what happened at t is at t × (1 + ppm) + lateMs. Same length. */
export function recordedLate(sound: Signal, lateMs: number, ppm: number): Signal {
  const late = (lateMs * rate) / 1000;
  const slow = 1 + ppm / 1e6;
  return sound.map((_, at) => sampleAt(sound, (at - late) / slow));
}

/** From the middle on, what was there `lateMs` before; what is lost is lost. */
export function jumped(sound: Signal, lateMs: number): Signal {
  const late = Math.round((lateMs * rate) / 1000);
  const middle = Math.floor(sound.length / 2);
  return sound.map((sample, at) => (at < middle ? sample : (sound[at - late] ?? 0)));
}

/** Louder and quieter by as much, in turns of twenty seconds. */
export function wandering(sound: Signal, db: number): Signal {
  return sound.map((sample, at) => sample * gainOf(db * Math.sin((2 * Math.PI * at) / (20 * rate))));
}

/** By a windowed sinc of 16 samples. */
function sampleAt(sound: Signal, position: number): number {
  const whole = Math.floor(position);
  if (position === whole) return sound[whole] ?? 0;
  let sum = 0;
  for (let at = whole - 7; at <= whole + 8; at++) {
    const from = position - at;
    sum += (sound[at] ?? 0) * ((Math.sin(Math.PI * from) / (Math.PI * from)) * (0.5 + 0.5 * Math.cos((Math.PI * from) / 8.5)));
  }
  return sum;
}

/** What a telephone line leaves: above `lowHz` and below `highHz`, by one pole each way. */
export function line(sound: Signal, lowHz: number, highHz: number): Signal {
  const high = Math.exp((-2 * Math.PI * lowHz) / rate);
  const low = 1 - Math.exp((-2 * Math.PI * highHz) / rate);
  let before = 0;
  let passed = 0;
  let smooth = 0;
  return sound.map((sample) => {
    passed = high * (passed + sample - before);
    before = sample;
    smooth += low * (passed - smooth);
    return smooth;
  });
}

export function whiteNoise(ms: number, db: number, random: Random): Signal {
  const gain = gainOf(db);
  return silence(ms).map(() => gain * random.normal());
}

/** Falls by some 3 dB an octave, as streets and rooms do, and swells. */
export function roomNoise(ms: number, db: number, random: Random): Signal {
  let slow = 0;
  let fast = 0;
  const noise = silence(ms).map((_, at) => {
    slow += 0.02 * (random.normal() - slow);
    fast += 0.25 * (random.normal() - fast);
    return (4 * slow + fast + 0.1 * random.normal()) * (1 + 0.5 * Math.sin(at / 9000));
  });
  return atLevel(noise, db);
}

export function tones(ms: number, hertz: readonly number[], db: number): Signal {
  const gain = gainOf(db) * Math.SQRT2 / Math.sqrt(hertz.length);
  return silence(ms).map((_, at) => {
    let sum = 0;
    for (const one of hertz) sum += Math.sin((2 * Math.PI * one * at) / rate);
    return gain * sum;
  });
}

/** Chords that change with the bar, and a tune on top. */
export function holdMusic(ms: number, db: number, random: Random): Signal {
  const music = silence(ms);
  const root = random.between(180, 280);
  const steps = [0, 2, 4, 5, 7, 9, 11, 12];
  const beatMs = random.between(280, 480);
  for (let beat = 0; beat * beatMs < ms; beat++) {
    const chord = [0, 5, 7, 9][Math.floor(beat / 4) % 4] ?? 0;
    if (beat % 4 === 0) for (const third of [0, 4, 7]) add(music, plucked(beatMs * 4, root * 2 ** ((chord + third) / 12), 0.3), beat * beatMs);
    if (random() < 0.8) add(music, plucked(beatMs * 1.5, root * 2 ** (1 + random.pick(steps) / 12), 0.5), beat * beatMs);
  }
  return atLevel(music, db);
}

function plucked(ms: number, hertz: number, gain: number): Signal {
  return silence(ms).map((_, at) => {
    const seconds = at / rate;
    const swell = Math.min(1, seconds * 100) * Math.exp(-seconds * 2);
    let sum = 0;
    for (let overtone = 1; overtone <= 5 && overtone * hertz < 3600; overtone++) sum += Math.sin(2 * Math.PI * hertz * overtone * seconds) / overtone;
    return gain * swell * sum;
  });
}

/** Two bursts of breath. */
export function cough(db: number, random: Random): Signal {
  const sound = silence(random.between(350, 700));
  const second = rate * random.between(0.2, 0.3);
  let smooth = 0;
  for (const [at] of sound.entries()) {
    smooth += 0.5 * (random.normal() - smooth);
    const since = at < second ? at : at - second;
    sound[at] = smooth * Math.min(1, since / 80) * Math.exp(-since / 900);
  }
  return atLevel(sound, db);
}

const keys: Readonly<Record<string, readonly [number, number]>> = { 1: [697, 1209], 2: [697, 1336], 3: [697, 1477], 5: [770, 1336], 9: [852, 1477], 0: [941, 1336] };

export function dialled(digits: string, db: number): Signal {
  const sound = silence(digits.length * 180);
  for (const [index, digit] of Array.from(digits).entries()) add(sound, tones(110, keys[digit] ?? [941, 1477], db), index * 180);
  return sound;
}

/** As a line that is too loud has it. */
export function clipped(sound: Signal, at: number): Signal {
  return sound.map((sample) => Math.max(-at, Math.min(at, sample)));
}
