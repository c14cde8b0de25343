import { describe, expect, it } from 'vitest';
import type { Rescue } from '#shared/model/rescue.ts';
import { noRescues, shownRescue, waitingByGroup, withHandled, withOpened, withRescues, withStep } from '../../../renderer/rescue/rescueState.ts';
import { aCall } from '../../support/feed.ts';

const aRescue = (callId: string, more: Partial<Rescue> = {}): Rescue => ({
  call: aCall({ callId, status: 'TRANSFER_ARTIFICIAL', statusGroup: 'handover', phone: '447700900123' }),
  sinceMs: 0,
  isSinceEnd: true,
  lastWords: null,
  revisedFrom: null,
  answered: null,
  ...more,
});
const done = { outcome: 'Called back', undo: '7' };
const having = (...callIds: string[]) => ({ items: callIds.map((callId) => aRescue(callId)), open: callIds.length, aheadMs: 0 });

describe('the cards', () => {
  it('begin with the latest, which stays on top when others come', () => {
    const first = withRescues(noRescues, having('b', 'a'));
    expect(shownRescue(first)).toMatchObject({ at: 0, rescue: { call: { callId: 'b' } } });
    expect(shownRescue(withRescues(first, having('d', 'c', 'b', 'a')))).toMatchObject({ at: 2 });
  });

  it('go on to the one behind when the one on top is put away, and offer to take that back', () => {
    const state = withOpened(withRescues(noRescues, having('c', 'b', 'a')), 'b');
    const after = withHandled(state, 'b', done);
    expect(after).toMatchObject({ shownId: 'a', open: 2, handled: { callId: 'b', phone: '447700900123', ...done } });
    expect(withHandled(after, 'b', done)).toBe(after);
    expect(withHandled(after, 'a', done)).toMatchObject({ shownId: 'c' });
    expect(withHandled(withHandled(after, 'a', done), 'c', done)).toMatchObject({ shownId: null, items: [], open: 0 });
  });

  it('are gone through in a ring', () => {
    const state = withRescues(noRescues, having('c', 'b', 'a'));
    expect([withStep(state, 1), withStep(state, -1), withStep(withStep(state, -1), 1)].map(({ shownId }) => shownId)).toEqual(['b', 'a', 'c']);
    expect(withStep(noRescues, 1).shownId).toBeNull();
  });

  it('show that of a call that has one', () => {
    const state = withRescues(noRescues, having('b', 'a'));
    expect(withOpened(state, 'a')).toMatchObject({ shownId: 'a', openId: 'a' });
    expect(withOpened(withOpened(state, 'a'), 'nobody')).toMatchObject({ shownId: 'a', openId: 'nobody' });
    expect(withRescues(withOpened(state, 'c'), having('d', 'c', 'b', 'a'))).toMatchObject({ shownId: 'c' });
  });

  it('have the latest on top where nobody looks, unless that of the opened call is', () => {
    const state = withRescues(noRescues, having('b', 'a'));
    expect(withRescues(state, having('c', 'b', 'a'), false).shownId).toBe('c');
    expect(withRescues(withOpened(state, 'a'), having('c', 'b', 'a'), false).shownId).toBe('a');
    expect(withRescues(withStep(state, 1), having('c', 'b', 'a'), true).shownId).toBe('a');
  });

  it('have one that was put away on top again when it is brought back, from wherever, and say so', () => {
    const state = withHandled(withRescues(noRescues, having('c', 'b', 'a')), 'b', done);
    expect(withRescues(state, having('c', 'a'))).toMatchObject({ shownId: 'c', handled: { callId: 'b' }, back: null });
    const back = withRescues(state, having('c', 'b', 'a'), false);
    expect(back).toMatchObject({ shownId: 'b', handled: null, back: { phone: '447700900123' } });
    expect(withHandled(back, 'c', done)).toMatchObject({ shownId: 'b', handled: { callId: 'c' }, back: null });
  });
});

describe('waitingByGroup', () => {
  it('counts whom no later call has reached', () => {
    const lost = aRescue('c', { call: aCall({ statusGroup: 'lost' }) });
    expect(waitingByGroup([aRescue('a'), aRescue('b'), lost, aRescue('d', { answered: { callId: 'e', atMs: 0, arrivedAtMs: 0 } })])).toEqual({ handover: 2, lost: 1 });
  });
});
