import { usualAlertRules } from '#shared/model/alertRule.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeriver } from '../../electron/core/ingest/index.ts';
import { openReading, openStore } from '../../electron/core/store/index.ts';

describe('kill -9 in the middle of a thousand pushes', () => {
  it.each([40, 250, 600])('keeps each of the %i pushes or more that were acknowledged, and each becomes its call once', async (killAfter) => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-kill-'));
    const file = join(dir, 'earshot.db');
    const child = spawn(process.execPath, [join(import.meta.dirname, 'killedWhileDeriving.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > killAfter) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    const acknowledged = output.split('\n').slice(0, -1);
    expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);

    const store = openStore({ file });
    const deriver = createDeriver({
      thread: new URL('../../electron/core/threads/derive.ts', import.meta.url),
      file,
      settings: { timeZone: '+08:00', statuses: {}, alertRules: usualAlertRules },
      startedAfterPush: 0,
      turns: store.turns,
      onDerived: () => {},
      log: { warn: () => {}, error: () => {} },
    });
    await deriver.whenIdle();
    await deriver.close();
    const reading = openReading(file);
    for (const callId of acknowledged) expect(reading.getCall(callId)).toMatchObject({ callId, revisionCount: 1, duplicateCount: 0 });
    const totals = reading.totals();
    const alerts = reading.waitingAlerts(0, 10_000).map(({ callId }) => callId);
    expect(totals).toMatchObject({ calls: totals.pushes, backlog: 0 });
    expect(alerts).toHaveLength(totals.calls);
    expect(new Set(alerts).size).toBe(totals.calls);
    reading.close();
    store.close();
    rmSync(dir, { recursive: true, force: true });
  });
});
