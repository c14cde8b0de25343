import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir, runningHost } from '#core/dataDirLock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('lockDataDir', () => {
  it('lets one host at a time have a directory, and says who has it', async () => {
    const lock = await lockDataDir(dir, 'desktop', Date.now);
    await expect(lockDataDir(dir, 'headless', Date.now)).rejects.toMatchObject({
      code: 'data-dir-locked',
      message: expect.stringContaining(`in use by the desktop host (process ${process.pid}, since `) as string,
    });
    lock.release();
    (await lockDataDir(dir, 'headless', Date.now)).release();
  });

  it('says what to do about a lock that something else was written into', async () => {
    const file = join(dir, 'earshot.lock');
    writeFileSync(file, 'not a lock, but long enough to look at as one'.repeat(40));
    await expect(lockDataDir(dir, 'headless', Date.now)).rejects.toMatchObject({
      code: 'data-dir-unusable',
      message: expect.stringContaining(`Delete ${file}`) as string,
    });
  });

  it('waits for a predecessor that is ending', async () => {
    const lock = await lockDataDir(dir, 'headless', Date.now);
    let hasEnded = false;
    setTimeout(() => {
      hasEnded = true;
      lock.release();
    }, 300);
    const next = await lockDataDir(dir, 'headless', Date.now);
    expect(hasEnded).toBe(true);
    next.release();
  });
});

describe('lockDataDir between processes', () => {
  const source = `
    import { lockDataDir } from ${JSON.stringify(new URL('../../electron/core/dataDirLock.ts', import.meta.url).href)};
    try {
      await lockDataDir(process.argv[1], 'headless', Date.now);
      console.log('has it');
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.code);
    }`;
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  /** A process that takes the lock and keeps it; what it says first. */
  function another() {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source, dir], { stdio: ['ignore', 'pipe', 'inherit'], cwd: import.meta.dirname });
    children.push(child);
    return { child, says: once(child.stdout, 'data').then(([data]) => String(data).trim()) };
  }

  it('is over when the process that had it is killed, whatever it left behind', async () => {
    const { child, says } = another();
    expect(await says).toBe('has it');
    await expect(lockDataDir(dir, 'desktop', Date.now)).rejects.toMatchObject({ code: 'data-dir-locked', message: expect.stringContaining(`process ${child.pid}`) as string });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(dir, 'running.json'))).toBe(true);
    (await lockDataDir(dir, 'desktop', Date.now)).release();
  });

  it('does not ask whether the process that is named in what was left is alive: its number may be another one’s by now', async () => {
    writeFileSync(join(dir, 'running.json'), JSON.stringify({ pid: process.pid, host: 'headless', since: '2026-10-01T08:00:00Z', pushUrl: null, uiUrl: null }));
    const lock = await lockDataDir(dir, 'desktop', Date.now);
    expect(runningHost(dir)).toMatchObject({ host: 'desktop' });
    lock.release();
  });

  it('is had by one of several that start at once', async () => {
    const said = await Promise.all([another(), another(), another()].map(({ says }) => says));
    expect(said.toSorted()).toEqual(['data-dir-locked', 'data-dir-locked', 'has it']);
  });
});

describe('runningHost', () => {
  it('tells where the host is reached, to the owner only, and nothing once it has ended', async () => {
    const lock = await lockDataDir(dir, 'headless', () => 0);
    lock.announce({ pushUrl: 'http://127.0.0.1:1/push/k', uiUrl: null });
    expect(runningHost(dir)).toEqual({ pid: process.pid, host: 'headless', since: '1970-01-01T00:00:00.000Z', pushUrl: 'http://127.0.0.1:1/push/k', uiUrl: null });
    expect(statSync(join(dir, 'running.json')).mode & 0o777).toBe(0o600);
    lock.release();
    expect(runningHost(dir)).toBeNull();
  });

  it('does not believe what a host left that was killed', () => {
    writeFileSync(join(dir, 'running.json'), JSON.stringify({ pid: 1, host: 'headless', since: '2026-10-01T08:00:00Z', pushUrl: 'http://127.0.0.1:1/push/k', uiUrl: null }));
    expect(runningHost(dir)).toBeNull();
  });

  it('knows nobody in a directory that is not there', () => {
    expect(runningHost(join(dir, 'none'))).toBeNull();
  });
});
