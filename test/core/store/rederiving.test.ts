import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';
import { storeContents } from '../../support/storeContents.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-rederiving-'));
  file = join(dir, 'earshot.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const sound = 'https://recordings.example.net/1.wav';
const call = (callId: string, more: object = {}) => aPush({ callId, calledPhoneNumber: '447700900123', resultStatus: 'ANSWERED', callDetailList: [{ type: 'PERSON', text: `Hello from ${callId}` }], ...more });
const pushes = [
  call('call-1', { fullAudioUrl: sound }),
  call('call-2', { resultStatus: 'BUSY' }),
  aPush([{ callId: 'call-3', intentLevelDetailName: 'C' }, { nothing: true }]),
  call('call-1', { fullAudioUrl: sound }),
  aPush({ callId: 'call-3', intentLevelDetailName: 'D' }, { receivedAtMs: 1_790_841_900_000 }),
  aPush({ dataType: 'ROBOT_CALL_JOB', data: { robotCallJobId: 43, status: 'COMPLETED' } }),
  aPush('no JSON', { refusal: { code: '-27', reason: 'The body is not JSON.', isAuthenticated: true, wholeBytes: 7, httpStatus: 400 } }),
];

function keepSound(db: DerivedStore): void {
  db.store.markDownloading('call-1', 'composite');
  db.store.markReady('call-1', 'composite', aFetchedSound({ url: sound, bytes: 10 }));
}

const contents = (): Record<string, unknown> => storeContents(file, 'hello');

describe('forgetDerived', () => {
  it('lets deriving make the same of the same pushes, with the recordings that were fetched', () => {
    {
      using db = openDerivedStore({ dir });
      db.push(...pushes);
      keepSound(db);
    }
    const before = contents();
    expect(forgetDerived(file)).toEqual({ pushes: 6, lastPushId: 6 });
    expect(contents()).toMatchObject({ calls: [], recordings: [], push_records: [], words: [] });
    {
      using db = openDerivedStore({ dir });
      db.derive();
      expect(db.problems).toEqual([]);
      expect(db.reading.getCall('call-1')).toMatchObject({ duplicateCount: 1, recordings: [{ kind: 'composite', state: 'ready', bytes: 10 }, { state: 'none' }] });
    }
    expect(contents()).toEqual(before);
  });

  it('lets nobody hear of the calls again, and everybody load what there is', () => {
    let lastSeen: number;
    {
      using db = openDerivedStore({ dir });
      db.push(...pushes);
      lastSeen = db.reading.lastEventSeq();
    }
    forgetDerived(file);
    using db = openDerivedStore({ dir });
    db.derive();
    expect(db.reading.eventsAfter(lastSeen, 100)).toBe('too-old');
    const seq = db.reading.lastEventSeq();
    db.push(call('call-4'));
    expect(db.reading.eventsAfter(seq, 100)).toMatchObject([{ kind: 'call', change: 'stored' }]);
    expect(db.reading.waitingAlerts(0, 100).filter(({ callId }) => callId === 'call-4')).toHaveLength(1);
  });

  it('may be interrupted and begun again at any point', () => {
    {
      using db = openDerivedStore({ dir });
      db.push(...Array.from({ length: 60 }, (_, at) => call(`more-${at}`)), ...pushes);
      keepSound(db);
    }
    const before = contents();
    for (const steps of [0, 1, 2, 1]) {
      forgetDerived(file);
      using db = openDerivedStore({ dir });
      for (let at = 0; at < steps; at += 1) db.step();
    }
    using db = openDerivedStore({ dir });
    db.derive();
    expect(contents()).toEqual(before);
  });

  it('keeps a sound with its call where no push names its address any more', () => {
    {
      using db = openDerivedStore({ dir });
      db.push(...pushes);
      keepSound(db);
      db.push(call('call-1', { fullAudioUrl: '' }));
    }
    const before = contents();
    forgetDerived(file);
    using db = openDerivedStore({ dir });
    db.derive();
    expect(contents()).toEqual(before);
    expect(db.reading.getCall('call-1')?.recordings[0]).toMatchObject({ state: 'ready', url: sound });
  });

  it('keeps the old sound where a revision named another address that is not fetched yet', () => {
    {
      using db = openDerivedStore({ dir });
      db.push(...pushes);
      keepSound(db);
      db.push(call('call-1', { fullAudioUrl: 'https://recordings.example.net/2.wav' }));
    }
    const before = contents();
    forgetDerived(file);
    using db = openDerivedStore({ dir });
    db.derive();
    expect(contents()).toEqual(before);
  });

  it('has nothing to do in an empty database', () => {
    openDerivedStore({ dir })[Symbol.dispose]();
    expect(forgetDerived(file)).toEqual({ pushes: 0, lastPushId: 0 });
    using db = openDerivedStore({ dir });
    db.push(call('call-1'));
    expect(db.reading.totals()).toMatchObject({ calls: 1 });
  });
});
