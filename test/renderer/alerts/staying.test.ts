import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { EarshotClient } from '#shared/contract/index.ts';
import { createStaying, mayHandle } from '../../../renderer/alerts/staying.ts';
import { createHandTimers } from '../../support/handTimers.ts';

/** A core that says of these notices that they are settled, and notifications that tell when they are closed. */
function aScreen() {
  const settled = new Set<number>();
  const asked: number[][] = [];
  const closed: number[] = [];
  const api = {
    alerts: {
      settled({ noticeIds }: { noticeIds: number[] }) {
        asked.push(noticeIds);
        return Promise.resolve({ noticeIds: noticeIds.filter((id) => settled.has(id)) });
      },
    },
  } as unknown as EarshotClient; // what it asks
  const timers = createHandTimers();
  const staying = createStaying(api, timers.after);
  /** Something changed, and a second passed. */
  async function look(): Promise<void> {
    staying.changed();
    staying.changed();
    timers.waiting().at(-1)?.run();
    await setImmediate();
  }
  return { settled, asked, closed, look, timers, staying, show: (id: number) => staying.add(id, { close: () => void closed.push(id) }) };
}

it('closes what is handled by now, once, and asks nothing where nothing stays', async () => {
  const { settled, asked, closed, look, show } = aScreen();
  await look();
  expect(asked).toEqual([]);
  show(7);
  show(8);
  await look();
  settled.add(8);
  await look();
  await look();
  expect([asked, closed]).toEqual([[[7, 8], [7, 8], [7]], [8]]);
});

it('leaves the oldest of very many to the operator', async () => {
  const { asked, look, show } = aScreen();
  for (let id = 0; id < 130; id += 1) show(id);
  await look();
  expect([asked[0]?.length, asked[0]?.at(-1)]).toEqual([100, 129]);
});

it('ends with the page', () => {
  const { staying, timers, show } = aScreen();
  show(7);
  staying.changed();
  staying.close();
  expect(timers.waiting()).toEqual([]);
});

it('looks after what may have handled a call', () => {
  expect((['handled', 'review', 'rescue', 'call', 'settings', 'alert'] as const).map((kind) => mayHandle({ kind }))).toEqual([true, true, true, true, false, false]);
});
