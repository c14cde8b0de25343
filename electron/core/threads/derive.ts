import { parentPort, workerData } from 'node:worker_threads';
import { decideAlert } from '../alerts/index.ts';
import { runDerivingThread } from '../ingest/index.ts';
// Not through the receiver's face, which would load the HTTP server into this thread.
import { bodyText } from '../receiver/bodyText.ts';
import { openDeriving } from '../store/index.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');

await runDerivingThread({
  port: parentPort,
  data: workerData,
  openStore: openDeriving,
  decideAlert,
  textOf(body, headers) {
    const read = bodyText(body, headers);
    // The receiver checked the same on arrival, so this is a push that another version took.
    if (!read.ok) throw new Error(`its content encoding cannot be read (${read.problem})`);
    return read.text;
  },
});
