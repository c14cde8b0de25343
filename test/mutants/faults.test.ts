import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedFiles, specOf } from './fault.ts';
import { faults } from './faults.ts';
import { unseenFaults } from './unseenFaults.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const all = [...faults, ...unseenFaults];

describe('the faults that specs are to catch', () => {
  it.each(all)('still fit the sources: $name', (fault) => {
    const changed = changedFiles(fault, read);
    expect([...changed].filter(([file, text]) => text === read(file))).toEqual([]);
  });

  it.each(all)('name a spec that exists: $name', (fault) => {
    const { file, title } = specOf(fault);
    const path = join(root, 'test', 'electron', file);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(title);
  });

  it('have names of their own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
