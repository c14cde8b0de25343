import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, LoadResult } from './load.ts';

/** The process that posts; see `load.ts`. */
export interface Sender extends AsyncDisposable {
  readonly pid: number;
  /** `onStart`: when all is prepared and the first request goes out. */
  send(order: LoadOrder, onStart?: () => void): Promise<LoadResult>;
}

export function startSender(): Sender {
  // advanced: typed arrays cross as they are.
  const child = fork(join(import.meta.dirname, 'load.ts'), { serialization: 'advanced' });
  return {
    pid: child.pid ?? -1,
    async send(order, onStart = () => {}) {
      child.send(order);
      await once(child, 'message');
      onStart();
      const [result] = (await once(child, 'message')) as [LoadResult];
      return result;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.send('end');
      await ended;
    },
  };
}
