import { settingsPatchSchema } from '#shared/model/settings.ts';
import type { PushAnswer, Settings, SettingsPatch, ShownSettings } from '#shared/model/settings.ts';
import { knownStatuses } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { allEditable, settingAt } from './settingNames.ts';
import type { EditableName } from './settingNames.ts';

/** The answer while it is edited: an own text survives a look at the other kinds. */
interface AnswerForm {
  readonly kind: PushAnswer['kind'];
  readonly text: string;
  readonly contentType: string;
}

/** A secret that is kept is never shown: an empty field stands for it, `isKept` tells of it. */
interface SignatureForm {
  readonly isOn: boolean;
  readonly isKept: boolean;
  readonly apiKey: string;
  readonly secret: string;
  readonly windowMinutes: string;
}

interface BasicForm {
  readonly isOn: boolean;
  readonly isKept: boolean;
  readonly user: string;
  readonly password: string;
}

interface ProxiesForm {
  readonly kind: 'none' | 'number' | 'addresses';
  readonly count: string;
  readonly addresses: readonly string[];
}

interface TlsForm {
  readonly isOn: boolean;
  readonly certFile: string;
  readonly keyFile: string;
}

/** What the fields hold while they are edited; numbers are the text that was typed. */
export interface SettingsForm {
  readonly 'receiver.host': string;
  readonly 'receiver.port': string;
  readonly 'receiver.publicBaseUrl': string;
  readonly 'receiver.answer': AnswerForm;
  readonly 'receiver.signature': SignatureForm;
  readonly 'receiver.basic': BasicForm;
  readonly 'receiver.allowedAddresses': readonly string[];
  readonly 'receiver.trustedProxies': ProxiesForm;
  readonly 'receiver.tls': TlsForm;
  readonly 'desk.callBackBy': Settings['desk']['callBackBy'];
  readonly 'desk.sipDomain': string;
  readonly 'platform.timeZone': string;
  readonly 'platform.currency': string;
  readonly statuses: StatusOverrides;
  readonly 'desk.outcomes': readonly string[];
  readonly 'recordings.allowedPrivateHosts': readonly string[];
  readonly 'recordings.maxFileMiB': string;
  readonly 'recordings.budgetGiB': string;
  readonly 'recordings.keepDays': string;
  readonly 'backups.everyHours': string;
  readonly 'backups.keep': string;
  readonly 'ui.theme': Settings['ui']['theme'];
  readonly 'ui.port': string;
  readonly 'desktop.preventSleep': boolean;
  readonly 'desktop.closeToTray': boolean;
  readonly 'desktop.startAtLogin': boolean;
  readonly 'desktop.startHidden': boolean;
}

/** What the fields show for these settings. */
export function formOf(settings: ShownSettings): SettingsForm {
  const { answer, signature, basic, trustedProxies, tls } = settings.receiver;
  return {
    'receiver.host': settings.receiver.host,
    'receiver.port': String(settings.receiver.port),
    'receiver.publicBaseUrl': settings.receiver.publicBaseUrl ?? '',
    'receiver.answer': answer.kind === 'own' ? answer : { kind: answer.kind, text: '', contentType: 'text/plain; charset=utf-8' },
    'receiver.signature': { isOn: signature !== null, isKept: signature !== null, apiKey: signature?.apiKey ?? '', secret: '', windowMinutes: String(signature?.windowMinutes ?? 5) },
    'receiver.basic': { isOn: basic !== null, isKept: basic !== null, user: basic?.user ?? '', password: '' },
    'receiver.allowedAddresses': settings.receiver.allowedAddresses,
    'receiver.trustedProxies': proxiesFormOf(trustedProxies),
    'receiver.tls': { isOn: tls !== null, certFile: tls?.certFile ?? '', keyFile: tls?.keyFile ?? '' },
    'desk.callBackBy': settings.desk.callBackBy,
    'desk.sipDomain': settings.desk.sipDomain ?? '',
    'platform.timeZone': settings.platform.timeZone,
    'platform.currency': settings.platform.currency,
    statuses: settings.statuses,
    'desk.outcomes': settings.desk.outcomes,
    'recordings.allowedPrivateHosts': settings.recordings.allowedPrivateHosts,
    'recordings.maxFileMiB': String(settings.recordings.maxFileMiB),
    'recordings.budgetGiB': String(settings.recordings.budgetGiB),
    'recordings.keepDays': String(settings.recordings.keepDays),
    'backups.everyHours': String(settings.backups.everyHours),
    'backups.keep': String(settings.backups.keep),
    'ui.theme': settings.ui.theme,
    'ui.port': String(settings.ui.port),
    'desktop.preventSleep': settings.desktop.preventSleep,
    'desktop.closeToTray': settings.desktop.closeToTray,
    'desktop.startAtLogin': settings.desktop.startAtLogin,
    'desktop.startHidden': settings.desktop.startHidden,
  };
}

/** The settings that differ between what the fields hold and `settings`. */
export function changedNames(form: SettingsForm, settings: ShownSettings): EditableName[] {
  const kept = formOf(settings);
  return allEditable.filter((name) => inOrder(valueOf(form, name)) !== inOrder(valueOf(kept, name)));
}

export type CheckedChange =
  | { readonly ok: true; readonly patch: SettingsPatch }
  | { readonly ok: false; readonly names: readonly EditableName[] };

/** The change that `names` of the form make, or the settings among them that do not fit. */
export function checkedChange(form: SettingsForm, names: readonly EditableName[]): CheckedChange {
  const change: Record<string, unknown> = {};
  for (const name of names) {
    const [section = name, member] = name.split('.');
    if (member === undefined) change[section] = valueOf(form, name);
    else change[section] = { ...recordOr(change[section]), [member]: valueOf(form, name) };
  }
  const parsed = settingsPatchSchema.safeParse(change);
  if (parsed.success) return { ok: true, patch: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => settingAt(path.map(String).join('.'))));
  return { ok: false, names: names.filter((name) => wrong.has(name)) };
}

/** The statuses to show: the vendor's, then those named in settings or seen in calls, by name. */
export function statusCodes(overrides: StatusOverrides, seen: readonly string[]): string[] {
  const others = [...new Set([...Object.keys(overrides), ...seen])].filter((code) => code !== '' && !Object.hasOwn(knownStatuses, code));
  return [...Object.keys(knownStatuses), ...others.toSorted((a, b) => a.localeCompare(b, 'en'))];
}

/** What a field stands for, as the settings write it; text that is no number stays text, for the schema to refuse. */
function valueOf(form: SettingsForm, name: EditableName): unknown {
  switch (name) {
    case 'receiver.port':
    case 'recordings.maxFileMiB':
    case 'recordings.budgetGiB':
    case 'recordings.keepDays':
    case 'backups.everyHours':
    case 'backups.keep':
    case 'ui.port':
      return numberOr(form[name]);
    case 'receiver.host':
      return form[name].trim();
    case 'receiver.publicBaseUrl':
    case 'desk.sipDomain':
      return form[name].trim() === '' ? null : form[name].trim();
    case 'receiver.answer': {
      const { kind, text, contentType } = form[name];
      return kind === 'own' ? { kind, text, contentType: contentType.trim() } : { kind };
    }
    case 'receiver.signature': {
      const { isOn, isKept, apiKey, secret, windowMinutes } = form[name];
      return isOn ? { apiKey: apiKey.trim(), windowMinutes: numberOr(windowMinutes), ...(secret === '' && isKept ? {} : { secret }) } : null;
    }
    case 'receiver.basic': {
      const { isOn, isKept, user, password } = form[name];
      return isOn ? { user, ...(password === '' && isKept ? {} : { password }) } : null;
    }
    case 'receiver.trustedProxies': {
      const { kind, count, addresses } = form[name];
      // That none is trusted is a choice of its own, not the number 0 or an empty list.
      if (kind === 'number') return count.trim() === '0' ? '' : numberOr(count);
      return kind === 'none' ? 0 : addresses.length === 0 ? '' : addresses;
    }
    case 'receiver.tls': {
      const { isOn, certFile, keyFile } = form[name];
      return isOn ? { certFile: certFile.trim(), keyFile: keyFile.trim() } : null;
    }
    case 'receiver.allowedAddresses':
    case 'desk.callBackBy':
    case 'platform.timeZone':
    case 'platform.currency':
    case 'statuses':
    case 'desk.outcomes':
    case 'recordings.allowedPrivateHosts':
    case 'ui.theme':
    case 'desktop.preventSleep':
    case 'desktop.closeToTray':
    case 'desktop.startAtLogin':
    case 'desktop.startHidden':
      return form[name];
  }
}

function numberOr(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text) : text;
}

function proxiesFormOf(trusted: ShownSettings['receiver']['trustedProxies']): ProxiesForm {
  if (typeof trusted !== 'number') return { kind: trusted.length === 0 ? 'none' : 'addresses', count: '1', addresses: trusted };
  return trusted === 0 ? { kind: 'none', count: '1', addresses: [] } : { kind: 'number', count: String(trusted), addresses: [] };
}

/** JSON with the members of objects in order, so that equal values have equal texts. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member) ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
}

function recordOr(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
