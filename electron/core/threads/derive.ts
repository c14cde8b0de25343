import { parentPort, workerData } from 'node:worker_threads';
import { createDecideAlert } from '../alerts/index.ts';
import { runDerivingThread } from '../ingest/index.ts';
import { decideRescue } from '../rescues/index.ts';
import { openDeriving } from '../store/index.ts';
import { textOf } from './textOf.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');

await runDerivingThread({ port: parentPort, data: workerData, openStore: openDeriving, decideAlert: createDecideAlert(), decideRescue, textOf });
