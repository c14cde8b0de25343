import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSoundFolder } from '../../../electron/core/recordings/files.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('createSoundFolder', () => {
  it('says in a sentence that a file stands where the folder should be', () => {
    const file = join(dir, 'recordings');
    writeFileSync(file, '');
    expect(() => createSoundFolder(file).prepare(0)).toThrow(expect.objectContaining({ code: 'data-dir-unusable', message: expect.stringContaining(`recordings in ${file}`) }));
  });
});
