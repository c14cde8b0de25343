import { settingsPatchSchema } from '#shared/model/settings.ts';
import type { SettingsPatch } from '#shared/model/settings.ts';
import { AppError } from '#shared/errors.ts';
import { problemsOf } from '#shared/model/problems.ts';

/** A port or any other whole number as the environment writes it; text that is none stays text, for the schema to refuse. */
const asNumber = (text: string): number | string => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : text);
const asList = (text: string): string[] => text.split(',').map((item) => item.trim()).filter((item) => item !== '');

/** The variables that decide settings, each with the setting's dotted name and how its text is read. */
const variables = [
  { variable: 'EARSHOT_HOST', section: 'receiver', member: 'host', read: (text: string): unknown => text.trim() },
  { variable: 'EARSHOT_PORT', section: 'receiver', member: 'port', read: asNumber },
  { variable: 'EARSHOT_ALLOWED_ADDRESSES', section: 'receiver', member: 'allowedAddresses', read: asList },
  { variable: 'EARSHOT_TRUSTED_PROXIES', section: 'receiver', member: 'trustedProxies', read: (text: string): unknown => (/^\s*\d+\s*$/.test(text) ? Number(text) : asList(text)) },
  { variable: 'EARSHOT_UI_PORT', section: 'ui', member: 'port', read: asNumber },
  { variable: 'EARSHOT_RECORDING_HOSTS', section: 'recordings', member: 'allowedPrivateHosts', read: asList },
] as const;

/**
 * The settings that the environment decides; unset and empty variables decide nothing. Throws `settings-invalid` with
 * the variable's name where its text does not fit.
 */
export function environmentOverrides(env: Readonly<Record<string, string | undefined>>): SettingsPatch {
  const patch: Record<string, Record<string, unknown>> = {};
  for (const { variable, section, member, read } of variables) {
    const text = env[variable];
    if (text === undefined || text.trim() === '') continue;
    patch[section] = { ...patch[section], [member]: read(text) };
  }
  const parsed = settingsPatchSchema.safeParse(patch);
  if (parsed.success) return parsed.data;
  const [problem] = problemsOf(parsed.error.issues, patch);
  const culprit = variables.find(({ section, member }) => problem?.setting.startsWith(`${section}.${member}`));
  throw new AppError('settings-invalid', `The environment variable ${culprit?.variable ?? 'EARSHOT_…'} ${problem?.problem ?? 'does not fit'}.`);
}
