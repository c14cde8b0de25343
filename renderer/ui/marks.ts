/** A stretch of a text, from inclusive, to exclusive, in UTF-16 units. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Letters compared without case and accents. */
const foldLetters = (char: string): string => char.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() || char;

/** Digits alone: `+44 7700` holds `4477`. */
export const foldDigits = (char: string): string => (/\d/.test(char) ? char : '');

/** The words of a search. */
function searchTerms(q: string): string[] {
  return q.split(/\s+/u).filter((term) => term !== '');
}

/** Where the words of the search stand in `text`, in order and without overlap. `fold` says what counts as equal. */
export function findMarks(text: string, q: string, fold: (char: string) => string = foldLetters): Mark[] {
  const terms = searchTerms(q)
    .map((term) => Array.from(term, fold).join(''))
    .filter((term) => term !== '');
  if (terms.length === 0) return [];
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const char of text) {
    const same = fold(char);
    for (let unit = 0; unit < same.length; unit += 1) {
      starts.push(at);
      ends.push(at + char.length);
    }
    folded += same;
    at += char.length;
  }
  const marks: Mark[] = [];
  for (const term of terms) {
    for (let from = folded.indexOf(term); from !== -1; from = folded.indexOf(term, from + term.length)) {
      marks.push({ start: starts[from] ?? 0, end: ends[from + term.length - 1] ?? text.length });
    }
  }
  return merged(marks);
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
