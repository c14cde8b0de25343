import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';
import { aPush, openDerivedStore } from '../../../support/derivedStore.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-alerts-schema-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a database of before schema 83 has nobody reminded of what was told before, and of what is told from then on', () => {
  const file = join(dir, 'earshot.db');
  const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
  migrate(db, file, migrations.filter(({ version }) => version < 83));
  for (const [callId, action] of [['old', 'urgent-repeat'], ['older', 'normal']]) {
    db.run(`INSERT INTO alert_log (at_ms, call_id, rule_id, rule_name, action, reason, run, repeats) VALUES (7, ?, 'handover', '', ?, 'alone', NULL, 0)`, callId ?? '', action ?? '');
  }
  db.close();
  using store = openDerivedStore({ dir });
  expect(store.reading.listAlertLog({ limit: 9 }).items.map(({ callId, seenAtMs }) => [callId, seenAtMs])).toEqual([['older', null], ['old', 7]]);
  store.push(aPush({ callId: 'new', resultStatus: 'TRANSFER_ARTIFICIAL' }));
  store.store.endWaitingAlerts();
  expect(store.reading.unhandledAlerts([]).map(({ callId }) => callId)).toEqual(['new']);
});
