import { strokeOf, type Chord, type KeyRow } from '#renderer/ui/keys.ts';

/** Every key of the player; they hold while a call with recordings is open. */
export const playerKeys = {
  play: { id: 'play', group: 'listening', chords: [' '], where: null },
  seek: { id: 'seek', group: 'listening', chords: ['ArrowLeft', 'ArrowRight'], where: null, repeats: true },
  seekFine: { id: 'seekFine', group: 'listening', chords: ['Shift+ArrowLeft', 'Shift+ArrowRight'], where: null, repeats: true },
  sentence: { id: 'sentence', group: 'listening', chords: ['[', ']'], where: null, repeats: true },
  speed: { id: 'speed', group: 'listening', chords: ['-', { press: '+', also: ['='] }], where: null, repeats: true },
  lastSlower: { id: 'lastSlower', group: 'listening', chords: ['B'], where: null },
  loop: { id: 'loop', group: 'listening', chords: ['L'], where: null },
  marks: { id: 'marks', group: 'listening', chords: ['I', 'O'], where: null },
  unmark: { id: 'unmark', group: 'listening', chords: ['Escape'], where: null },
  skipSilence: { id: 'skipSilence', group: 'listening', chords: ['Z'], where: null },
  hear: { id: 'hear', group: 'listening', chords: ['Q'], where: null, again: true },
  evens: { id: 'evens', group: 'listening', chords: ['E'], where: null },
  zoom: { id: 'zoom', group: 'listening', chords: ['Shift+ArrowUp', 'Shift+ArrowDown'], where: null, repeats: true },
  wholeCall: { id: 'wholeCall', group: 'listening', chords: ['0'], where: null },
  saveClip: { id: 'saveClip', group: 'listening', chords: ['P', 'Shift+P'], where: null },
  sliderEnds: { id: 'sliderEnds', group: 'listening', chords: ['Home', 'End'], where: 'waves', repeats: true },
  sliderPages: { id: 'sliderPages', group: 'listening', chords: ['PageDown', 'PageUp'], where: 'waves', repeats: true },
} as const satisfies Readonly<Record<string, KeyRow>>;

type PlayerKey = keyof typeof playerKeys;
/** Those that hold wherever the focus is. */
export type ScreenKey = Exclude<PlayerKey, 'sliderEnds' | 'sliderPages'>;

const caps: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** A chord as a menu shows it: `⇧ ←`. */
export function capsOf(chord: Chord | undefined): string {
  if (chord === undefined) return '';
  const { mods, key } = strokeOf(chord);
  return `${mods.has('Shift') ? '⇧ ' : ''}${caps[key] ?? key}`;
}
