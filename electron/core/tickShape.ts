import { executionAsyncResource } from 'node:async_hooks';

/**
 * Holds one of the objects that `process.nextTick` makes, which Node does eight times for a push. V8 forgets their shape at
 * a collection that finds none alive, as those of the start do, and from then on makes each five times as slowly: a tenth
 * of all that the main thread does for a push. To be called before much else, and kept.
 */
export function holdTickShape(): { tick: object | null } {
  const held: { tick: object | null } = { tick: null };
  process.nextTick(() => {
    held.tick = executionAsyncResource();
  });
  return held;
}
