import { describe, expect, it } from 'vitest';
import { decideRescue } from '../../../electron/core/rescues/index.ts';
import { knownStatuses, meaningOfStatus } from '#shared/model/statuses.ts';

const arrivedAtMs = 1_790_841_700_000;
const dayMs = 86_400_000;
const facts = { outcome: 'stored', meaning: { rescue: true }, statusChanged: true, replayed: false, endedAtMs: arrivedAtMs - 5000, arrivedAtMs } as const;

describe('decideRescue', () => {
  it('raises a card for lost hand-overs and lost calls, and for nobody else', () => {
    const raising = Object.keys(knownStatuses).filter((code) => decideRescue({ ...facts, meaning: meaningOfStatus(code, {}) }).raise);
    expect(raising).toEqual(['CALL_LOSS', 'TRANSFER_ARTIFICIAL']);
    expect(decideRescue({ ...facts, meaning: meaningOfStatus(null, {}) })).toEqual({ raise: false, because: 'other-status' });
  });

  it('goes by the setting of the status, whatever its group', () => {
    const statuses = { TRANSFER_ARTIFICIAL: { rescue: false }, CALL_LOSS: { group: 'unreached' }, NO_ANSWER: { rescue: true } } as const;
    const raises = (code: string) => decideRescue({ ...facts, meaning: meaningOfStatus(code, statuses) }).raise;
    expect(['TRANSFER_ARTIFICIAL', 'CALL_LOSS', 'NO_ANSWER'].map(raises)).toEqual([false, true, true]);
  });

  it.each([
    ['a duplicate', { outcome: 'duplicate' }, { raise: false, because: 'duplicate' }],
    ['a revision that leaves the status', { outcome: 'revision', statusChanged: false }, { raise: false, because: 'same-status' }],
    ['a revision that brings the status', { outcome: 'revision' }, { raise: true }],
    ['a call of just now, whenever its platform says it ended', { endedAtMs: arrivedAtMs - 3 * dayMs }, { raise: true }],
    ['a replayed call of less than a day ago', { replayed: true, endedAtMs: arrivedAtMs - dayMs + 1 }, { raise: true }],
    ['a replayed call of a day ago', { replayed: true, endedAtMs: arrivedAtMs - dayMs }, { raise: false, because: 'long-ago' }],
    ['a replayed call that nobody knows the end of', { replayed: true, endedAtMs: null }, { raise: false, because: 'long-ago' }],
  ] as const)('decides on %s', (_what, more, decision) => {
    expect(decideRescue({ ...facts, ...more })).toEqual(decision);
  });
});
