import type { AlertSound } from '#shared/model/alertRule.ts';

/** A tone that begins at once and dies away: seconds, Hz, and how loud it begins, 0 to 1. */
interface Tone {
  readonly at: number;
  readonly hz: number;
  readonly seconds: number;
  readonly loudness: number;
}

/** A struck bell: its note, and over it what makes it metal. */
const bell = (at: number, hz: number): Tone[] => [
  { at, hz, seconds: 1.1, loudness: 0.5 },
  { at, hz: hz * 2.76, seconds: 0.5, loudness: 0.16 },
  { at, hz: hz * 5.4, seconds: 0.2, loudness: 0.06 },
];

const tonesOf: Readonly<Record<Exclude<AlertSound, 'none'>, readonly Tone[]>> = {
  chime: [
    { at: 0, hz: 880, seconds: 0.7, loudness: 0.35 },
    { at: 0.12, hz: 1318.5, seconds: 0.9, loudness: 0.25 },
  ],
  'two-bells': [...bell(0, 784), ...bell(0.32, 1046.5)],
  knock: [
    { at: 0, hz: 190, seconds: 0.12, loudness: 0.9 },
    { at: 0.18, hz: 170, seconds: 0.14, loudness: 0.9 },
  ],
  rising: [523.3, 659.3, 784, 1046.5].map((hz, index) => ({ at: index * 0.13, hz, seconds: 0.35, loudness: 0.4 })),
};

/** `none` where it is no sound's name. */
export function soundNamed(name: string): AlertSound {
  return Object.keys(tonesOf).find((sound): sound is keyof typeof tonesOf => sound === name) ?? 'none';
}

export interface Sounds {
  /** Whether the browser lets the page be heard: not before the operator has done something on it. */
  readonly canPlay: () => boolean;
  /** `volume` is 0 to 1. */
  readonly play: (sound: AlertSound, volume: number) => void;
}

/** Sounds that are made here: no file, no decoding, the same on every system. */
export function createSounds(newContext: () => AudioContext = () => new AudioContext()): Sounds {
  let context: AudioContext | null = null;
  return {
    canPlay: () => navigator.userActivation.hasBeenActive,
    play(sound, volume) {
      if (sound === 'none' || !(volume > 0)) return;
      context ??= newContext();
      void context.resume();
      for (const tone of tonesOf[sound]) ring(context, tone, volume);
    },
  };
}

function ring(context: AudioContext, { at, hz, seconds, loudness }: Tone, volume: number): void {
  const start = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { frequency: hz, type: 'sine' });
  const envelope = new GainNode(context, { gain: 0 });
  // A step would click; hearing is logarithmic, which squaring comes near to.
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(loudness * volume ** 2, start + 0.008);
  envelope.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  oscillator.connect(envelope).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
