import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runOfRule } from '../../../../electron/core/store/alertLog.ts';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-lines-schema-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a log of before schema 84 gets the lines of its calls, so that a row of them goes on', () => {
  const file = join(dir, 'earshot.db');
  const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
  migrate(db, file, migrations.filter(({ version }) => version < 84));
  for (const [callId, line] of [['a', '348'], ['b', '349'], ['c', '348']] as const) {
    db.run(`INSERT INTO calls (call_id, line_id, received_at_ms, updated_at_ms, revision_count, duplicate_count) VALUES (?, ?, 1, 1, 1, 0)`, callId, line);
    db.run(`INSERT INTO alert_log (at_ms, call_id, rule_id, rule_name, action, reason, run, repeats) VALUES (1, ?, 'fault', '', 'urgent', 'in-a-row', 1, 0)`, callId);
  }
  db.run(`INSERT INTO alert_log (at_ms, call_id, reason, repeats) VALUES (1, 'forgotten', 'no-rule', 0)`);
  db.run(`INSERT INTO alert_notices (about, level, count, urgent_count, sound, rule_id, rule_name, since_ms, until_ms, call_id) VALUES ('incident', 'urgent', 1, 1, 'knock', 'fault', '', 1, 1, 'b')`);
  migrate(db, file, migrations);
  expect(runOfRule(db, 'fault', '348', 10)).toBe(2);
  expect(runOfRule(db, 'fault', '349', 10)).toBe(1);
  expect(runOfRule(db, 'fault', null, 10)).toBe(0);
  expect(db.all('SELECT line FROM alert_notices')).toEqual([{ line: '349' }]);
  db.close();
});
