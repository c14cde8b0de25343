import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';
import { putReleasedDatabase } from '../../../support/databases/open.ts';
import { openDerivedStore } from '../../../support/derivedStore.ts';
import { aTimedPush, nextJob, ready, solved } from '../../../support/callsToTime.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-times-schema-'));
  file = join(dir, 'earshot.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const seenMs = 1_790_841_700_000;
/** Of the sound that an Earshot of that schema has fetched. */
const soundColumns = (schema: number): string => `call_row, kind, url, state, attempts, first_seen_at_ms, file, bytes, duration_ms, has_peaks${schema < 50 ? '' : ', fetched_at_ms, channels, playable'}`;

describe('a database of before schema 70', () => {
  it.each(migrations.map(({ version }) => version).filter((version) => version < 70))('of schema %i has its calls looked at, and those estimated whose recordings are here', (schema) => {
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    migrate(db, file, migrations.filter(({ version }) => version <= schema));
    for (const [at, callId] of ['silent', 'both here', 'one here', 'none named'].entries()) {
      db.run('INSERT INTO calls (id, call_id, received_at_ms, updated_at_ms, revision_count, duplicate_count) VALUES (?, ?, ?, ?, 1, 0)', at + 1, callId, seenMs, seenMs);
      db.run(`INSERT INTO call_details VALUES (?, NULL, NULL, NULL, '[]', '[]', '[]', '[]', '{}', '{}', '{}')`, at + 1);
      if (callId !== 'silent') db.run(`INSERT INTO utterances VALUES (?, 0, '1', 'robot', 'Hello?', NULL, NULL, 'unknown')`, at + 1);
    }
    for (const [row, kind] of [[2, 'composite'], [2, 'customer'], [3, 'customer']] as const) {
      db.run(`INSERT INTO recordings (${soundColumns(schema)}) VALUES (?, ?, 'https://r/1', 'ready', 1, ?, ?, 500, 10000, 1${schema < 50 ? '' : `, ${seenMs}, 1, 'original'`})`, row, kind, seenMs, `${kind}.wav`);
    }
    db.close();

    using store = openDerivedStore({ dir });
    const known = (callId: string) => store.reading.getCall(callId)?.timing.reason;
    expect(['silent', 'both here', 'one here', 'none named'].map(known)).toEqual(['no-sentences', 'queued', 'no-composite', 'no-composite']);
    const job = nextJob(store);
    expect(job).toMatchObject({ callId: 'both here', composite: { file: 'composite.wav' } });
    store.store.finishTimes(job!, { ...solved, times: [[100, 900]] });
    expect([nextJob(store), store.store.areTimesDue(1), known('both here')]).toEqual([null, false, 'solved']);
  });

  it('that an Earshot was released with goes on', () => {
    putReleasedDatabase(10, file);
    using db = openDerivedStore({ dir });
    db.derive();
    expect(nextJob(db)).toBeNull();
    expect(db.store.areTimesDue(1)).toBe(false);
    db.push(aTimedPush('new'));
    for (const kind of ['composite', 'customer'] as const) ready(db, 'new', kind);
    expect(nextJob(db)?.callId).toBe('new');
  });
});
