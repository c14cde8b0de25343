import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveUpAfterMs } from '#shared/model/recording.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { openDeriving, openStore } from '../../../electron/core/store/index.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

let dir = '';
let store: ReturnType<typeof openStore>;
let deriving: ReturnType<typeof openDeriving>;
let queue: typeof store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-queue-'));
  const file = join(dir, 'earshot.db');
  store = openStore({ file });
  deriving = openDeriving(file);
  queue = store;
});
afterEach(() => {
  deriving.close();
  store.close();
  rmSync(dir, { recursive: true });
});

const prepared = (url: string) => deriving.prepare(parsePushedCall({ callId: 'call-1', fullAudioUrl: url }, { timeZone: '+08:00' }));
const ready = (url: string) => aFetchedSound({ url });

/** The call's recording is at another address now. */
function revise(url: string, atMs: number): void {
  deriving.write(() => {
    const known = deriving.findCall('call-1');
    if (known) deriving.changeCall(known, prepared(url), { id: 2, receivedAtMs: atMs });
  });
}

describe('the store as the queue of recordings', () => {
  beforeEach(() => {
    deriving.write(() => deriving.addCall(prepared('http://a/old.wav'), { id: 1, receivedAtMs: 1000 }));
  });

  it('names what is due, and when the next is', () => {
    expect(queue.dueRecordings(999, 10)).toEqual([]);
    expect(queue.nextRecordingDueAtMs()).toBe(1000);
    expect(queue.dueRecordings(1000, 10)).toEqual([{ callId: 'call-1', kind: 'composite', url: 'http://a/old.wav', attempts: 0, nextTryAtMs: 1000, giveUpAtMs: 1000 + giveUpAfterMs }]);
    queue.markDownloading('call-1', 'composite');
    expect(queue.dueRecordings(1000, 10)).toEqual([]);
    expect(queue.markFailed('call-1', 'composite', { url: 'http://a/old.wav', reason: 'not-there-yet', nextTryAtMs: 9000, attempts: 1 })).toBe(true);
    expect(queue.dueRecordings(9000, 10)).toMatchObject([{ attempts: 1 }]);
  });

  it('queues a new address while the old one is under way', () => {
    queue.markDownloading('call-1', 'composite');
    revise('http://a/new.wav', 2000);
    expect(queue.markReady('call-1', 'composite', ready('http://a/old.wav'))).toEqual({ isReady: false });
    expect(queue.dueRecordings(2000, 10)).toMatchObject([{ url: 'http://a/new.wav', attempts: 0, giveUpAtMs: 2000 + giveUpAfterMs }]);
  });

  it.each(['ready', 'failed'])('queues a new address that came between the question and the mark, once the old one is %s', (end) => {
    expect(queue.dueRecordings(1000, 10)).toHaveLength(1);
    revise('http://a/new.wav', 2000);
    queue.markDownloading('call-1', 'composite');
    const url = 'http://a/old.wav';
    const marked =
      end === 'ready' ? queue.markReady('call-1', 'composite', ready(url)) : queue.markFailed('call-1', 'composite', { url, reason: 'gone', nextTryAtMs: null, attempts: 1 });
    expect(marked).toEqual(end === 'ready' ? { isReady: false } : false);
    expect(queue.dueRecordings(2000, 10)).toMatchObject([{ url: 'http://a/new.wav', attempts: 0 }]);
  });

  it('gives up in one go what is refused, but not what is at another address by now', () => {
    const refused = { callId: 'call-1', kind: 'composite', url: 'http://a/old.wav', reason: 'private-address' } as const;
    const before = queue.dueRecordings(1000, 10);
    queue.markRefused([{ ...refused, callId: 'unknown' }, { ...refused, url: 'http://a/other.wav' }]);
    expect(queue.dueRecordings(1000, 10)).toEqual(before);
    queue.markRefused([refused]);
    expect(queue.dueRecordings(1000, 10)).toEqual([]);
    queue.retryRefused('private-address', () => true);
    expect(queue.dueRecordings(Date.now(), 10)).toMatchObject([{ url: 'http://a/old.wav', attempts: 0 }]);
  });
});
