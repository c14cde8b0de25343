import { describe, expect, it } from 'vitest';
import { withStatusOverride } from '#shared/model/statuses.ts';

describe('withStatusOverride', () => {
  it('keeps only what differs from the usual meaning', () => {
    expect(withStatusOverride({}, 'BUSY', { alert: 'urgent', group: 'unreached', label: '' })).toEqual({ BUSY: { alert: 'urgent' } });
  });

  it('forgets a status that means the usual again', () => {
    expect(withStatusOverride({ BUSY: { alert: 'urgent' } }, 'BUSY', { alert: null })).toEqual({});
    expect(withStatusOverride({ BUSY: { alert: 'urgent' } }, 'BUSY', { alert: 'none' })).toEqual({ BUSY: { alert: 'none' } });
  });

  it('adds to what was said of the status before, and leaves the others', () => {
    const before = { BUSY: { alert: 'urgent' }, X: { label: 'Own' } } as const;
    expect(withStatusOverride(before, 'BUSY', { label: 'On the line' })).toEqual({ BUSY: { alert: 'urgent', label: 'On the line' }, X: { label: 'Own' } });
  });

  it('resets a status', () => {
    expect(withStatusOverride({ BUSY: { alert: 'urgent' } }, 'BUSY', null)).toEqual({});
  });
});
