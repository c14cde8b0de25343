import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';
import { openDerivedStore } from '../../../support/derivedStore.ts';

const seenMs = 1_790_841_700_000;

it('counts the recordings that a database of schema 50 has', () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-schema-50-'));
  try {
    const file = join(dir, 'earshot.db');
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    migrate(db, file, migrations.filter(({ version }) => version <= 50));
    // The last one waits for another sound, and the one before is about to be removed.
    const rows = [['ready', true], ['ready', true], ['waiting', false], ['downloading', false], ['unavailable', false], ['freed', false], ['freed', true], ['waiting', true]] as const;
    for (const [id, [state, isKept]] of rows.entries()) {
      db.run(`INSERT INTO calls (id, call_id, received_at_ms, updated_at_ms, revision_count, duplicate_count) VALUES (?, ?, ?, ?, 1, 0)`, id + 1, `call-${id}`, seenMs, seenMs);
      db.run(
        `INSERT INTO recordings (call_row, kind, url, state, reason, attempts, first_seen_at_ms, next_try_at_ms, has_peaks, give_up_at_ms, file, fetched_at_ms, disk_bytes, playable)
         VALUES (?, 'composite', 'https://r/1', ?, ?, 1, ?, ?, 0, ?, ?, ?, ?, ?)`,
        id + 1, state, state === 'unavailable' ? 'too-large' : null, seenMs, state === 'waiting' ? seenMs : null, seenMs + id, isKept ? `${id}.wav` : null, isKept ? seenMs : null, isKept ? 100 + id : null, isKept ? 'original' : null,
      );
    }
    db.close();

    using store = openDerivedStore({ dir, now: () => seenMs });
    expect(store.reading.keptSounds()).toEqual({ bytes: 100 + 101 + 106 + 107, files: 4, freeableBytes: 201, freeableFiles: 2, freedFiles: 2 });
    expect(store.reading.listMissing({ limit: 10 }).totals).toEqual({ coming: 3, givenUp: 1, nextGiveUpAtMs: seenMs + 2 });
    expect(store.reading.recordingCounts(seenMs)).toEqual({ waiting: 3, givenUpSoon: 3, unavailable: 1, givenUpLately: 0 });
    expect(store.store.freedButNamed(10).map((sound) => sound.file)).toEqual(['6.wav']);
    store.store.retryRefused('too-large', () => true);
    expect(store.reading.listMissing({ limit: 10 }).totals).toMatchObject({ coming: 4, givenUp: 0 });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
