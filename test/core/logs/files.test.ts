import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog } from '#core/logs/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-logs-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function aLog(size: '20K' | '1M' = '1M') {
  const said: string[] = [];
  const say = (_details: object, message: string): void => void said.push(message);
  return { log: createFileLog({ dir: join(dir, 'logs'), also: { info: say, warn: say, error: say }, secrets: () => ['a-known-key'], clock: () => performance.now(), size }), said };
}

describe('createFileLog', () => {
  it('writes lines of JSON for the owner only, and says the same to the other log', async () => {
    const { log, said } = aLog();
    log.info({ callId: 'call-1' }, 'recording not fetched');
    log.error({ err: new Error('no room') }, 'Pushes could not be kept');
    log.warn({ source: '10.0.0.1' }, 'with a-known-key in it');
    await log.close();
    const file = join(dir, 'logs', 'earshot.log');
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 'info', callId: 'call-1', msg: 'recording not fetched', time: expect.stringMatching(/^20\d\d-.*Z$/) as unknown },
      { level: 'error', err: { type: 'Error', message: 'no room' } },
      { level: 'warn', source: '10.0.0.1', msg: 'with … in it' },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(said).toHaveLength(3);
  });

  it('goes on where an earlier one ended', async () => {
    for (const message of ['first', 'second']) {
      const { log } = aLog();
      log.info({}, message);
      await log.close();
    }
    expect(readFileSync(join(dir, 'logs', 'earshot.log'), 'utf8').match(/first|second/g)).toEqual(['first', 'second']);
  });

  it('keeps a bounded number of files of a bounded size', async () => {
    const { log } = aLog('20K');
    for (let at = 0; at < 400; at += 1) {
      log.info({ at, padding: 'x'.repeat(1000) }, 'a line');
      if (at % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await log.close();
    const files = readdirSync(join(dir, 'logs')).toSorted();
    expect(files).toEqual(['earshot.log', 'earshot.log.1', 'earshot.log.2', 'earshot.log.3', 'earshot.log.4', 'earshot.log.5']);
    for (const file of files) expect(statSync(join(dir, 'logs', file)).size).toBeLessThan(50_000);
  });

  it('costs lines only where the folder cannot be had', async () => {
    writeFileSync(join(dir, 'logs'), 'in the way');
    const { log, said } = aLog();
    log.error({}, 'said all the same');
    await log.close();
    expect(said).toEqual(['said all the same']);
  });
});
