import { describe, expect, it } from 'vitest';
import { usualAlertRules } from '#shared/model/alertRule.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { createAlertSettings } from '../../../electron/core/alerts/index.ts';
import { aRule } from '../../support/alerts.ts';

type Kept = Parameters<Parameters<typeof createAlertSettings>[0]['write']>[0];

function setUp(overrides: StatusOverrides = {}) {
  let nowMs = 0;
  let changes = 0;
  const written: Kept[] = [];
  const settings = createAlertSettings({
    read: () => ({ rules: null, quietHours: null, pausedUntilMs: null, volume: 0.6 }),
    write: (kept) => void written.push(kept),
    statuses: () => overrides,
    onChange: () => (changes += 1),
    now: () => nowMs,
  });
  return { settings, written, changes: () => changes, pass: (ms: number) => (nowMs += ms), ids: () => settings.current().rules.map(({ id }) => id) };
}

describe('createAlertSettings', () => {
  it('has the usual rules until one is changed', () => {
    const { settings, written, ids, changes } = setUp();
    expect(ids()).toEqual(usualAlertRules.map(({ id }) => id));
    expect(settings.save(aRule({ id: 'own' }))).toBe(true);
    expect(ids()).toEqual(['own', 'handover', 'answered', 'fault', 'lost', 'unreached']);
    expect(settings.save(aRule({ id: 'answered', action: 'urgent' }))).toBe(true);
    expect(settings.current().rules[2]).toMatchObject({ id: 'answered', action: 'urgent' });
    expect(written.at(-1)?.rules).toHaveLength(6);
    expect(changes()).toBe(2);
  });

  it('removes and orders them', () => {
    const { settings, ids } = setUp();
    settings.reorder(['lost', 'answered']);
    expect(ids()).toEqual(['lost', 'answered', 'handover', 'fault', 'unreached']);
    expect(settings.remove('lost')).toBe(true);
    expect(settings.remove('lost')).toBe(false);
    expect(ids()).toEqual(['answered', 'handover', 'fault', 'unreached']);
  });

  it('keeps a hundred, and none that stands for a status', () => {
    const { settings, written } = setUp();
    for (let at = 5; at < 100; at += 1) expect(settings.save(aRule({ id: `own-${at}` }))).toBe(true);
    expect(settings.save(aRule({ id: 'one-more' }))).toBe(false);
    expect(settings.save(aRule({ id: 'own-7', name: 'Changed' }))).toBe(true);
    expect(settings.save(aRule({ id: 'status-BUSY' }))).toBe(false);
    expect(written).toHaveLength(96);
  });

  it('has a rule for each status with an alert of its own, before its group’s, and never keeps it', () => {
    const { settings, written, ids } = setUp({ BUSY: { alert: 'urgent', label: 'On the line' }, ANSWERED: { alert: 'none' }, NEW: { alert: 'normal' }, REFUSED: { label: 'Said no' } });
    expect(ids()).toEqual(['handover', 'status-ANSWERED', 'answered', 'fault', 'lost', 'status-BUSY', 'unreached', 'status-NEW']);
    expect(settings.current().rules.filter(({ id }) => id.startsWith('status-')).map(({ name, action }) => [name, action])).toEqual([['ANSWERED', 'nothing'], ['On the line', 'urgent'], ['NEW', 'normal']]);
    settings.reorder(['unreached']);
    expect(written[0]?.rules?.map(({ id }) => id)).toEqual(['unreached', 'handover', 'answered', 'fault', 'lost']);
  });

  it('pauses for as long as is asked for', () => {
    const { settings, pass } = setUp();
    settings.pause(60);
    expect(settings.current().pausedUntilMs).toBe(3_600_000);
    pass(3_600_000);
    expect(settings.current().pausedUntilMs).toBeNull();
    settings.pause(10);
    settings.pause(0);
    expect(settings.current().pausedUntilMs).toBeNull();
    settings.configure({ quietHours: { from: 1, to: 2 } });
    settings.configure({ volume: 0.2 });
    expect(settings.current()).toMatchObject({ quietHours: { from: 1, to: 2 }, volume: 0.2 });
  });
});
