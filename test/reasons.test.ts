import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync(['{electron,renderer,shared,test,scripts}/**/*.{ts,tsx,mjs,cjs}', '*.config.ts'], { cwd: root });
const lines = files.flatMap((file) => {
  const all = readFileSync(join(root, file), 'utf8').split('\n');
  return all.map((text, index) => ({ at: `${file}:${String(index + 1)}`, text, before: all[index - 1] ?? '' }));
});
const isComment = (text: string): boolean => /^\s*(?:\/\/|\/?\*)/.test(text);
const hasReason = (text: string): boolean => /\S.* \/\/ \S/.test(text);
const atWithout = (loosened: RegExp, isExplained: (line: (typeof lines)[number]) => boolean): string[] => lines.filter((line) => loosened.test(line.text) && !isExplained(line)).map(({ at }) => at);

it('reads the sources', () => {
  expect(lines.length).toBeGreaterThan(10_000);
});

it('finds a reason on every line that turns a rule of the linter off', () => {
  // The word is put together so that this line is none.
  const word = ['oxlint', 'disable'].join('-');
  expect(atWithout(new RegExp(`(?:/[/*]|\\{/\\*) ${word}`), ({ text }) => / -- \S/.test(text))).toEqual([]);
});

it('finds a reason on every line that has a type error let pass', () => {
  expect(atWithout(/\/\/ @ts-(?:expect-error|ignore|nocheck)/, ({ text }) => /@ts-[a-z-]+[: -]+\S/.test(text))).toEqual([]);
});

it('finds a reason on every line that takes one type for quite another, or for any', () => {
  const loosened = /\bas unknown as\b|\bas any\b|[:<] ?any\b(?=[[\]>;,)=])/;
  expect(atWithout(loosened, ({ text, before }) => isComment(text) || hasReason(text) || isComment(before))).toEqual([]);
});
