import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { messageOf, systemCodeOf } from '#shared/errors.ts';
import type { CheckedCopy } from './folder.ts';

/** Copies the database `file` to `to` and checks the copy. */
export type Copy = (options: { readonly file: string; readonly to: string; readonly onProgress: (done: number) => void; readonly signal: AbortSignal }) => Promise<CheckedCopy>;

const taskSchema = z.object({ file: z.string(), to: z.string() });
const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number() }),
  z.object({ kind: z.literal('made'), copy: z.object({ schemaVersion: z.number(), pushes: z.number().nullable(), lastPushId: z.number().nullable(), calls: z.number().nullable() }) }),
  z.object({ kind: z.literal('failed'), code: z.string().nullable(), message: z.string() }),
]);
type Report = z.infer<typeof reportSchema>;

/** The thread's side: makes one copy and ends. */
export async function runCopyingThread(port: MessagePort, data: unknown, copy: Copy): Promise<void> {
  const report = (message: Report): void => port.postMessage(message);
  const abort = new AbortController();
  port.once('message', () => abort.abort());
  try {
    let told = 0;
    const made = await copy({
      ...taskSchema.parse(data),
      signal: abort.signal,
      onProgress(done) {
        if (done - told < 0.01) return;
        told = done;
        report({ kind: 'progress', done });
      },
    });
    report({ kind: 'made', copy: made });
  } catch (error) {
    report({ kind: 'failed', code: systemCodeOf(error), message: messageOf(error) });
  } finally {
    port.close();
  }
}

/** A failure of the copying thread, with the code that it had there. */
class CopyError extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** Makes copies on a thread of its own, one for each copy: neither reading nor checking keeps anybody from accepting. */
export function copyOnThread(thread: URL): Copy {
  return ({ file, to, onProgress, signal }) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(thread, { workerData: { file, to } });
      signal.addEventListener('abort', () => worker.postMessage('stop'), { once: true });
      worker.on('message', (message: unknown) => {
        const report = reportSchema.parse(message);
        if (report.kind === 'progress') onProgress(report.done);
        else if (report.kind === 'made') resolve(report.copy);
        else reject(new CopyError(report.message, report.code));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new CopyError('The thread that makes the backup ended.', null)));
    });
}
