import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMadeFiles } from '../../../electron/core/recordings/madeFiles.ts';
import type { MadeFile } from '../../../electron/core/recordings/clips/index.ts';

let dir = '';
beforeEach(() => {
  vi.useFakeTimers();
  dir = mkdtempSync(join(tmpdir(), 'earshot-made-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true });
});

const label = { name: 'call-1.wav', contentType: 'audio/wav' };
const job = { path: 'sound.wav', startMs: 0, endMs: 1, format: 'wav' } as const;

/** Files in `dir/made`, with ids that count up; `made` is what the thread says. */
function begin(made: MadeFile | null = { verdict: 'ok', bytes: 3 }) {
  let count = 0;
  const write = async ({ into }: { readonly into: string }): Promise<MadeFile | null> => {
    if (made?.verdict === 'ok') writeFileSync(into, 'abc');
    return made;
  };
  return createMadeFiles({ dir: join(dir, 'made'), thread: { writeClip: write, writeEvidence: write }, newId: () => `id-${++count}`, keptMs: 1000 });
}
const kept = (): string[] => readdirSync(join(dir, 'made'));

describe('createMadeFiles', () => {
  it('keeps a file until whoever took it is done', async () => {
    const files = begin();
    expect(await files.clip(job, label)).toEqual({ ok: true, file: { id: 'id-1', bytes: 3, ...label } });
    const taken = files.take('id-1');
    expect(taken).toMatchObject({ id: 'id-1', path: join(dir, 'made', 'id-1'), ...label });
    expect(files.take('id-1')).toBeNull();
    vi.advanceTimersByTime(2000);
    expect(kept()).toEqual(['id-1']);
    taken?.release();
    expect(kept()).toEqual([]);
  });

  it('keeps a file that nobody takes for a while only', async () => {
    const files = begin();
    await files.clip(job, label);
    await files.clip(job, label);
    vi.advanceTimersByTime(999);
    expect(kept()).toEqual(['id-1', 'id-2']);
    vi.advanceTimersByTime(1);
    expect(kept()).toEqual([]);
    expect(files.take('id-1')).toBeNull();
  });

  it('leaves nothing behind, and nothing of an earlier run', async () => {
    const files = begin();
    await files.clip(job, label);
    files.empty();
    expect(existsSync(join(dir, 'made'))).toBe(false);
    await files.clip(job, label);
    files.close();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says why there is no file', async () => {
    expect(await begin({ verdict: 'empty' }).clip(job, label)).toEqual({ ok: false, reason: 'empty' });
    expect(await begin(null).clip(job, label)).toEqual({ ok: false, reason: 'failed' });
    // A file in the folder's place.
    rmSync(join(dir, 'made'), { recursive: true });
    writeFileSync(join(dir, 'made'), '');
    expect(await begin().clip(job, label)).toEqual({ ok: false, reason: 'cannot-write' });
  });
});
