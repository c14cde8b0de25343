import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer is neither null nor undefined nor false; throws after `withinMs`. */
export async function waitFor<Answer>(ask: () => Promise<Answer> | Answer, withinMs = 10_000): Promise<NonNullable<Answer>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Still nothing after ${withinMs} ms`);
    await sleep(25);
  }
}
