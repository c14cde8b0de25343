import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServe } from '../support/startServe.ts';

/** Fails at a signal, in a way that nothing catches. */
const failing = `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => void Promise.reject(new Error('nobody foresaw this')));`)}`;

it('ends in order at a failure that nothing foresaw: logged, with exit code 1, and with nothing lost', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows knows no such signals.');
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-unforeseen-'));
  {
    await using earshot = await startServe({ dataDir, env: { NODE_OPTIONS: `--import ${failing}` } });
    expect((await earshot.push({ callId: 'call-1' })).status).toBe(200);
    process.kill(earshot.pid, 'SIGUSR2');
    expect(await earshot.ended).toBe(1);
    expect(earshot.stderr()).toContain('Earshot failed: Error: nobody foresaw this');
    expect(await readFile(join(dataDir, 'logs', 'earshot.log'), 'utf8')).toMatch(/"level":"error".*nothing in it foresaw/);
  }
  {
    await using again = await startServe({ dataDir });
    expect(await again.getJson('/calls')).toMatchObject({ items: [{ callId: 'call-1' }] });
  }
  await rm(dataDir, { recursive: true });
});
