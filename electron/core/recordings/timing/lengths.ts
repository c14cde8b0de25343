/** How long a sentence usually takes to say, in ms; pauses between its parts included. */
export interface UsualLength {
  readonly ms: number;
  /** How many pauses its punctuation makes, the last one not counted. */
  readonly pauses: number;
}

/** Of one letter of an alphabet, at a usual pace. */
const msPerLetter = 62;
/** How many letters of an alphabet take as long as one of these. */
const weights: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Han}/u, 3.3],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 2],
  [/\p{Script=Hangul}/u, 2.6],
  [/\p{Nd}/u, 4.5],
  [/\p{M}/u, 0.5],
  [/[\p{Script=Arabic}\p{Script=Hebrew}]/u, 1.4],
  [/[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u, 1.5],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u, 1.2],
  [/\p{L}/u, 1],
  [/[%$€£¥₹&@#+=/*°]/u, 5],
  [/\s/u, 0.2],
];
const fullStop = /[.!?…。！？।؟]/u;
const comma = /[,;:，、；：،]/u;
const fullStopMs = 350;
const commaMs = 160;
/** Even a single syllable takes as long. */
const leastMs = 220;

export function usualLength(text: string): UsualLength {
  const trimmed = text.trim().replace(/[\p{P}\s]+$/u, '');
  let letters = 0;
  let pauseMs = 0;
  let pauses = 0;
  let before = '';
  for (const character of trimmed) {
    // A point within a number makes no pause, and of several signs the first does.
    const endsPart = !/[\p{P}\p{Nd}]/u.test(before);
    if (fullStop.test(character)) {
      if (endsPart) { pauseMs += fullStopMs; pauses += 1; }
    } else if (comma.test(character)) {
      if (endsPart) { pauseMs += commaMs; pauses += 1; }
    } else letters += weights.find(([kind]) => kind.test(character))?.[1] ?? 0;
    before = character;
  }
  return { ms: Math.max(leastMs, 120 + letters * msPerLetter + pauseMs), pauses };
}
