import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import { forgetDerived } from '../../../../electron/core/store/rederiving.ts';
import { openWritable } from '../../../../electron/core/store/handle.ts';
import { migrate } from '../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../electron/core/store/migrations/index.ts';
import { aPush, openDerivedStore } from '../../../support/derivedStore.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-reviews-schema-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a database of before schema 80', () => {
  it('has its calls count as read, which nobody could say so far, also once they are derived anew; later ones do not', () => {
    const file = join(dir, 'earshot.db');
    const db = openWritable(file, { synchronous: 'FULL', checkpointPages: 1000 });
    migrate(db, file, migrations.filter(({ version }) => version < 80));
    const push = aPush({ callId: 'old', resultStatus: 'BUSY' });
    db.run('INSERT INTO pushes (received_at_ms, source, headers, body) VALUES (?, ?, ?, ?)', push.receivedAtMs, push.source, '{}', push.body);
    db.run(`INSERT INTO calls (call_id, status, received_at_ms, updated_at_ms, revision_count, duplicate_count) VALUES ('old', 'BUSY', ?, 1, 1, 0)`, push.receivedAtMs);
    db.run(`INSERT INTO call_details VALUES (1, NULL, NULL, NULL, '[]', '[]', '[]', '[]', '{}', '{}', '{}')`);
    db.run('UPDATE derive_state SET push_id = 1');
    db.close();

    const unread = (): string[] => {
      using store = openDerivedStore({ dir });
      store.derive();
      return store.reading.listCalls(callsQuerySchema.parse({ read: false })).items.map(({ callId }) => callId);
    };
    expect(unread()).toEqual([]);
    {
      using store = openDerivedStore({ dir });
      store.push(aPush({ callId: 'new' }, { receivedAtMs: push.receivedAtMs + 1 }));
    }
    expect(unread()).toEqual(['new']);
    forgetDerived(file);
    expect(unread()).toEqual(['new']);
    using store = openDerivedStore({ dir });
    store.store.setReviews(['old'], { read: false }, false);
    expect(store.reading.getCall('old')?.review).toMatchObject({ read: false, readAtMs: null });
  });
});
