// The peaks thread: looks at sounds and makes files of them, one at a time.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { messageOf } from '#shared/errors.ts';
import { clipJobSchema, writeClip } from '../recordings/clips/index.ts';
import { evidenceJobSchema, writeEvidence } from '../recordings/evidence/index.ts';
import { prepareSound } from '../recordings/sound/index.ts';

const request = z.union([
  z.object({ id: z.number(), path: z.string() }),
  z.object({ id: z.number(), clip: clipJobSchema }),
  z.object({ id: z.number(), evidence: evidenceJobSchema }),
]);
type Request = z.infer<typeof request>;

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: unknown) => {
  last = answer(last, request.parse(message));
});

async function answer(before: Promise<void>, asked: Request): Promise<void> {
  await before;
  try {
    parentPort?.postMessage({ id: asked.id, ...(await result(asked)) });
  } catch (error) {
    parentPort?.postMessage({ id: asked.id, problem: messageOf(error) });
  }
}

async function result(asked: Request): Promise<object> {
  if ('clip' in asked) return { made: await writeClip(asked.clip) };
  if ('evidence' in asked) return { made: await writeEvidence(asked.evidence) };
  return { prepared: await prepareSound(asked.path) };
}
