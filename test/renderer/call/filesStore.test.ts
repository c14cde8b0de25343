import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppClient } from '#renderer/app/client.ts';
import { createCallFiles } from '#renderer/call/filesStore.ts';
import type { MadeFile } from '#shared/contract/files.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aFile: MadeFile = { id: 'id-1', name: 'call-1.html', bytes: 7, contentType: 'text/html' };

/** A client whose files are made when the test says so. */
function begin() {
  const asked: { readonly input: object; readonly signal: AbortSignal; readonly answer: PromiseWithResolvers<MadeFile> }[] = [];
  const ask = (input: object, { signal }: { signal: AbortSignal }): Promise<MadeFile> => {
    const answer = Promise.withResolvers<MadeFile>();
    asked.push({ input, signal, answer });
    return answer.promise;
  };
  const saved: string[] = [];
  const client = { api: { files: { clip: ask, evidence: ask } }, save: async ({ name }: MadeFile) => void saved.push(name) };
  // as unknown as: the store asks for files alone
  const files = createCallFiles(client as unknown as AppClient, 'call-1');
  return { files, asked, saved, state: () => files.store.getState() };
}

const clip = { kind: 'customer', from: 100, to: 900, format: 'mp3' } as const;

describe('createCallFiles', () => {
  it('saves what was made, and says so for a while', async () => {
    const { files, asked, saved, state } = begin();
    const done = files.saveClip(clip);
    expect(asked[0]?.input).toEqual({ callId: 'call-1', ...clip });
    asked[0]?.answer.resolve(aFile);
    await done;
    expect(saved).toEqual(['call-1.html']);
    expect(state()).toEqual({ state: 'saved', name: 'call-1.html' });
    vi.advanceTimersByTime(5000);
    expect(state()).toEqual({ state: 'idle' });
  });

  it('says that a file is being made only where that takes a while', () => {
    const { files, state } = begin();
    void files.saveCall();
    expect(state()).toEqual({ state: 'making', isSlow: false });
    vi.advanceTimersByTime(300);
    expect(state()).toEqual({ state: 'making', isSlow: true });
  });

  it('saves nothing of what is taken back', async () => {
    const { files, asked, saved, state } = begin();
    const done = files.saveCall();
    files.dismiss();
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer.resolve(aFile);
    await done;
    vi.advanceTimersByTime(5000);
    expect([saved, state()]).toEqual([[], { state: 'idle' }]);
  });

  it('makes the newer one where another is asked for meanwhile', async () => {
    const { files, asked, saved, state } = begin();
    const first = files.saveCall();
    const second = files.saveClip(clip);
    asked[0]?.answer.reject(new Error('aborted'));
    await first;
    expect(state()).toEqual({ state: 'making', isSlow: false });
    asked[1]?.answer.resolve(aFile);
    await second;
    expect(saved).toEqual(['call-1.html']);
  });

  it.each([
    [new ORPCError('NO_SOUND'), 'NO_SOUND'],
    [new ORPCError('CANNOT_WRITE'), 'CANNOT_WRITE'],
    [new ORPCError('SOMETHING_NEW'), 'other'],
    [new TypeError('Failed to fetch'), 'other'],
  ])('says why there is no file: %s', async (error, why) => {
    const { files, asked, state } = begin();
    const done = files.saveCall();
    asked[0]?.answer.reject(error);
    await done;
    expect(state()).toEqual({ state: 'failed', why });
    files.dismiss();
    expect(state()).toEqual({ state: 'idle' });
  });
});
