import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = join(import.meta.dirname, '..', '..', 'scripts', 'run.cjs');

describe('run.cjs', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-run-'));
    mkdirSync(join(dir, 'real'));
    symlinkSync(join(dir, 'real'), join(dir, 'link'), 'junction');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it.each(['real', 'link'])('lets a script see that it is the one that was started (%s path)', (folder) => {
    writeFileSync(join(dir, 'real', 'script.mjs'), 'console.log(process.argv[1] === import.meta.filename, process.argv.slice(2));');
    const { stdout } = spawnSync(process.execPath, [run, join(dir, folder, 'script.mjs'), '--force'], { encoding: 'utf8' });
    expect(stdout).toBe("true [ '--force' ]\n");
  });
});
