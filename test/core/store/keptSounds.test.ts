import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
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
});
