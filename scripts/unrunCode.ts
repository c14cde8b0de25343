interface Position {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What Istanbul's coverage of a file says of its statements, functions and branches, and how often each of them ran. */
export interface Coverage {
  readonly statementMap: Readonly<Record<string, Range>>;
  readonly s: Readonly<Record<string, number>>;
  readonly fnMap: Readonly<Record<string, { readonly decl: Range; readonly loc: Range }>>;
  readonly f: Readonly<Record<string, number>>;
  /** An `else` that is not there has no place. */
  readonly branchMap: Readonly<Record<string, { readonly loc: Range; readonly locations: readonly (Range | { readonly start: Partial<Position> })[] }>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
}

export interface UnrunCode {
  /** The outermost pieces that did not run, by their first lines, each with what the source says about that. */
  readonly unrun: readonly { readonly line: number; readonly code: string; readonly reason: string | null }[];
  /** Lines that say so of something that did run. */
  readonly contradicted: readonly number[];
}

/** How a comment begins that says why no spec runs the statement, function or branch right below it, or beside it. */
const marker = 'Not run by a spec:';

/** What of a source file did not run, and what the file says about that. */
export function unrunCode(text: string, coverage: Coverage): UnrunCode {
  const lines = text.split('\n');
  const statements = Object.values(coverage.statementMap);
  const places = outermost([
    ...Object.entries(coverage.statementMap).flatMap(([key, range]) => (coverage.s[key] === 0 ? [range] : [])),
    ...Object.entries(coverage.fnMap).flatMap(([key, { decl, loc }]) => (coverage.f[key] === 0 ? [{ start: decl.start, end: loc.end }] : [])),
    ...Object.entries(coverage.branchMap).flatMap(([key, { loc, locations }]) => locations.flatMap((way, index) => (coverage.b[key]?.[index] === 0 ? ['end' in way && way.start.line !== undefined ? way : loc] : []))),
  ]);
  const used = new Set<number>();
  const unrun = new Map<number, UnrunCode['unrun'][number]>();
  for (const place of places) {
    const { line } = place.start;
    const found = reasonAt(lines, line) ?? reasonAt(lines, innermost(statements, place).start.line);
    if (found !== null) used.add(found.line);
    if (unrun.get(line)?.reason !== null) unrun.set(line, { line, code: lines[line - 1]?.trim() ?? '', reason: found?.reason ?? null });
  }
  return { unrun: [...unrun.values()], contradicted: lines.flatMap((text, index) => (text.includes(marker) && !used.has(index + 1) ? [index + 1] : [])) };
}

function outermost(ranges: readonly Range[]): Range[] {
  return ranges.filter((range) => !ranges.some((other) => contains(other, range) && !contains(range, other))).toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column);
}

/** The smallest statement around a place, or the place itself where it is in none. */
function innermost(statements: readonly Range[], place: Range): Range {
  return statements.filter((statement) => contains(statement, place)).reduce<Range | null>((inner, statement) => (inner === null || contains(inner, statement) ? statement : inner), null) ?? place;
}

function contains(outer: Range, inner: Range): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** The reason that stands on a line or in the comment right above it, and where it begins. */
function reasonAt(lines: readonly string[], line: number): { readonly line: number; readonly reason: string } | null {
  let first = line;
  while (/^\s*(?:\/\/|\/?\*)/.test(lines[first - 2] ?? '')) first -= 1;
  for (let at = line; at >= first; at -= 1) {
    const [, beginning] = lines[at - 1]?.split(marker) ?? [];
    if (beginning === undefined) continue;
    const more = at === line ? [] : lines.slice(at, line - 1);
    return { line: at, reason: [beginning, ...more].map((words) => words.replaceAll(/^\s*(?:\/\/|\*)|\*\/\s*$/g, '').trim()).filter((words) => words !== '').join(' ') };
  }
  return null;
}
