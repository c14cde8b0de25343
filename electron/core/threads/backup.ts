import { parentPort, workerData } from 'node:worker_threads';
import { runCopyingThread } from '../backups/index.ts';
import { copyDatabase } from '../store/index.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
await runCopyingThread(parentPort, workerData, copyDatabase);
