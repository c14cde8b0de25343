import { meaningOfStatus, statusesOfGroup, withStatusOverride } from '#shared/model/statuses.ts';
import type { AlertLevel, StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';

/** How the calls of a group are announced; `mixed` where its statuses differ. */
export function alertOfGroup(group: StatusGroup, overrides: StatusOverrides): AlertLevel | 'mixed' {
  const [first = 'none', ...others] = statusesOfGroup(group, overrides).map((code) => meaningOfStatus(code, overrides).alert);
  return others.every((alert) => alert === first) ? first : 'mixed';
}

/** The overrides with every status of a group announced as `alert`. */
export function withGroupAlert(overrides: StatusOverrides, group: StatusGroup, alert: AlertLevel): StatusOverrides {
  return statusesOfGroup(group, overrides).reduce((changed, code) => withStatusOverride(changed, code, { alert }), overrides);
}
