/** What a rule looks for in a sentence. */
export interface SpokenWord {
  readonly text: string;
  /** Whether a word that only begins with it is another one. */
  readonly isWhole: boolean;
}

/** A word as an operator writes it into a rule: in quotation marks a whole one, else what words begin with, as in the search. */
export function spokenWord(written: string): SpokenWord {
  const [, inQuotes] = /^["“”„«»](.+)["“”«»]$/u.exec(written.trim()) ?? [];
  return inQuotes === undefined ? { text: written.trim(), isWhole: false } : { text: inQuotes.trim(), isWhole: true };
}

/**
 * Scripts without blanks between words, and those whose articles and particles are written onto the word: there a word may
 * stand anywhere.
 */
const unlimited = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Arabic', 'Hebrew'].map((script) => `\\p{scx=${script}}`).join('');
const letter = `[[\\p{L}\\p{M}\\p{N}]--[${unlimited}]]`;
/** Between two letters of one word. */
const insideWord = new RegExp(`(?<=${letter})(?=${letter})`, 'vy');

/** Where the word begins in a sentence, which is folded (case, accents) as the word is. */
export function placesOf(sentence: string, { text, isWhole }: SpokenWord): number[] {
  const places: number[] = [];
  if (text === '') return places;
  for (let at = sentence.indexOf(text); at !== -1; at = sentence.indexOf(text, at + 1)) {
    if (!isInside(sentence, at) && !(isWhole && isInside(sentence, at + text.length))) places.push(at);
  }
  return places;
}

function isInside(sentence: string, at: number): boolean {
  insideWord.lastIndex = at;
  return insideWord.test(sentence);
}
