import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const rows = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:Rule|---) /.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

it.each(rows)('keeps the rule of docs/security.md "%s" where it says', (_rule, keptIn, heldBy) => {
  expect(existsSync(join(root, keptIn?.replaceAll('`', '') ?? ''))).toBe(true);
  const [, file = '', name = ''] = /^`(.+?)`: (.+)$/.exec(heldBy ?? '') ?? [];
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
});

it('finds the rows', () => {
  expect(rows.length).toBeGreaterThan(10);
});
