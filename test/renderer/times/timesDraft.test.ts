import { describe, expect, it } from 'vitest';
import { isNothing, merged, noTimesDraft, requestOf, withTimes } from '#renderer/times/timesDraft.ts';
import { aCallDetail, anUtterance } from '../../support/calls.ts';

const [first, second] = [{ startMs: 100, endMs: 200 }, { startMs: 300, endMs: 400 }];

describe('merged', () => {
  it('lets the later change of a sentence and of the shift win', () => {
    const both = merged({ changes: new Map([[0, first], [1, first]]), shiftMs: 10 }, { changes: new Map([[1, null]]) }, { changes: new Map(), shiftMs: 30 });
    expect(both).toEqual({ changes: new Map([[0, first], [1, null]]), shiftMs: 30 });
    expect(isNothing(both)).toBe(false);
    expect(isNothing(merged(noTimesDraft, noTimesDraft))).toBe(true);
    expect(isNothing({ changes: new Map(), shiftMs: 0 })).toBe(false);
  });
});

describe('requestOf', () => {
  it('asks for what changes, and leaves a shift alone that stays', () => {
    expect(requestOf({ changes: new Map([[0, first], [3, null]]) })).toEqual({ changes: [{ index: 0, ...first }, { index: 3, reset: true }] });
    expect(requestOf({ changes: new Map(), shiftMs: -20 })).toEqual({ changes: [], shiftMs: -20 });
  });
});

describe('withTimes', () => {
  const call = aCallDetail({ utterances: [anUtterance({ startMs: 50, endMs: 90 }), anUtterance({ index: 1, corrected: first })] });

  it('is the call as it is going to be', () => {
    const drawn = withTimes(call, { changes: new Map([[0, second]]), shiftMs: 40 });
    expect(drawn.utterances.map(({ corrected }) => corrected)).toEqual([second, first]);
    expect(drawn.timing).toEqual({ ...call.timing, shiftMs: 40, hasCorrections: true });
    expect(drawn.recordings, 'all else is the same, so that it is not drawn anew').toBe(call.recordings);
  });

  it('takes corrections back', () => {
    const drawn = withTimes(call, { changes: new Map([[1, null]]) });
    expect(drawn.utterances[1]?.corrected).toBeNull();
    expect(drawn.timing).toEqual({ ...call.timing, hasCorrections: false });
  });
});
