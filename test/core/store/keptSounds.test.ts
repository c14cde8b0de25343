import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReadable } from '../../../electron/core/store/handle.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const startMs = 1_790_841_700_000;
const urlOf = (call: number): string => `https://r/${call}`;
const everything = { fetchedUntilMs: Number.MAX_SAFE_INTEGER, bytes: null, limit: 50 };

/** So many recordings, one fetched after the other, of 1000, 1001, 1002 … bytes. */
function withSounds(count: number): DerivedStore {
  let nowMs = startMs;
  const db = openDerivedStore({ now: () => nowMs });
  for (let call = 0; call < count; call += 1) {
    nowMs = startMs + call;
    db.push(aPush({ callId: `call-${call}`, fullAudioUrl: urlOf(call) }, { receivedAtMs: nowMs }));
    db.store.markReady(`call-${call}`, 'composite', aFetchedSound({ url: urlOf(call), file: `${call}.wav`, diskBytes: 1000 + call }));
  }
  return db;
}
const composite = (db: DerivedStore, call: number) => db.reading.getRecording(`call-${call}`, 'composite');

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

describe('kept sounds', () => {
  it('are counted with all that is kept for them', () => {
    using db = withSounds(3);
    expect(db.reading.keptSounds()).toEqual({ bytes: 3003, files: 3, freeableBytes: 3003, freeableFiles: 3, freedFiles: 0 });
  });

  it('make room, the oldest first, and no more of them than it takes', () => {
    using db = withSounds(5);
    expect(db.store.freeSome({ ...everything, bytes: 1500 }).map(({ file }) => file)).toEqual(['0.wav', '1.wav']);
    expect(db.store.freeSome({ ...everything, limit: 1 }).map(({ file }) => file)).toEqual(['2.wav']);
    expect(db.store.freeSome({ ...everything, fetchedUntilMs: startMs + 3 }).map(({ file }) => file)).toEqual(['3.wav']);
    expect(db.reading.keptSounds()).toMatchObject({ freeableFiles: 1, freedFiles: 4 });
  });

  it('are not shown nor served from the moment that they are freed, and their files are known until they are removed', () => {
    using db = withSounds(2);
    const events = db.reading.lastEventSeq();
    const freed = db.store.freeSome({ ...everything, limit: 1 });
    expect(composite(db, 0)).toMatchObject({ state: 'freed', file: null, version: '', playable: false, hasPeaks: false, bytes: null, url: urlOf(0) });
    expect(db.reading.eventsAfter(events, 10)).toMatchObject([{ kind: 'recording', callId: 'call-0', recording: { state: 'freed' } }]);
    expect(db.store.freedButNamed(10)).toEqual(freed);
    // Asked for again, the file that is about to go would be taken for it.
    expect(db.store.retryNow('call-0', 'composite')).toBe(false);
    db.store.forgetFreed(freed);
    expect(db.store.freedButNamed(10)).toEqual([]);
    expect(db.reading.keptSounds()).toEqual({ bytes: 1001, files: 1, freeableBytes: 1001, freeableFiles: 1, freedFiles: 1 });
  });

  it('come back when they are asked for by hand, under another version, and not by a revision of their call', () => {
    using db = withSounds(1);
    const before = composite(db, 0)?.version;
    db.store.forgetFreed(db.store.freeSome(everything));
    db.push(aPush({ callId: 'call-0', fullAudioUrl: urlOf(0), chatRound: 9 }, { receivedAtMs: startMs + 5 }));
    expect(composite(db, 0)?.state).toBe('freed');
    expect(db.store.retryNow('call-0', 'composite')).toBe(true);
    expect(db.store.dueRecordings(startMs + 10, 1)).toHaveLength(1);
    db.store.markReady('call-0', 'composite', aFetchedSound({ url: urlOf(0), bytes: 77 }));
    expect(composite(db, 0)).toMatchObject({ state: 'ready', bytes: 77 });
    expect(composite(db, 0)?.version).not.toBe(before);
  });

  it('stay and are shown while the sound of another address is on its way, and make no room then', () => {
    using db = withSounds(1);
    const { version } = composite(db, 0) ?? {};
    db.push(aPush({ callId: 'call-0', fullAudioUrl: 'https://r/new' }, { receivedAtMs: startMs + 5 }));
    expect(composite(db, 0)).toMatchObject({ state: 'waiting', url: 'https://r/new', isOld: true, file: '0.wav', durationMs: 5600, playable: true, version });
    expect(db.reading.keptSounds()).toMatchObject({ files: 1, freeableFiles: 0 });
    expect(db.store.freeSome(everything)).toEqual([]);
    db.store.markFailed('call-0', 'composite', { url: 'https://r/new', reason: 'gone', nextTryAtMs: null, attempts: 1 });
    expect(composite(db, 0)).toMatchObject({ state: 'unavailable', isOld: true, file: '0.wav' });
    db.store.retryNow('call-0', 'composite');
    db.store.markReady('call-0', 'composite', aFetchedSound({ url: 'https://r/new', file: 'new.wav' }));
    expect(composite(db, 0)).toMatchObject({ state: 'ready', isOld: false, file: 'new.wav' });
  });

  it('that an earlier Earshot fetched are looked at once, and told of', () => {
    using db = withSounds(2);
    expect(db.store.unseenSounds(10)).toEqual([]);
    const before = new Database(db.file);
    before.exec(`UPDATE recordings SET playable = NULL, codec = NULL, channels = NULL`);
    before.close();
    const [first, second] = db.store.unseenSounds(10);
    const events = db.reading.lastEventSeq();
    const seen = { diskBytes: 9000, durationMs: null, codec: 'ima-adpcm', channels: 1, form: 'beside', hasPeaks: true } as const;
    db.store.markSeen(first!, seen);
    expect(composite(db, 0)).toMatchObject({ state: 'ready', codec: 'ima-adpcm', form: 'beside', playable: true, durationMs: 5600 });
    expect(db.store.unseenSounds(10)).toEqual([second]);
    db.store.markSeen({ ...second!, file: 'another.wav' }, seen);
    expect(db.store.unseenSounds(10)).toEqual([second]);
    expect(db.reading.eventsAfter(events, 10)).toMatchObject([{ callId: 'call-0' }]);
  });

  it('that are gone from their folder are asked for again', () => {
    using db = withSounds(2);
    expect(db.store.markLost('call-0', 'composite', 'another.wav')).toBe(false);
    expect(db.store.markLost('call-0', 'composite', '0.wav')).toBe(true);
    expect(composite(db, 0)).toMatchObject({ state: 'waiting', attempts: 0, version: '', file: null });
    // One that is replaced keeps its next attempt.
    db.push(aPush({ callId: 'call-1', fullAudioUrl: 'https://r/new' }, { receivedAtMs: startMs + 5 }));
    db.store.markFailed('call-1', 'composite', { url: 'https://r/new', reason: 'not-there-yet', nextTryAtMs: startMs + 777, attempts: 1 });
    expect(db.store.markLost('call-1', 'composite', '1.wav')).toBe(true);
    expect(composite(db, 1)).toMatchObject({ state: 'waiting', isOld: false, nextTryAtMs: startMs + 777, attempts: 1 });
  });

  it('are counted as looking at every row comes to, whatever becomes of them, and so are those that are missing', () => {
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
});
