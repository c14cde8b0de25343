/**
 * Letters of scripts that are written without blanks between words (and Hangul, whose words carry endings). A run of
 * them is cut into overlapping pairs, as no tokenizer of SQLite finds a word inside it.
 */
const unspaced =
  /[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{M}\p{N}]]+/gv;

/** What the index's tokenizer takes for a part of a word: the categories of its `tokenize` option. */
const wordParts = /[\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]+/gu;

/** One form for what looks alike: full-width letters and digits, composed and decomposed accents. */
export function normalized(text: string): string {
  return text.normalize('NFKC');
}

/** Text as it goes into the full-text index: runs of unspaced letters as pairs, and the last letter by itself. */
export function indexedText(text: string): string {
  return normalized(text).replaceAll(unspaced, (run) => {
    const letters = Array.from(run);
    return ` ${pairsOf(letters).join(' ')} ${letters.at(-1)} `;
  });
}

/** A phone number as it goes into the index: its digits in overlapping threes, and the last two and the last one. */
export function indexedDigits(digits: string): string {
  return [...threesOf(digits), ...(digits.length > 1 ? [digits.slice(-2)] : []), digits.slice(-1)].join(' ');
}

/**
 * Full-text expressions, all of which a call must match to have what the word (without blanks) asks for: beginnings of
 * words, or runs of unspaced letters. Empty where the word has no letter or digit.
 */
export function wordExpressions(word: string): string[] {
  const runs = [...normalized(word).matchAll(unspaced)].map(([run]) => runExpression(Array.from(run)));
  const rest = normalized(word)
    .replaceAll(unspaced, '\n')
    .split('\n')
    .map((piece) => piece.match(wordParts)?.join(' '))
    .filter((piece) => piece !== undefined);
  return [...runs, ...rest.map((piece) => `"${piece}" *`)];
}

/** A full-text expression for any part of a number: its digits in order. */
export function digitsExpression(digits: string): string {
  return digits.length < 3 ? `"${digits}" *` : `"${threesOf(digits).join(' ')}"`;
}

export function digitsOf(text: string): string {
  return normalized(text).replaceAll(/\D/g, '');
}

function runExpression(letters: readonly string[]): string {
  return letters.length === 1 ? `"${letters[0]}" *` : `"${pairsOf(letters).join(' ')}"`;
}

function pairsOf(letters: readonly string[]): string[] {
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

function threesOf(digits: string): string[] {
  return Array.from({ length: Math.max(0, digits.length - 2) }, (_, at) => digits.slice(at, at + 3));
}
