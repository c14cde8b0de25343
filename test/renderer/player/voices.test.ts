import { describe, expect, it } from 'vitest';
import { laneVoices } from '#renderer/player/voices.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { conversationOf } from '#shared/model/conversation.ts';
import { aCallDetail, anUtterance } from '../../support/calls.ts';

const robot = anUtterance({ speaker: 'robot', text: 'Hello', startMs: 0, endMs: 3_000, timing: 'estimated' });
const customer = anUtterance({ index: 1, startMs: 3_500, endMs: 4_500 });
const none = { percent: null, note: null, why: null };

function voicesOf(utterances: CallDetail['utterances'], timing: Partial<CallDetail['timing']>) {
  const call = aCallDetail({ utterances });
  return laneVoices({ ...call, timing: { ...call.timing, ...timing }, conversation: conversationOf({ utterances, shiftMs: 0, durationMs: null }) });
}

describe('laneVoices', () => {
  it('gives each voice its part, and says how estimates were found', () => {
    expect(voicesOf([robot, customer], { state: 'solved', why: 'Estimated from both recordings.' })).toEqual({
      hasRobot: true,
      customer: { percent: 25, note: null, why: null },
      composite: { percent: 75, note: 'estimated', why: 'Estimated from both recordings.' },
    });
  });

  it('calls what was given, or set by the operator, no estimate', () => {
    const corrected = { ...robot, corrected: { startMs: 0, endMs: 1_000 } };
    expect(voicesOf([corrected, customer], { state: 'solved', why: 'Estimated.' }).composite).toEqual({ percent: 50, note: null, why: null });
    expect(voicesOf([{ ...robot, timing: 'given' }, customer], { state: 'none' }).composite.note).toBeNull();
  });

  it('shows both voices on one lane where it is not known, or not yet, when the robot speaks', () => {
    const silent = { ...robot, startMs: null, endMs: null, timing: 'unknown' as const };
    for (const state of ['waiting', 'unknown'] as const) {
      expect(voicesOf([silent, customer], { state, why: 'Because.' })).toEqual({ hasRobot: false, customer: none, composite: { percent: null, note: state, why: 'Because.' } });
    }
    expect(voicesOf([silent, customer], { state: 'none' })).toEqual({ hasRobot: false, customer: none, composite: none });
    expect(voicesOf([customer], { state: 'none' }).hasRobot).toBe(false);
  });

  it('shows the robot where some of its sentences have times', () => {
    const silent = { ...robot, index: 2, startMs: null, endMs: null, timing: 'unknown' as const };
    expect(voicesOf([robot, customer, silent], { state: 'solved', why: 'In part.' })).toEqual({ hasRobot: true, customer: none, composite: { percent: null, note: 'estimated', why: 'In part.' } });
  });
});
