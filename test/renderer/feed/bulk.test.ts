import { describe, expect, it } from 'vitest';
import type { AppClient } from '#renderer/app/client.ts';
import { changeAll, undoAll } from '#renderer/feed/bulk.ts';

function aReviewing(failsAt = 9) {
  const asked: unknown[] = [];
  const api = {
    reviews: {
      set: async ({ callIds, change }: { callIds: string[]; change: object }) => {
        asked.push([callIds.length, change]);
        if (asked.length === failsAt) throw new Error('no line');
        return { undo: callIds[0] === 'c-500' ? null : `t-${callIds[0] ?? ''}`, callIds };
      },
      undo: async ({ token }: { token: string }) => void asked.push(token),
    },
  } as unknown as AppClient['api']; // what is used of it
  return { api, asked };
}
const callIds = Array.from({ length: 1201 }, (_, at) => `c-${String(at)}`);

describe('changeAll', () => {
  it('asks for as many calls at once as may be, and is taken back from the end', async () => {
    const { api, asked } = aReviewing();
    const undo = await changeAll(api, callIds, { starred: true });
    expect(asked).toEqual([[500, { starred: true }], [500, { starred: true }], [201, { starred: true }]]);
    expect(undo).toEqual(['t-c-1000', 't-c-0']);
    await undoAll(api, undo);
    expect(asked.slice(3)).toEqual(['t-c-1000', 't-c-0']);
  });

  it('ends with the part that fails', async () => {
    const { api, asked } = aReviewing(2);
    await expect(changeAll(api, callIds, { read: true })).rejects.toThrow('no line');
    expect(asked).toHaveLength(2);
  });
});
