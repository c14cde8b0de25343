import { parentPort, workerData } from 'node:worker_threads';
import { databaseFileOf, openReading, serveReading } from '../store/index.ts';
import { textOf } from './textOf.ts';

if (parentPort === null) throw new Error('This is the entry of a worker thread.');
serveReading(parentPort, openReading(databaseFileOf(workerData), { textOf }));
