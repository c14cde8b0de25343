import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openReadable } from '../../../electron/core/store/handle.ts';
import { aPush, openDerivedStore, type DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const startMs = 1_790_841_700_000;
const urls = ['https://r/1', 'https://r/2', ''];

type Deed = (db: DerivedStore, callId: string, url: string) => void;
const deeds: readonly Deed[] = [
  (db, callId, url) => void db.push(aPush({ callId, fullAudioUrl: url }, { receivedAtMs: startMs })),
  (db, callId) => db.store.markDownloading(callId, 'composite'),
  (db, callId, url) => void db.store.markReady(callId, 'composite', aFetchedSound({ url, file: `${callId}-${url.length}.wav`, diskBytes: 1000 + url.length })),
  (db, callId, url) => void db.store.markFailed(callId, 'composite', { url, reason: 'gone', nextTryAtMs: null, attempts: 1 }),
  (db, callId, url) => void db.store.markFailed(callId, 'composite', { url, reason: 'private-address', nextTryAtMs: startMs + 5, attempts: 1 }),
  (db, callId) => void db.store.retryNow(callId, 'composite'),
  (db) => db.store.retryRefused('private-address', () => true),
  (db) => void db.store.retrySome(startMs, 100),
  (db) => void db.store.freeSome({ fetchedUntilMs: Number.MAX_SAFE_INTEGER, bytes: null, limit: 1 }),
  (db) => db.store.forgetFreed(db.store.freedButNamed(1)),
  (db, callId) => void db.store.markLost(callId, 'composite', db.reading.getRecording(callId, 'composite')?.file ?? ''),
];

/** By looking at every row. */
function recounted(file: string) {
  const db = openReadable(file);
  try {
    const count = (columns: string, where: string): unknown => db.get(`SELECT ${columns} FROM recordings WHERE ${where}`);
    return {
      kept: count('ifnull(sum(disk_bytes), 0) AS bytes, count(*) AS files', 'file IS NOT NULL'),
      freeable: count('ifnull(sum(disk_bytes), 0) AS freeableBytes, count(*) AS freeableFiles', `file IS NOT NULL AND state = 'ready'`),
      freed: count('count(*) AS freedFiles', `state = 'freed'`),
      missing: { ...(count('count(*) AS coming', `state IN ('waiting', 'downloading')`) as object), ...(count('count(*) AS givenUp', `state = 'unavailable'`) as object) },
    };
  } finally {
    db.close();
  }
}

it('are what counting every recording comes to, whatever becomes of them', () => {
  const step = fc.record({ deed: fc.nat(deeds.length - 1), call: fc.nat(2), url: fc.constantFrom(...urls) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      using db = openDerivedStore({ now: () => startMs });
      for (const [at, { deed, call, url }] of [{ deed: 0, call: 0, url: urls[0]! }, ...steps].entries()) {
        deeds[deed]!(db, `call-${call}`, url);
        const { kept, freeable, freed, missing } = recounted(db.file);
        expect(db.reading.keptSounds(), `after step ${at}`).toEqual({ ...(kept as object), ...(freeable as object), ...(freed as object) });
        expect(db.reading.listMissing({ limit: 1 }).totals).toMatchObject(missing);
        const { coming, givenUp } = missing as { coming: number; givenUp: number };
        expect(db.reading.recordingCounts(startMs)).toMatchObject({ waiting: coming, unavailable: givenUp });
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);
