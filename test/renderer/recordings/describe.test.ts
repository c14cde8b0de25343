import { describe, expect, it } from 'vitest';
import type { Recording } from '#shared/model/recording.ts';
import { createTexts } from '#shared/texts/index.ts';
import { describeRecording, spanText } from '../../../renderer/recordings/describe.ts';
import { aRecording } from '../../support/calls.ts';

const t = createTexts().getFixedT<['recordings', 'player']>(null, ['recordings', 'player']);
const now = 1_790_841_700_000;
const minute = 60_000;
const hour = 60 * minute;
const wordsOf = (recording: Partial<Recording>): string => {
  const { what, more } = describeRecording(t, aRecording(recording), now);
  return `${what} ${more}`.trim();
};

describe('describeRecording', () => {
  it('says what is waited for, until when, and when it is given up', () => {
    expect(wordsOf({ state: 'waiting', reason: 'not-there-yet', nextTryAtMs: now + 4 * minute, giveUpAtMs: now + 51 * hour })).toBe(
      'Its address has nothing yet. Next try in 4 min, given up in 2 d 3 h',
    );
    expect(wordsOf({ state: 'waiting', reason: null, nextTryAtMs: now - 1, giveUpAtMs: now + 72 * hour })).toBe('Waits for its turn. Next try soon, given up in 3 d');
    expect(wordsOf({ state: 'waiting', reason: 'unreachable', nextTryAtMs: now + 500, giveUpAtMs: now - 1, isOld: true })).toBe(
      'Its server could not be reached. Next try in 1 s, the earlier sound is here',
    );
  });

  it('says that what waits for room is fetched once there is some', () => {
    expect(wordsOf({ state: 'waiting', reason: 'disk-full', nextTryAtMs: null, giveUpAtMs: now + 72 * hour })).toBe('There is too little room on the disk. Fetched once there is room, given up in 3 d');
  });

  it('says how much has come, as far as that is known', () => {
    expect(wordsOf({ state: 'downloading', receivedBytes: 0, totalBytes: 1000 })).toBe('Coming in');
    expect(wordsOf({ state: 'downloading', receivedBytes: 812_000 })).toBe('Coming in 812 kB so far');
    const half = aRecording({ state: 'downloading', receivedBytes: 1_000_000, totalBytes: 2_000_000 });
    expect(describeRecording(t, half, now)).toMatchObject({ more: '1 MB of 2 MB', share: 0.5 });
    expect(describeRecording(t, { ...half, receivedBytes: 3_000_000 }, now).share).toBe(1);
  });

  it('says why it was given up, when, and what became of others', () => {
    expect(wordsOf({ state: 'unavailable', reason: 'gone', giveUpAtMs: now - 5 * minute })).toBe('Expired before it could be fetched Given up 5 min ago');
    expect(wordsOf({ state: 'unavailable', reason: null, giveUpAtMs: now + hour })).toBe('No recording');
    expect(wordsOf({ state: 'ready' })).toBe('Here now');
    expect(wordsOf({ state: 'freed' })).toBe('Removed to make room');
    expect(wordsOf({ state: 'none' })).toBe('No longer named by the platform');
  });
});

describe('spanText', () => {
  it('says one or two units', () => {
    const spans = [0, 1, 30_000, minute, 59.9 * minute, hour, 5 * hour + 20 * minute, 24 * hour, 51 * hour].map((ms) => spanText(t, ms));
    expect(spans).toEqual(['1 s', '1 s', '30 s', '1 min', '59 min', '1 h', '5 h 20 min', '1 d', '2 d 3 h']);
  });
});
