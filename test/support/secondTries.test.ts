import type { FullConfig, FullResult, Suite, TestCase } from '@playwright/test/reporter';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import SecondTries from './secondTries.ts';

const aTest = (outcome: 'expected' | 'flaky', at: number) => ({ outcome: () => outcome, titlePath: () => ['', 'page', `spec ${at}`] });

/** A run of specs of which so many passed only the second time, and how it ended. */
async function endOf(again: number, status: FullResult['status'] = 'passed'): Promise<FullResult['status']> {
  const all = [...Array.from({ length: again }, (_, at) => aTest('flaky', at)), aTest('expected', again)];
  const reporter = new SecondTries();
  // The reporter reads no more of a suite and its tests than this.
  reporter.onBegin({} as FullConfig, { allTests: () => all as unknown as TestCase[] } as Suite);
  const result = await reporter.onEnd({ status, startTime: new Date(0), duration: 0 });
  return result?.status ?? status;
}

describe('specs that needed a second try', () => {
  const said: string[] = [];
  beforeEach(() => void vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text)));
  afterEach(() => {
    vi.restoreAllMocks();
    said.length = 0;
  });

  it('are named, and fail no run where they are few', async () => {
    expect(await endOf(4)).toBe('passed');
    expect(said.join('\n')).toContain('4 of 5 specs passed only when they were tried again');
    expect(said.join('\n')).toContain('page › spec 3');
  });

  it('fail a run where they are more than four', async () => {
    expect(await endOf(5)).toBe('failed');
    expect(said.join('\n')).toContain('the run fails');
  });

  it('are not spoken of where there are none, and leave a run that failed as it is', async () => {
    expect(await endOf(0)).toBe('passed');
    expect(said).toEqual([]);
    expect(await endOf(5, 'interrupted')).toBe('interrupted');
  });
});
