/*
 * Run as a process of its own: appends a thousand pushes, a few at a time, while a thread derives them, and prints each
 * acknowledged call's id on a line of its own. Whoever started it ends it in the middle.
 */
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { writeSync } from 'node:fs';
import { createDeriver } from '../../electron/core/ingest/index.ts';
import { openStore } from '../../electron/core/store/index.ts';
import { aPush } from '../support/derivedStore.ts';

const file = process.argv[2]!; // whoever starts it names it
const store = openStore({ file });
const deriver = createDeriver({
  thread: new URL('../../electron/core/threads/derive.ts', import.meta.url),
  file,
  settings: { timeZone: '+08:00', statuses: {}, alertRules: usualAlertRules },
  startedAfterPush: 0,
  turns: store.turns,
  onDerived: () => {},
  log: console,
});
for (let at = 0; at < 1000; at += 5) {
  const callIds = Array.from({ length: 5 }, (_, more) => `call-${at + more}`);
  store.appendPushes(callIds.map((callId) => aPush({ callId, resultStatus: 'ANSWERED' })));
  writeSync(1, `${callIds.join('\n')}\n`);
  deriver.wake();
  await new Promise((resolve) => setTimeout(resolve, 1));
}
await deriver.whenIdle();
await deriver.close();
