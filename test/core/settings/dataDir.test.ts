import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataDir } from '#core/settings/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-dir-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const refusal = (words: RegExp): unknown => expect.objectContaining({ code: 'data-dir-unusable', message: expect.stringMatching(words) as string });

describe('prepareDataDir', () => {
  it('makes what is missing, for its owner only', () => {
    const path = join(dir, 'a', 'b', 'c');
    expect(prepareDataDir(path)).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(prepareDataDir(path)).toBe(path);
  });

  it('says in words where a file is in the way', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => prepareDataDir(join(dir, 'file', 'data'))).toThrow(refusal(/cannot keep its data in .*file.data/));
    expect(() => prepareDataDir(join(dir, 'file'))).toThrow(refusal(/cannot keep its data/));
  });

  // There the system says of a folder that is there that it is not, and Node's own recursive mkdir asks for ever.
  it.skipIf(!existsSync('/proc/self'))('says in words that nothing can be made in /proc', () => {
    for (const path of ['/proc/earshot', '/proc/earshot/deeper/data']) expect(() => prepareDataDir(path)).toThrow(refusal(/cannot keep its data in \/proc/));
  });
});
