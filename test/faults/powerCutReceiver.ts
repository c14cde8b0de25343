/*
 * Run as a process of its own, `powerCutReceiver.ts <database> <FULL | NORMAL | OFF>`: Earshot's receiver on a database
 * whose commits wait for the disk as they do in Earshot (FULL), or less. Prints its push address, and runs until it is
 * ended. The other two modes exist only here, to show that the test of the power cut can fail.
 */
import { appendPushes } from '../../electron/core/store/pushes.ts';
import { openForAccepting } from '../../electron/core/store/open.ts';
import { createReceiver } from '../../electron/core/receiver/index.ts';
import { aSettings } from '../support/settings.ts';

const [file = '', synchronous = ''] = process.argv.slice(2);
const db = openForAccepting(file);
if (synchronous !== 'FULL') db.exec(`PRAGMA synchronous = ${synchronous}`);
const settings = aSettings();
const receiver = createReceiver({
  append: (pushes) => appendPushes(db, pushes),
  onAppended: () => {},
  settings: () => settings,
  log: { warn: () => {}, error: () => {} },
  now: Date.now,
});
const { port } = await receiver.listen({ host: '127.0.0.1', port: 0 });
console.log(`http://127.0.0.1:${port}/push/${settings.receiver.key}`);
