import { expect, it } from 'vitest';
import { createHeldKeys } from '../../../renderer/ui/heldKeys.ts';
import { keys } from '../../../renderer/ui/keys.ts';

it('holds keys for as long as anybody listens for them', () => {
  const held = createHeldKeys();
  const first = held.hold([keys.find, keys.search]);
  const second = held.hold([keys.find]);
  expect([held.isHeld(keys.find), held.isHeld(keys.search), held.isHeld(keys.save)]).toEqual([true, true, false]);
  first();
  expect([held.isHeld(keys.find), held.isHeld(keys.search)]).toEqual([true, false]);
  second();
  expect(held.isHeld(keys.find)).toBe(false);
});
