import { describe, expect, it } from 'vitest';
import { nextWorthHearing } from '#renderer/feed/worthHearing.ts';
import type { Call } from '#shared/model/call.ts';
import { aCall } from '../../support/feed.ts';

const read = { ...aCall().review, read: true };
const unread = { ...read, read: false };
const spoken = (callId: string, overrides: Partial<Call> = {}): Call => aCall({ callId, statusGroup: 'answered', customerWords: 'Yes.', review: unread, ...overrides });

describe('nextWorthHearing', () => {
  const rows = [
    spoken('a'),
    spoken('b', { review: read }),
    spoken('c', { statusGroup: 'unreached' }),
    spoken('d', { statusGroup: 'lost', customerWords: null, concerns: [] }),
    spoken('e', { statusGroup: 'handover' }),
    spoken('f'),
  ];

  it('is the next one down the list that nobody has read, of calls in which somebody spoke', () => {
    expect(nextWorthHearing(rows, 'a')).toBe('e');
    expect(nextWorthHearing(rows, 'e')).toBe('f');
  });

  it('begins at the top where none is left below, or no call of the list is open', () => {
    expect(nextWorthHearing(rows, 'f')).toBe('a');
    expect(nextWorthHearing(rows, null)).toBe('a');
    expect(nextWorthHearing(rows, 'elsewhere')).toBe('a');
  });

  it('is none where only the open one is left, or none at all', () => {
    expect(nextWorthHearing([spoken('a'), spoken('b', { review: read })], 'a')).toBeNull();
    expect(nextWorthHearing([], null)).toBeNull();
  });
});
