import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const log = new URL('../../../electron/core/logs/log.ts', import.meta.url).href;

describe('createStderrLog', () => {
  it('writes lines without the keys that it is told of', () => {
    const script = `import { createStderrLog } from ${JSON.stringify(log)};
      createStderrLog('warn', () => ['a-known-key']).warn({ source: 'a-known-key' }, 'with a-known-key in it');
      createStderrLog('warn').warn({}, 'without any');
      createStderrLog('warn').info({}, 'not said');`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: import.meta.dirname });
    expect(stderr.trim().split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 'warn', source: '…', msg: 'with … in it' }, { level: 'warn', msg: 'without any' }]);
  });
});
