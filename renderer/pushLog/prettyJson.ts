/** A piece of JSON as it stands in the text. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'sign';
  readonly text: string;
}

export interface JsonLine {
  readonly depth: number;
  readonly tokens: readonly JsonToken[];
  /** Set where the line opens a list or map that goes on in further lines. */
  readonly opens: { readonly end: number; readonly children: number; readonly isList: boolean; readonly name: string | null } | null;
}

export interface PrettyJson {
  readonly lines: readonly JsonLine[];
  /** Where the text ceases to be JSON, or ends too early; null where it is JSON whole. */
  readonly brokenAt: number | null;
}

interface Open {
  readonly line: number;
  readonly isList: boolean;
  readonly name: string | null;
  children: number;
}

const piece = /\s*(?:(?<string>"[^"\\]*(?:\\.[^"\\]*)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)|(?<sign>[{}[\],:]))/y;
/** A list of plain values up to this many letters stands in one line. */
const mostInline = 64;

/**
 * JSON laid out in lines, each piece exactly as it came: no number passes through a double, no key is lost that comes twice.
 * Goes as far as the text is JSON, however deep it is nested; takes time in proportion to the text.
 */
export function prettyJson(text: string): PrettyJson {
  const lines: JsonLine[] = [];
  const stack: Open[] = [];
  let current: JsonToken[] = [];
  let expects: 'value' | 'key' | 'colon' | 'end' = 'value';
  let mayClose = false;
  piece.lastIndex = 0;
  let at = 0;
  const endLine = (): void => {
    if (current.length > 0) lines.push({ depth: stack.length, tokens: current, opens: null });
    current = [];
  };

  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const { string, number, word, sign } = match.groups ?? {};
    const parent = stack.at(-1);
    const value = string ?? number ?? word;
    if (value !== undefined) {
      if (expects === 'key' && string !== undefined) {
        current.push({ kind: 'key', text: string });
        expects = 'colon';
      } else if (expects === 'value') {
        current.push({ kind: string === undefined ? (number === undefined ? 'word' : 'number') : 'string', text: value });
        if (parent !== undefined) parent.children += 1;
        expects = 'end';
      } else break;
      mayClose = false;
    } else if (sign === ':') {
      if (expects !== 'colon') break;
      current.push({ kind: 'sign', text: ': ' });
      expects = 'value';
    } else if (sign === ',') {
      if (expects !== 'end' || parent === undefined) break;
      endLine();
      // The comma belongs to what stands before it, a value or a bracket that closed.
      const before = lines.pop();
      if (before === undefined) break;
      lines.push({ ...before, tokens: [...before.tokens, { kind: 'sign', text: ',' }] });
      expects = parent.isList ? 'value' : 'key';
    } else if (sign === '{' || sign === '[') {
      if (expects !== 'value') break;
      if (parent !== undefined) parent.children += 1;
      const key = current[0]?.kind === 'key' ? current[0].text.slice(1, -1) : null;
      current.push({ kind: 'sign', text: sign });
      lines.push({ depth: stack.length, tokens: current, opens: null });
      stack.push({ line: lines.length - 1, isList: sign === '[', name: key, children: 0 });
      current = [];
      expects = sign === '[' ? 'value' : 'key';
      mayClose = true;
    } else {
      if (parent === undefined || parent.isList !== (sign === ']') || !(mayClose || expects === 'end')) break;
      endLine();
      stack.pop();
      close(lines, parent, sign ?? '', stack.length);
      expects = 'end';
      mayClose = false;
    }
    if (value !== undefined || sign === ':' || sign === ',') mayClose = false;
    at = piece.lastIndex;
    if (stack.length === 0 && expects === 'end') break;
  }
  endLine();
  for (const open of stack) setOpens(lines, open, lines.length - 1);
  const rest = /\S/.test(text.slice(at));
  return { lines, brokenAt: rest || stack.length > 0 || lines.length === 0 ? at : null };
}

const blank: JsonToken = { kind: 'sign', text: ' ' };

/** Ends a list or map: in its own line where it is empty or short, else in a line of its own. */
function close(lines: JsonLine[], open: Open, sign: string, depth: number): void {
  const opening = lines[open.line];
  if (opening === undefined) return;
  // Only a few lines can be short: looking at all of them again and again would take long where nesting is deep.
  const inner = lines.length - open.line > mostInline ? null : lines.slice(open.line + 1);
  const isPlain = open.isList && inner !== null && inner.every((line) => line.depth === depth + 1 && line.opens === null && !line.tokens.some(({ kind, text }) => kind === 'sign' && text !== ','));
  const letters = isPlain ? inner.reduce((sum, line) => sum + line.tokens.reduce((all, { text }) => all + text.length + 1, 0), 0) : Infinity;
  if (inner !== null && (inner.length === 0 || letters <= mostInline)) {
    const spaced = inner.flatMap((line, place) => (place === 0 ? line.tokens : [blank].concat(line.tokens)));
    lines.length = open.line;
    lines.push({ depth, tokens: [...opening.tokens, ...spaced, { kind: 'sign', text: sign }], opens: null });
    return;
  }
  lines.push({ depth, tokens: [{ kind: 'sign', text: sign }], opens: null });
  setOpens(lines, open, lines.length - 1);
}

function setOpens(lines: JsonLine[], { line, isList, name, children }: Open, end: number): void {
  const opening = lines[line];
  if (opening !== undefined && end > line) lines[line] = { ...opening, opens: { end, children, isList, name } };
}

/** Inside of the whole, lists and maps of more lines than this are folded at first. */
const mostUnfolded = 14;

/** The lines whose lists and maps are folded at first: long ones, but for the whole and what a small batch holds. */
export function foldedAtFirst({ lines }: PrettyJson): ReadonlySet<number> {
  const [first] = lines;
  const isSmallBatch = first?.opens?.isList === true && first.opens.children <= 3;
  const outermost = isSmallBatch ? 2 : 1;
  const folded = new Set<number>();
  for (const [index, { depth, opens }] of lines.entries()) {
    if (opens !== null && depth >= outermost && opens.end - index - 1 > mostUnfolded) folded.add(index);
  }
  return folded;
}

/** The indexes of the lines that show, where the lists and maps of `folded` lines are closed. */
export function shownLines({ lines }: PrettyJson, folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    shown.push(index);
    const opens = lines[index]?.opens;
    if (opens !== null && opens !== undefined && folded.has(index)) index = opens.end;
  }
  return shown;
}
