import { noConditions } from '#shared/model/alertRule.ts';
import type { AlertConditions, AlertRule } from '#shared/model/alertRule.ts';
import type { AlertEvent } from '#shared/model/event.ts';
import { aCall } from './feed.ts';

/** A rule that fits every call and tells of it. */
export function aRule({ when = {}, ...overrides }: Partial<Omit<AlertRule, 'when'>> & { readonly when?: Partial<AlertConditions> } = {}): AlertRule {
  return { id: 'rule', name: '', enabled: true, action: 'normal', sound: 'chime', holdInQuietHours: true, followUpMinutes: null, ...overrides, when: { ...noConditions, ...when } };
}

/** The notice of one call that is told of. */
export function anAlertEvent(overrides: Partial<AlertEvent> = {}): AlertEvent {
  return {
    kind: 'alert',
    seq: 1,
    atMs: 0,
    noticeId: 1,
    about: 'calls',
    level: 'normal',
    count: 1,
    urgentCount: 0,
    sound: 'chime',
    rule: { id: 'answered', name: '' },
    sinceMs: 0,
    untilMs: 0,
    call: aCall(),
    ...overrides,
  };
}
