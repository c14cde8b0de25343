import { describe, expect, it } from 'vitest';
import { alertOfGroup, withGroupAlert } from '#renderer/connect/alertLevels.ts';

describe('alertOfGroup', () => {
  it('is the level that every status of the group has', () => {
    expect(alertOfGroup('handover', {})).toBe('urgent');
    expect(alertOfGroup('answered', {})).toBe('normal');
    expect(alertOfGroup('unreached', {})).toBe('none');
  });

  it('is mixed where the statuses differ', () => {
    expect(alertOfGroup('unreached', { BUSY: { alert: 'normal' } })).toBe('mixed');
  });

  it('counts a status that settings put into the group', () => {
    expect(alertOfGroup('answered', { EXTENSION_NUMBER: { group: 'answered', alert: 'none' } })).toBe('mixed');
  });

  it('is none for a group without statuses', () => {
    expect(alertOfGroup('unknown', {})).toBe('none');
  });
});

describe('withGroupAlert', () => {
  it('announces every status of the group alike and leaves the others', () => {
    const overrides = withGroupAlert({ BUSY: { label: 'On the line' }, ANSWERED: { alert: 'urgent' } }, 'unreached', 'normal');
    expect(alertOfGroup('unreached', overrides)).toBe('normal');
    expect(overrides).toMatchObject({ BUSY: { label: 'On the line', alert: 'normal' }, ANSWERED: { alert: 'urgent' } });
  });

  it('leaves no override behind where the usual level returns', () => {
    expect(withGroupAlert(withGroupAlert({}, 'fault', 'urgent'), 'fault', 'none')).toEqual({});
  });
});
