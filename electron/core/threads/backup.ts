import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { runCopyingThread } from '../backups/index.ts';
import { copyDatabase } from '../store/index.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
// Linux has a priority for each thread, and this is about the one that asks; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
await runCopyingThread(parentPort, workerData, copyDatabase);
