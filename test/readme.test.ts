import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const sectionOf = (heading: string): string => new RegExp(`^## ${heading}$(.*?)(?=^## |(?![^]))`, 'ms').exec(readme)?.[1] ?? '';

describe('README', () => {
  it('gives a reason for every dependency, and names none that is gone', () => {
    const rows = [...sectionOf('Dependencies').matchAll(/^\| (?<names>[^|]+) \| (?<reason>[^|]{4,}) \|$/gm)];
    const named = rows.flatMap(({ groups }) => groups?.['names']?.split(', ') ?? []);
    const { dependencies, devDependencies, optionalDependencies } = packageJson;
    expect(named.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).toSorted());
  });

  it('names only scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm (?:run (?:--silent )?)?(?<script>start|dev|test|build|[a-z]+:[a-z0-9]+|typecheck|lint|earshot)\b/g)].map(({ groups }) => groups?.['script']);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining([...new Set(scripts)]));
  });

  it.each([...readme.matchAll(/\]\((?<path>(?!https?:)[^)#]+)\)/g)].map(({ groups }) => groups?.['path'] ?? ''))('points to %s, which exists', (path) => {
    expect(() => readFileSync(join(root, path))).not.toThrow();
  });
});
