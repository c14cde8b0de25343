import { describe, expect, it } from 'vitest';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { decideAlert } from '../../../electron/core/alerts/index.ts';

const decide = (facts: Partial<Parameters<typeof decideAlert>[0]> & { status?: string; overrides?: StatusOverrides }) => {
  const { status = 'ANSWERED', overrides = {}, ...rest } = facts;
  return decideAlert({ outcome: 'stored', statusChanged: true, replayed: false, meaning: meaningOfStatus(status, overrides), ...rest });
};

describe('decideAlert', () => {
  it('announces an answered call, and urgently a lost hand-over', () => {
    expect(decide({ status: 'ANSWERED' })).toEqual({ alert: true, level: 'normal' });
    expect(decide({ status: 'TRANSFER_ARTIFICIAL' })).toEqual({ alert: true, level: 'urgent' });
  });

  it.each(['NO_ANSWER', 'BUSY', 'CALL_LOSS', 'SYSTEM_ERROR', 'SOMETHING_NEW'])('is silent about %s', (status) => {
    expect(decide({ status })).toEqual({ alert: false, because: 'quiet-status' });
  });

  it('follows the settings', () => {
    expect(decide({ status: 'CALL_LOSS', overrides: { CALL_LOSS: { alert: 'urgent' } } })).toEqual({ alert: true, level: 'urgent' });
    expect(decide({ status: 'ANSWERED', overrides: { ANSWERED: { alert: 'none' } } })).toEqual({ alert: false, because: 'quiet-status' });
  });

  it('announces a revision only where it changed the status', () => {
    expect(decide({ outcome: 'revision', statusChanged: true })).toEqual({ alert: true, level: 'normal' });
    expect(decide({ outcome: 'revision', statusChanged: false })).toEqual({ alert: false, because: 'same-status' });
  });

  it('never announces a duplicate or a replay', () => {
    expect(decide({ outcome: 'duplicate' })).toEqual({ alert: false, because: 'duplicate' });
    expect(decide({ replayed: true })).toEqual({ alert: false, because: 'replayed' });
  });
});
