import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { giveUpAfterMs } from '#shared/model/recording.ts';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';
import { openDerivedStore } from '../../../support/derivedStore.ts';

const seenMs = 1_790_841_700_000;

it('gives recordings of schema 40 what they have since schema 50', () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-schema-40-'));
  try {
    const file = join(dir, 'earshot.db');
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    migrate(db, file, migrations.filter(({ version }) => version <= 40));
    for (const [id, state] of ['ready', 'waiting', 'unavailable'].entries()) {
      db.run(`INSERT INTO calls (id, call_id, received_at_ms, updated_at_ms, revision_count, duplicate_count) VALUES (?, ?, ?, ?, 1, 0)`, id + 1, state, seenMs, seenMs);
      db.run(
        `INSERT INTO recordings VALUES (?, 'composite', 'https://r/1', ?, NULL, 1, ?, ?, ?, ?, ?, 'audio/wav', ?)`,
        id + 1, state, seenMs, state === 'waiting' ? seenMs + 1000 : null, state === 'unavailable' ? null : 'old.wav', state === 'unavailable' ? null : 500, 1000, 1,
      );
    }
    db.close();

    using store = openDerivedStore({ dir });
    const of = (callId: string) => store.reading.getRecording(callId, 'composite');
    expect(of('ready')).toMatchObject({ state: 'ready', file: 'old.wav', form: 'original', playable: true, codec: null, isOld: false, giveUpAtMs: null });
    expect(of('ready')?.version).not.toBe('');
    // A revision had named another address before, so its old sound is kept.
    expect(of('waiting')).toMatchObject({ state: 'waiting', isOld: true, giveUpAtMs: seenMs + giveUpAfterMs });
    expect(store.reading.listMissing({ limit: 10 }).items.map(({ callId }) => callId)).toEqual(['waiting', 'unavailable']);
    expect(store.reading.keptSounds()).toMatchObject({ bytes: 1000, files: 2, freeableFiles: 1 });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
