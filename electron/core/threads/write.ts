import { parentPort, workerData } from 'node:worker_threads';
import { serveWriting } from '../store/index.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
serveWriting(parentPort, workerData);
