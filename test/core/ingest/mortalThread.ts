/* A deriving thread that a push with the word "deadly" ends, as one that exhausts the memory would. */
import { parentPort, workerData } from 'node:worker_threads';
import { createDecideAlert } from '../../../electron/core/alerts/index.ts';
import { runDerivingThread } from '../../../electron/core/ingest/index.ts';
import { decideRescue } from '../../../electron/core/rescues/index.ts';
import { openDeriving } from '../../../electron/core/store/index.ts';

await runDerivingThread({
  port: parentPort!, // only ever run as a worker
  data: workerData,
  openStore: openDeriving,
  decideAlert: createDecideAlert(),
  decideRescue,
  textOf(body) {
    const text = Buffer.from(body).toString();
    if (text.includes('deadly')) process.exit(1);
    return text;
  },
});
