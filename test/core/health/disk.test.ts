import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryDisk, watchFiles } from '#core/health/index.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-disk-'));
  file = join(dir, 'a.db');
  writeFileSync(file, 'a');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('watchFiles', () => {
  it('sees a file that is deleted, and that it is back', () => {
    const areInPlace = watchFiles([file]);
    expect(areInPlace()).toBe(true);
    renameSync(file, join(dir, 'away'));
    expect(areInPlace()).toBe(false);
    renameSync(join(dir, 'away'), file);
    expect(areInPlace()).toBe(true);
  });

  it('does not take another file of the same content for it', () => {
    const areInPlace = watchFiles([file]);
    copyFileSync(file, join(dir, 'copy'));
    renameSync(join(dir, 'copy'), file);
    expect(areInPlace()).toBe(false);
  });

  it('throws what the system says where a file cannot be looked at, and goes on when it can', () => {
    const areInPlace = watchFiles([file]);
    renameSync(file, join(dir, 'away'));
    symlinkSync(file, file);
    expect(areInPlace).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    expect(watchFiles([file])).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    rmSync(file);
    renameSync(join(dir, 'away'), file);
    expect(areInPlace()).toBe(true);
  });

  it('watches one that is made later from then on', () => {
    const log = join(dir, 'a.db-wal');
    const areInPlace = watchFiles([file, log]);
    expect(areInPlace()).toBe(true);
    writeFileSync(log, '');
    expect(areInPlace()).toBe(true);
    rmSync(log);
    expect(areInPlace()).toBe(false);
  });
});

describe('tryDisk', () => {
  it('leaves nothing', async () => {
    await tryDisk(dir);
    expect(existsSync(join(dir, 'probe.tmp'))).toBe(false);
  });

  it('rejects with the code of the system', async () => {
    await expect(tryDisk(join(dir, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
