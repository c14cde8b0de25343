import type { Settings } from '#shared/model/settings.ts';

/** Dotted name of every setting; `statuses` is one setting, edited as a table. */
export type SettingName = {
  [S in keyof Settings]: S extends 'statuses' ? S : `${S}.${Extract<keyof Settings[S], string>}`;
}[keyof Settings];

/** The keys are made by the core and only shown. */
const shownNames = ['receiver.key', 'receiver.previousKeys', 'ui.key'] as const satisfies readonly SettingName[];
export type EditableName = Exclude<SettingName, (typeof shownNames)[number]>;

export const sectionNames = ['receiving', 'senders', 'platform', 'statuses', 'desk', 'recordings', 'backups', 'screen'] as const;
export type SectionName = (typeof sectionNames)[number];

export function isSection(name: SectionName | EditableName): name is SectionName {
  return sectionNames.some((section) => section === name);
}

/** Where on the screen each setting stands; being exhaustive, it fails to compile when a setting has no place. */
export const sectionOfSetting: Readonly<Record<SettingName, SectionName>> = {
  'receiver.key': 'receiving',
  'receiver.host': 'receiving',
  'receiver.port': 'receiving',
  'receiver.publicBaseUrl': 'receiving',
  'receiver.answer': 'receiving',
  'receiver.previousKeys': 'senders',
  'receiver.signature': 'senders',
  'receiver.basic': 'senders',
  'receiver.allowedAddresses': 'senders',
  'receiver.trustedProxies': 'senders',
  'receiver.tls': 'senders',
  'platform.timeZone': 'platform',
  'platform.currency': 'platform',
  statuses: 'statuses',
  'desk.callBackBy': 'desk',
  'desk.sipDomain': 'desk',
  'desk.outcomes': 'desk',
  'recordings.allowedPrivateHosts': 'recordings',
  'recordings.maxFileMiB': 'recordings',
  'recordings.budgetGiB': 'recordings',
  'recordings.keepDays': 'recordings',
  'backups.everyHours': 'backups',
  'backups.keep': 'backups',
  'ui.theme': 'screen',
  'ui.port': 'screen',
  'ui.key': 'screen',
  'desktop.preventSleep': 'screen',
  'desktop.closeToTray': 'screen',
  'desktop.startAtLogin': 'screen',
  'desktop.startHidden': 'screen',
};

/** Settings that a listener holds: a change takes effect at the next start. */
const readAtStart: ReadonlySet<SettingName> = new Set<SettingName>(['receiver.host', 'receiver.port', 'receiver.tls', 'ui.port']);

/** Whether a change of the setting takes effect only at the next start. */
export function needsRestart(name: SettingName): boolean {
  return readAtStart.has(name);
}

/** What the environment variable and the flag that decide a setting are called. */
export const deciderNames: Readonly<Partial<Record<SettingName, Readonly<Partial<Record<'environment' | 'flag', string>>>>>> = {
  'receiver.host': { environment: 'EARSHOT_HOST', flag: '--host' },
  'receiver.port': { environment: 'EARSHOT_PORT', flag: '--port' },
  'receiver.allowedAddresses': { environment: 'EARSHOT_ALLOWED_ADDRESSES' },
  'receiver.trustedProxies': { environment: 'EARSHOT_TRUSTED_PROXIES' },
  'ui.port': { environment: 'EARSHOT_UI_PORT', flag: '--ui-port' },
  'recordings.allowedPrivateHosts': { environment: 'EARSHOT_RECORDING_HOSTS' },
};

/** The settings of a section that can be edited, in the order of the screen. */
export function editableNames(section: SectionName): EditableName[] {
  return allEditable.filter((name) => sectionOfSetting[name] === section);
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(sectionOfSetting, name);
}

function isEditable(name: string): name is EditableName {
  return isSettingName(name) && !shownNames.some((shown) => shown === name);
}

export const allEditable: readonly EditableName[] = Object.keys(sectionOfSetting).filter(isEditable);

/** The editable setting that a dotted path, such as `receiver.answer.contentType`, belongs to. */
export function settingAt(path: string): EditableName | undefined {
  return allEditable.find((name) => path === name || path.startsWith(`${name}.`));
}
