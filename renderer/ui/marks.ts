/** A stretch of a text, from inclusive, to exclusive, in UTF-16 units. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** A text in the form in which it is compared, and where each of its UTF-16 units comes from. */
export interface FoldedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Accents and vowel points that may be left out in writing, and what does not show; Thai's and kana's signs make other words. */
const optional = /[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\uFE00-\uFE0F]/gu;
/** Letters and quotation marks that no normal form takes apart, as they are typed by who has no such key. */
const typedAs: Readonly<Record<string, string>> = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ı: 'i', '’': "'", '‘': "'", '“': '"', '”': '"', '…': '...' };

/** A letter with all its signs, without case, accents and width. */
function foldLetters(cluster: string): string {
  if (/^\s$/u.test(cluster)) return ' ';
  const plain = cluster.normalize('NFKD').replaceAll(optional, '').normalize('NFC').toUpperCase().toLowerCase();
  return typedAs[plain] ?? plain;
}

/** Digits alone: `+44 7700` holds `4477`. */
export const foldDigits = (cluster: string): string => (/\d/.test(cluster) ? cluster : '');

/** A character and the signs that follow it, those of half-width kana included. */
const clusters = /[^\p{M}\uFF9E\uFF9F][\p{M}\uFF9E\uFF9F]*|[\p{M}\uFF9E\uFF9F]+/gu;

/** `text` as it is compared; of several blanks in a row one is left. `fold` says what counts as equal. */
export function foldText(text: string, fold: (cluster: string) => string = foldLetters): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const [cluster] of text.matchAll(clusters)) {
    const same = fold(cluster);
    if (same !== ' ' || !folded.endsWith(' ')) {
      for (let unit = 0; unit < same.length; unit += 1) {
        starts.push(at);
        ends.push(at + cluster.length);
      }
      folded += same;
    }
    at += cluster.length;
  }
  return { text: folded, starts, ends };
}

/** Where `phrase`, folded as the text is, stands in it: in order and without overlap. */
export function findPhrase({ text, starts, ends }: FoldedText, phrase: string): Mark[] {
  const marks: Mark[] = [];
  if (phrase === '') return marks;
  for (let from = text.indexOf(phrase); from !== -1; from = text.indexOf(phrase, from + phrase.length)) {
    marks.push({ start: starts[from] ?? 0, end: ends[from + phrase.length - 1] ?? 0 });
  }
  return marks;
}

/** The words of a search, folded. */
export function searchTerms(q: string, fold?: (cluster: string) => string): string[] {
  return q
    .split(/\s+/u)
    .map((term) => foldText(term, fold).text)
    .filter((term) => term !== '');
}

/** Where any of the folded `terms` stands in a text, in order; those that touch are one. */
export function findTerms(text: FoldedText, terms: readonly string[]): Mark[] {
  return merged(terms.flatMap((term) => findPhrase(text, term)));
}

/** Stretches of the folded text as marks of the text that it was, in order; those that touch are one. */
export function marksAt({ starts, ends }: FoldedText, stretches: readonly { readonly at: number; readonly length: number }[]): Mark[] {
  return merged(stretches.map(({ at, length }) => ({ start: starts[at] ?? 0, end: ends[at + length - 1] ?? 0 })));
}

/** Where the words of the search stand in `text`, in order and without overlap. `fold` says what counts as equal. */
export function findMarks(text: string, q: string, fold?: (cluster: string) => string): Mark[] {
  const terms = searchTerms(q, fold);
  return terms.length === 0 ? [] : findTerms(foldText(text, fold), terms);
}

function merged(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last !== undefined && mark.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    else result.push(mark);
  }
  return result;
}
