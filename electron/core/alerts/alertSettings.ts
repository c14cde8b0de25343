import type { AlertsView } from '#shared/model/alert.ts';
import { alertRulesSchema, isStatusRule, usualAlertRules, withStatusRules } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { withRule } from './preview.ts';

interface KeptSettings extends Omit<AlertsView, 'rules'> {
  /** Null where nobody ever changed a rule. */
  readonly rules: readonly AlertRule[] | null;
}

interface Deps {
  readonly read: () => KeptSettings;
  readonly write: (settings: KeptSettings) => void;
  /** A status with an alert of its own has a rule for it, which is changed in the settings. */
  readonly statuses: () => StatusOverrides;
  readonly onChange: () => void;
  readonly now: () => number;
}

/** What the operator decided of alerts; every change is kept and told of. */
export interface AlertSettings {
  current(): AlertsView;
  /** Puts a rule in the place of the one with its id, or before all others; false where there are too many, and for one of a status. */
  save(rule: AlertRule): boolean;
  /** False where there is none such. */
  remove(id: string): boolean;
  /** Ids that are left out stay behind those that are named. */
  reorder(ids: readonly string[]): void;
  configure(change: Partial<Pick<AlertsView, 'quietHours' | 'volume'>>): void;
  pause(minutes: number): void;
}

export function createAlertSettings({ read, write, statuses, onChange, now }: Deps): AlertSettings {
  let kept = read();

  const rules = (): readonly AlertRule[] => kept.rules ?? usualAlertRules;
  function change(changed: Partial<KeptSettings>): void {
    const next = { ...kept, ...changed };
    write(next);
    kept = next;
    onChange();
  }

  return {
    current() {
      const { pausedUntilMs } = kept;
      return { ...kept, rules: withStatusRules(rules(), statuses()), pausedUntilMs: pausedUntilMs !== null && now() < pausedUntilMs ? pausedUntilMs : null };
    },
    save(rule) {
      const next = withRule(rules(), rule);
      if (isStatusRule(rule) || !alertRulesSchema.safeParse(next).success) return false;
      change({ rules: next });
      return true;
    },
    remove(id) {
      const next = rules().filter((rule) => rule.id !== id);
      if (next.length === rules().length) return false;
      change({ rules: next });
      return true;
    },
    reorder(ids) {
      const place = (rule: AlertRule): number => (ids.includes(rule.id) ? ids.indexOf(rule.id) : ids.length);
      change({ rules: rules().toSorted((a, b) => place(a) - place(b)) });
    },
    configure: change,
    pause: (minutes) => change({ pausedUntilMs: minutes === 0 ? null : now() + minutes * 60_000 }),
  };
}
