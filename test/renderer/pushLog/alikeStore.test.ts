import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { createAlikeStore } from '#renderer/pushLog/index.ts';
import type { EarshotClient } from '#shared/contract/index.ts';

type Answer = Awaited<ReturnType<EarshotClient['pushes']['replayAlike']>>;

/** A core that replays what `pages` say, one after the other; each waits for `go`. */
function aCore(pages: readonly (Answer | Error)[]) {
  const asked: object[] = [];
  const waiting: (() => void)[] = [];
  const replayAlike = async (input: object, { signal }: { readonly signal: AbortSignal }): Promise<Answer> => {
    const page = pages[asked.length];
    asked.push(input);
    await new Promise<void>((resolve) => waiting.push(resolve));
    signal.throwIfAborted();
    if (page === undefined || page instanceof Error) throw page ?? new Error('no page');
    return page;
  };
  const onReplayed = vi.fn<() => void>();
  // Of the client only what the store asks.
  const alike = createAlikeStore({ api: { pushes: { replayAlike } } as unknown as EarshotClient }, onReplayed);
  const go = async (): Promise<void> => {
    await eventually(() => expect(waiting).not.toEqual([]));
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { alike, asked, onReplayed, go, run: () => alike.store.getState().run };
}

const expired = { code: '-4', isAuthenticated: true };

describe('createAlikeStore', () => {
  it('replays page after page, counts as it goes, and tells when it is done', async () => {
    const { alike, asked, onReplayed, go, run } = aCore([
      { replayed: 90, refusedAgain: 10, nextCursor: '100' },
      { replayed: 27, refusedAgain: 3, nextCursor: null },
    ]);
    const started = alike.start(expired, 130);
    expect(run()).toEqual({ ...expired, phase: 'running', total: 130, replayed: 0, refusedAgain: 0, reason: null });
    await go();
    expect(run()).toMatchObject({ phase: 'running', replayed: 90, refusedAgain: 10 });
    expect(onReplayed).not.toHaveBeenCalled();
    await go();
    await started;
    expect(run()).toMatchObject({ phase: 'done', total: 130, replayed: 117, refusedAgain: 13 });
    expect(asked).toEqual([expired, { ...expired, cursor: '100' }]);
    expect(onReplayed).toHaveBeenCalledTimes(1);
  });

  it('runs once at a time, and anew after that', async () => {
    const { alike, asked, go, run } = aCore([
      { replayed: 1, refusedAgain: 0, nextCursor: null },
      { replayed: 2, refusedAgain: 0, nextCursor: null },
    ]);
    const first = alike.start(expired, 1);
    await alike.start({ code: '-1', isAuthenticated: false }, 9);
    expect([asked.length, run()?.code]).toEqual([1, '-4']);
    await go();
    await first;
    const second = alike.start({ code: '-1', isAuthenticated: false }, 2);
    await go();
    await second;
    expect(run()).toEqual({ code: '-1', isAuthenticated: false, phase: 'done', total: 2, replayed: 2, refusedAgain: 0, reason: null });
  });

  it('replays those of one source where that is asked for', async () => {
    const { alike, asked, go, run } = aCore([
      { replayed: 1, refusedAgain: 0, nextCursor: '7' },
      { replayed: 1, refusedAgain: 0, nextCursor: null },
    ]);
    const ofOne = { code: '-1', isAuthenticated: false, source: '203.0.113.24' };
    const started = alike.start(ofOne, 2);
    await go();
    await go();
    await started;
    expect(asked).toEqual([ofOne, { ...ofOne, cursor: '7' }]);
    expect(run()).toMatchObject({ ...ofOne, phase: 'done', replayed: 2 });
  });

  it.each([
    ['what the core says', new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: 'The disk is full.' }), 'The disk is full.'],
    ['nothing where nobody answered', new TypeError('fetch failed'), null],
  ])('stops at a failure with what was replayed so far, and tells %s', async (_name, failure, reason) => {
    const { alike, onReplayed, go, run } = aCore([{ replayed: 100, refusedAgain: 0, nextCursor: '100' }, failure]);
    const started = alike.start(expired, 130);
    await go();
    await go();
    await started;
    expect(run()).toEqual({ ...expired, phase: 'failed', total: 130, replayed: 100, refusedAgain: 0, reason });
    expect(onReplayed).toHaveBeenCalledTimes(1);
  });

  it('asks for nothing more once it is closed', async () => {
    const { alike, asked, go } = aCore([{ replayed: 100, refusedAgain: 0, nextCursor: '100' }]);
    const started = alike.start(expired, 130);
    alike.close();
    await go();
    await started;
    expect(asked).toHaveLength(1);
  });
});
