import { describe, expect, it } from 'vitest';
import { giveUpAfterMs } from '#shared/model/recording.ts';
import type { StoredRecording } from '../../../electron/core/store/recordingRows.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const arrivalMs = 1_790_841_700_000;
const nowMs = arrivalMs + 5000;
const open = (): DerivedStore => openDerivedStore({ now: () => nowMs });
const push = (db: DerivedStore, fullAudioUrl: string | null, receivedAtMs = arrivalMs): void => {
  db.push(aPush({ callId: 'a', fullAudioUrl, chatRound: receivedAtMs - arrivalMs }, { receivedAtMs }));
};
const composite = (db: DerivedStore): StoredRecording | null => db.reading.getRecording('a', 'composite');
const sound = (url: string, file = 'one.wav') => aFetchedSound({ url, file });
const recordingEvents = (db: DerivedStore): number => {
  const events = db.reading.eventsAfter(0, 100);
  return events === 'too-old' ? -1 : events.filter(({ kind }) => kind === 'recording').length;
};

describe('a recording', () => {
  it('waits and is due at once when a push names it', () => {
    using db = open();
    push(db, 'https://r/1');
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([{ callId: 'a', kind: 'composite', url: 'https://r/1', attempts: 0, nextTryAtMs: arrivalMs, giveUpAtMs: arrivalMs + giveUpAfterMs }]);
    expect(db.store.nextRecordingDueAtMs()).toBe(arrivalMs);
    expect(db.store.dueRecordings(arrivalMs - 1, 10)).toEqual([]);
  });

  it('is none where no push names it', () => {
    using db = open();
    push(db, '');
    expect(db.reading.getCall('a')?.recordings.map(({ kind, state, url }) => [kind, state, url])).toEqual([
      ['composite', 'none', null],
      ['customer', 'none', null],
    ]);
    expect(composite(db)).toBeNull();
    expect(db.store.nextRecordingDueAtMs()).toBeNull();
  });

  it('is ready with what was found out about its sound', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markDownloading('a', 'composite');
    expect(composite(db)?.state).toBe('downloading');
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([]);
    expect(db.store.markReady('a', 'composite', sound('https://r/1'))).toEqual({ isReady: true, replacedFile: null });
    expect(composite(db)).toEqual({
      kind: 'composite',
      state: 'ready',
      url: 'https://r/1',
      firstSeenAtMs: arrivalMs,
      attempts: 1,
      reason: null,
      nextTryAtMs: null,
      giveUpAtMs: null,
      receivedBytes: null,
      totalBytes: null,
      version: expect.stringMatching(/./),
      isOld: false,
      durationMs: 5600,
      bytes: 1234,
      contentType: 'audio/wav',
      codec: 'pcm',
      channels: 1,
      playable: true,
      hasPeaks: true,
      file: 'one.wav',
      form: 'original',
    });
    expect(recordingEvents(db)).toBe(3);
  });

  it('waits for its next attempt after a failure, and is unavailable once it is given up', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markDownloading('a', 'composite');
    db.store.markFailed('a', 'composite', { url: 'https://r/1', reason: 'not-there-yet', nextTryAtMs: nowMs + 60_000, attempts: 1 });
    expect(composite(db)).toMatchObject({ state: 'waiting', reason: 'not-there-yet', nextTryAtMs: nowMs + 60_000 });
    expect(db.store.dueRecordings(nowMs + 60_000, 10)).toEqual([expect.objectContaining({ attempts: 1 })]);
    db.store.markFailed('a', 'composite', { url: 'https://r/1', reason: 'gone', nextTryAtMs: null, attempts: 1 });
    expect(composite(db)).toMatchObject({ state: 'unavailable', reason: 'gone', nextTryAtMs: null, giveUpAtMs: nowMs });
    expect(db.reading.recordingCounts(nowMs)).toEqual({ waiting: 0, givenUpSoon: 0, unavailable: 1, givenUpLately: 1 });
    expect(db.reading.recordingCounts(nowMs + 86_400_001).givenUpLately).toBe(0);
  });

  it('is due whose time was written while the clock was wrong', () => {
    using db = open();
    push(db, 'https://r/1', arrivalMs + 86_400_000);
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([expect.objectContaining({ url: 'https://r/1' })]);
  });

  it('that was refused for its address is due again where that is allowed, and no other', () => {
    using db = open();
    db.push(aPush({ callId: 'a', fullAudioUrl: 'http://nas/a', customerAudioUrl: 'http://10.0.0.1/a' }), aPush({ callId: 'b', fullAudioUrl: 'http://nas/b' }));
    for (const [callId, kind, url] of [['a', 'composite', 'http://nas/a'], ['a', 'customer', 'http://10.0.0.1/a']] as const) {
      db.store.markFailed(callId, kind, { url, reason: 'private-address', nextTryAtMs: null, attempts: 1 });
    }
    db.store.markFailed('b', 'composite', { url: 'http://nas/b', reason: 'gone', nextTryAtMs: null, attempts: 1 });
    const before = recordingEvents(db);
    db.store.retryRefused('private-address', (url) => url.startsWith('http://nas/'));
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([expect.objectContaining({ callId: 'a', kind: 'composite', attempts: 0 })]);
    expect(recordingEvents(db)).toBe(before + 1);
  });

  it('can be asked for again while it waits or after it was given up, and only then', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markFailed('a', 'composite', { url: 'https://r/1', reason: 'gone', nextTryAtMs: null, attempts: 1 });
    expect(db.store.retryNow('a', 'composite')).toBe(true);
    expect(composite(db)).toMatchObject({ state: 'waiting', nextTryAtMs: nowMs });
    expect(db.store.retryNow('a', 'customer')).toBe(false);
    expect(db.store.retryNow('b', 'composite')).toBe(false);
    db.store.markReady('a', 'composite', sound('https://r/1'));
    expect(db.store.retryNow('a', 'composite')).toBe(false);
  });

  it('is due again when a crash cut its download off', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markDownloading('a', 'composite');
    db.store.requeueInterrupted();
    expect(composite(db)).toMatchObject({ state: 'waiting', nextTryAtMs: nowMs });
    expect(recordingEvents(db)).toBe(3);
  });
});

describe('a revision', () => {
  it('with the same address leaves the recording as it is', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markReady('a', 'composite', sound('https://r/1'));
    push(db, 'https://r/1', arrivalMs + 1);
    expect(composite(db)).toMatchObject({ state: 'ready', file: 'one.wav' });
  });

  it('with another address has that one fetched and keeps the old sound until then', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markReady('a', 'composite', sound('https://r/1'));
    push(db, 'https://r/2', arrivalMs + 1);
    expect(composite(db)).toMatchObject({ state: 'waiting', url: 'https://r/2', file: 'one.wav', durationMs: 5600 });
    expect(db.store.markReady('a', 'composite', sound('https://r/2', 'two.wav'))).toEqual({ isReady: true, replacedFile: 'one.wav' });
    expect(composite(db)).toMatchObject({ state: 'ready', file: 'two.wav' });
    expect(db.store.markReady('a', 'composite', sound('https://r/2', 'two.wav'))).toEqual({ isReady: true, replacedFile: null });
  });

  it('that comes during a download makes its result void', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markDownloading('a', 'composite');
    push(db, 'https://r/2', arrivalMs + 1);
    expect(db.store.markReady('a', 'composite', sound('https://r/1'))).toEqual({ isReady: false });
    expect(db.store.markFailed('a', 'composite', { url: 'https://r/1', reason: 'gone', nextTryAtMs: null, attempts: 1 })).toBe(false);
    expect(composite(db)).toMatchObject({ state: 'waiting', url: 'https://r/2', file: null });
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([expect.objectContaining({ url: 'https://r/2', attempts: 0, giveUpAtMs: arrivalMs + 1 + giveUpAfterMs })]);
  });

  it('without an address changes nothing: the one that is known is still fetched', () => {
    using db = open();
    push(db, 'https://r/1');
    push(db, null, arrivalMs + 1);
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([expect.objectContaining({ url: 'https://r/1' })]);
    db.store.markReady('a', 'composite', sound('https://r/1'));
    push(db, '', arrivalMs + 2);
    expect(composite(db)).toMatchObject({ state: 'ready', file: 'one.wav' });
  });

  it('with an address that cannot be read keeps a sound that is there, and stops waiting for one that is not', () => {
    using db = open();
    push(db, 'https://r/1');
    db.store.markReady('a', 'composite', sound('https://r/1'));
    db.push(aPush({ callId: 'a', fullAudioUrl: ['odd'] }));
    expect(composite(db)).toMatchObject({ state: 'ready', file: 'one.wav' });
    db.push(aPush({ callId: 'b', fullAudioUrl: 'https://r/3' }), aPush({ callId: 'b', fullAudioUrl: ['odd'] }));
    expect(db.reading.getRecording('b', 'composite')).toBeNull();
    expect(db.store.dueRecordings(nowMs, 10)).toEqual([]);
  });
});
