import { z } from 'zod';

/** How calls are filed on the desk; `unknown` holds statuses that nobody has given a group yet. */
export const statusGroups = ['answered', 'handover', 'lost', 'unreached', 'fault', 'unknown'] as const;
export const statusGroupSchema = z.enum(statusGroups);
export type StatusGroup = z.infer<typeof statusGroupSchema>;

/** What the settings may say of a status in the place of the alert rules, from silent to told of until it is handled. */
export const alertLevels = ['none', 'badge', 'normal', 'urgent', 'urgent-repeat'] as const;
export const alertLevelSchema = z.enum(alertLevels);
export type AlertLevel = z.infer<typeof alertLevelSchema>;

/** What a `resultStatus` means to an operator; each of these can be changed in settings. */
export interface StatusMeaning {
  /** The operator's own word; null where the catalogue's word for the code stands (`shared/texts`). */
  readonly label: string | null;
  readonly group: StatusGroup;
  /** Whether a call of this status asks to be called back: it raises a rescue card. */
  readonly rescue: boolean;
}

/** A status of the vendor's page, with the page's own words for it. */
export interface KnownStatus {
  readonly vendorWords: string;
  readonly group: StatusGroup;
  /** Absent: it raises none. */
  readonly rescue?: boolean;
}

/** The twelve values of `resultStatus` on the vendor's page, in its order. */
export const knownStatuses: Readonly<Record<string, KnownStatus>> = {
  ANSWERED: { vendorWords: 'answer', group: 'answered' },
  NO_ANSWER: { vendorWords: 'no answer', group: 'unreached' },
  BUSY: { vendorWords: 'busy line', group: 'unreached' },
  POWER_OFF: { vendorWords: 'shutdown', group: 'unreached' },
  OUT_OF_SERVICE: { vendorWords: 'shutdown', group: 'unreached' },
  REFUSED: { vendorWords: 'rejected', group: 'unreached' },
  VACANT_NUMBER: { vendorWords: 'empty number', group: 'unreached' },
  CAN_NOT_CONNECT: { vendorWords: 'cannot connect', group: 'unreached' },
  FROM_PHONE_ERROR: { vendorWords: 'caller arrears', group: 'fault' },
  SYSTEM_ERROR: { vendorWords: 'outbound call failed', group: 'fault' },
  CALL_LOSS: { vendorWords: 'call loss customer', group: 'lost', rescue: true },
  TRANSFER_ARTIFICIAL: { vendorWords: 'transfer to manual call loss', group: 'handover', rescue: true },
};

/** Settings that change what a status means; absent members keep the default, which for the alert is what the rules say. */
export const statusOverrideSchema = z.strictObject({
  label: z.string().trim().min(1).max(60).optional(),
  group: statusGroupSchema.optional(),
  alert: alertLevelSchema.optional(),
  rescue: z.boolean().optional(),
});
export type StatusOverrides = Readonly<Record<string, z.infer<typeof statusOverrideSchema>>>;

/**
 * What `status` (as it came, or null where the push had none) means to this operator: the settings first, then the
 * vendor's page, else the group `unknown`.
 */
export function meaningOfStatus(status: string | null, overrides: StatusOverrides): StatusMeaning {
  const code = status ?? '';
  const known = Object.hasOwn(knownStatuses, code) ? knownStatuses[code] : undefined;
  const own = Object.hasOwn(overrides, code) ? overrides[code] : undefined;
  return {
    label: own?.label ?? null,
    group: own?.group ?? known?.group ?? 'unknown',
    rescue: own?.rescue ?? known?.rescue ?? false,
  };
}

/** The status codes, known or named in settings, that are filed under `group`. */
export function statusesOfGroup(group: StatusGroup, overrides: StatusOverrides): string[] {
  const codes = new Set([...Object.keys(knownStatuses), ...Object.keys(overrides)]);
  return [...codes].filter((code) => meaningOfStatus(code, overrides).group === group);
}

/** What an operator makes of one status; absent members stay as they were. */
export interface StatusChange {
  readonly label?: string;
  readonly group?: StatusGroup;
  /** Null leaves it to the alert rules. */
  readonly alert?: AlertLevel | null;
  readonly rescue?: boolean;
}

/**
 * The overrides with the status `code` changed; `null` resets it. An empty label, and what is as it would be anyway, are
 * no overrides.
 */
export function withStatusOverride(overrides: StatusOverrides, code: string, change: StatusChange | null): StatusOverrides {
  const { [code]: before, ...others } = overrides;
  if (change === null) return others;
  const usual = meaningOfStatus(code, {});
  const { label, group, alert, rescue } = { ...before, ...change };
  const own = {
    ...(label !== undefined && label.trim() !== '' ? { label } : {}),
    ...(group !== undefined && group !== usual.group ? { group } : {}),
    ...(alert === undefined || alert === null ? {} : { alert }),
    ...(rescue !== undefined && rescue !== usual.rescue ? { rescue } : {}),
  };
  return Object.keys(own).length === 0 ? others : { ...others, [code]: own };
}
