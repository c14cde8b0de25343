// The timing thread: finds out of one call after the other when its sentences were spoken.
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#shared/errors.ts';
import { estimateFromChannels } from '../recordings/estimateFromChannels.ts';
import { timesRequestSchema, timingThreadDataSchema } from '../recordings/timingMessages.ts';
import type { TimesReply, TimesRequest } from '../recordings/timingMessages.ts';
import { estimateTimes } from '../recordings/timing/index.ts';
import type { SoundToTime } from '../recordings/timing/index.ts';
import { openSound } from '../recordings/sound/index.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
const port = parentPort;
const pausing = new Int32Array(timingThreadDataSchema.parse(workerData).pausing);
// Linux has a priority for each thread, and this is about the one that asks; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

port.on('message', (message: unknown) => void answer(timesRequestSchema.parse(message)));

async function answer({ id, ...call }: TimesRequest): Promise<void> {
  try {
    port.postMessage({ id, times: await timesFor(call) } satisfies TimesReply);
  } catch (error) {
    port.postMessage({ id, problem: messageOf(error) } satisfies TimesReply);
  }
}

async function timesFor({ composite, customer, sentences }: Omit<TimesRequest, 'id'>): Promise<Extract<TimesReply, { times: unknown }>['times']> {
  const both = await opened(composite);
  return customer === null ? estimateFromChannels({ composite: both, sentences }) : estimateTimes({ composite: both, customer: await opened(customer), sentences });
}

const noSound: SoundToTime = { decode: null };

/** The sound at `path`, which stands still where it is decoded while there is something more urgent to do. */
async function opened(path: string): Promise<SoundToTime> {
  const decode = (await openSound(path))?.decode ?? null;
  if (decode === null) return noSound;
  return {
    decode: (sink) =>
      decode({
        begin: (format) => sink.begin(format),
        push(channels, count) {
          while (Atomics.load(pausing, 0) === 1) Atomics.wait(pausing, 0, 1);
          sink.push(channels, count);
        },
      }),
  };
}
