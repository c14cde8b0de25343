import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../scripts/unrunCode.ts';
import { unrunCode } from '../../scripts/unrunCode.ts';

const at = (line: number, column: number) => ({ line, column });
const range = (line: number, column: number, lastLine: number, lastColumn: number) => ({ start: at(line, column), end: at(lastLine, lastColumn) });
const nothing: Coverage = { statementMap: {}, s: {}, fnMap: {}, f: {}, branchMap: {}, b: {} };

describe('unrunCode', () => {
  it('tells the outermost code that did not run, and the reason above it or beside it', () => {
    const text = ['// Not run by a spec: there is', '// no printer.', 'function print() {', '  go();', '}', 'stay(); // Not run by a spec: nobody stays.', 'leave();', 'come();'].join('\n');
    const coverage = {
      ...nothing,
      fnMap: { 0: { decl: range(3, 9, 3, 14), loc: range(3, 17, 5, 1) } },
      f: { 0: 0 },
      statementMap: { 0: range(4, 2, 4, 7), 1: range(6, 0, 6, 7), 2: range(7, 0, 7, 8), 3: range(8, 0, 8, 7) },
      s: { 0: 0, 1: 0, 2: 0, 3: 5 },
    };
    expect(unrunCode(text, coverage)).toEqual({
      unrun: [
        { line: 3, code: 'function print() {', reason: 'there is no printer.' },
        { line: 6, code: 'stay(); // Not run by a spec: nobody stays.', reason: 'nobody stays.' },
        { line: 7, code: 'leave();', reason: null },
      ],
      contradicted: [],
    });
  });

  it('tells a way that was never taken, where its statement may say why', () => {
    const text = ['const kind =', '  // Not run by a spec: there are no birds.', '  isBird ? "bird" :', '  "fish";', 'if (isWet) swim();'].join('\n');
    const coverage: Coverage = {
      ...nothing,
      statementMap: { 0: range(1, 0, 4, 9), 1: range(5, 0, 5, 18), 2: range(5, 11, 5, 18) },
      s: { 0: 1, 1: 1, 2: 1 },
      branchMap: {
        0: { loc: range(3, 2, 4, 8), locations: [range(3, 11, 3, 17), range(4, 2, 4, 8)] },
        1: { loc: range(5, 0, 5, 18), locations: [range(5, 11, 5, 18), { start: {} }] },
      },
      b: { 0: [0, 1], 1: [1, 0] },
    };
    expect(unrunCode(text, coverage).unrun).toEqual([
      { line: 3, code: 'isBird ? "bird" :', reason: 'there are no birds.' },
      { line: 5, code: 'if (isWet) swim();', reason: null },
    ]);
  });

  it('does not take one reason for two ways of a line', () => {
    const text = '// Not run by a spec: that one.\na();\nb(); c();';
    const statementMap = { 0: range(2, 0, 2, 4), 1: range(3, 0, 3, 4), 2: range(3, 5, 3, 9) };
    expect(unrunCode(text, { ...nothing, statementMap, s: { 0: 0, 1: 0, 2: 0 } }).unrun.map(({ reason }) => reason)).toEqual(['that one.', null]);
  });

  it('tells of a reason that something gives which did run', () => {
    expect(unrunCode('// Not run by a spec: never.\ngo();', { ...nothing, statementMap: { 0: range(2, 0, 2, 5) }, s: { 0: 1 } })).toEqual({ unrun: [], contradicted: [1] });
  });
});
