// The peaks thread: looks at one sound after the other, as they are asked for.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { messageOf } from '#shared/errors.ts';
import { prepareSound } from '../recordings/sound/index.ts';

const request = z.object({ id: z.number(), path: z.string() });

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  last = answer(last, request.parse(message));
});

async function answer(before: Promise<void>, { id, path }: z.infer<typeof request>): Promise<void> {
  await before;
  try {
    parentPort?.postMessage({ id, prepared: await prepareSound(path) });
  } catch (error) {
    parentPort?.postMessage({ id, problem: messageOf(error) });
  }
}
