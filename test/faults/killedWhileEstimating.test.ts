import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDerivedStore } from '../support/derivedStore.ts';
import { nextJob, solved, timedCall } from '../support/callsToTime.ts';

/** Begins to estimate the calls of the database, and is ended with SIGKILL once it has begun with one; returns its composite. */
async function killInTheMidst(file: string): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'killedWhileEstimating.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length > 2) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  return output.split('\n')[0] ?? '';
}

it('goes on with the call that was under way after kill -9, and with the others after three of them', { timeout: 60_000 }, async () => {
  using db = openDerivedStore();
  for (const callId of ['older', 'deadly']) timedCall(db, callId);
  expect([await killInTheMidst(db.file), await killInTheMidst(db.file)]).toEqual(['deadly-composite.wav', 'deadly-composite.wav']);
  expect(db.reading.getCall('deadly')?.timing).toMatchObject({ state: 'waiting', reason: 'queued' });
  expect([await killInTheMidst(db.file), await killInTheMidst(db.file)]).toEqual(['deadly-composite.wav', 'older-composite.wav']);
  expect(db.reading.getCall('deadly')?.timing).toMatchObject({ state: 'unknown', reason: 'gave-up' });
  db.store.finishTimes(nextJob(db)!, solved);
  expect(db.reading.getCall('older')?.timing).toMatchObject({ state: 'solved' });
});
