import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { holdTickShape } from '../../electron/core/tickShape.ts';

it('holds what Node makes for a tick', async () => {
  const held = holdTickShape();
  await setImmediate();
  expect(held.tick).toMatchObject({ callback: expect.any(Function) });
});
