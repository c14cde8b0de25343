import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTimingThread, type TimingAnswer } from '../../../electron/core/recordings/timingThread.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

let dir: string;
let said: string[];
let thread: ReturnType<typeof createTimingThread>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-timing-'));
  said = [];
  thread = createTimingThread({ entry: new URL('../../../electron/core/threads/timing.ts', import.meta.url), isBusy: () => false, log: { info: () => {}, warn: (_: unknown, message: string) => void said.push(message) } });
});
afterEach(async () => {
  await thread.close();
  rmSync(dir, { recursive: true, force: true });
});

const put = (name: string, bytes: Uint8Array): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};
const robot = { speaker: 'robot', text: 'Hello, is now a good time?', startMs: null, endMs: null } as const;
const customer = { speaker: 'customer', text: 'Yes, go ahead.', startMs: 3000, endMs: 4000 } as const;
const verdict = (answer: TimingAnswer) => (answer.kind === 'estimated' ? answer.times : answer.kind);

describe('the thread that estimates times', () => {
  it('opens both sounds and answers for each sentence', async () => {
    const [one, other] = [put('both.wav', aWav({ data: asPcm16(aTone(5)) })), put('user.wav', aWav({ data: asPcm16(aTone(5)) }))];
    expect(verdict(await thread.estimate({ composite: one, customer: other, sentences: [customer] }))).toMatchObject({ verdict: { state: 'solved', reason: 'nothing-to-estimate' }, sentences: [{ startMs: 3000, endMs: 4000, timing: 'given' }] });
    expect(verdict(await thread.estimate({ composite: one, customer: other, sentences: [robot, customer] }))).toMatchObject({ verdict: { state: 'unknown' }, sentences: [{ startMs: null, timing: 'unknown' }, { timing: 'given' }] });
  });

  it('knows nothing of what is no sound, or of one voice alone', async () => {
    const [one, none] = [put('both.wav', aWav({ data: asPcm16(aTone(5)) })), put('user.wav', Buffer.from('no sound at all'))];
    for (const [composite, user] of [[one, none], [none, one], [one, null]] as const) {
      expect(verdict(await thread.estimate({ composite, customer: user, sentences: [robot, customer] }))).toMatchObject({ verdict: { state: 'unknown' }, sentences: [{ startMs: null, timing: 'unknown' }, { startMs: 3000, timing: 'given' }] });
    }
  });

  it('fails where a file is not there', async () => {
    expect(verdict(await thread.estimate({ composite: join(dir, 'none.wav'), customer: null, sentences: [robot] }))).toBe('failed');
    expect(said).toEqual(['the times of a call could not be estimated']);
  });
});
