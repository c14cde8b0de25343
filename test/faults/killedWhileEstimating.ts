/*
 * Run as a process of its own: estimates the times of the calls of a database in a thread that never answers, and prints
 * each call's id on a line of its own when it is begun. Whoever started it ends it then.
 */
import { writeSync } from 'node:fs';
import { createEstimating } from '../../electron/core/recordings/index.ts';
import { openStore } from '../../electron/core/store/index.ts';

const store = openStore({ file: process.argv[2]! }); // whoever starts it names it
createEstimating({
  queue: {
    areTimesDue: (engineVersion) => store.areTimesDue(engineVersion),
    nextTimesJob: async (query) => store.nextTimesJob(query),
    giveTimesBack: async (job) => store.giveTimesBack(job),
    finishTimes: async () => false,
  },
  async openFile(file) {
    writeSync(1, `${file}\n`);
    return { path: file, bytes: 1, contentType: 'audio/wav', extension: '.wav' };
  },
  lost: async () => {},
  thread: new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { for (;;); });`)}`),
  onChange: () => {},
  isBusy: () => false,
  log: console,
}).start();
