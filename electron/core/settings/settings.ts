import { AppError } from '#shared/errors.ts';
import { settingsPatchSchema, settingsSchema } from '#shared/model/settings.ts';
import type { Settings, SettingsPatch, SettingsView } from '#shared/model/settings.ts';
import { isSection, laidOver, namesIn } from './layers.ts';
import type { Sections } from './layers.ts';
import { problemsOf } from '#shared/model/problems.ts';
import type { Problem } from '#shared/model/problems.ts';
import { readSettingsFile, writeSettingsFile } from './settingsFile.ts';

interface Deps {
  /** Path of settings.json. */
  readonly file: string;
  readonly overrides: { readonly environment: SettingsPatch; readonly flag: SettingsPatch };
  /** A new secret: url-safe, at least 24 characters. */
  readonly newKey: () => string;
}

type SettingsUpdate = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };

export interface SettingsKeeper {
  /** The settings in force: defaults, then settings.json, then the environment, then flags. */
  current(): Settings;
  decidedBy(): SettingsView['decidedBy'];
  /** Dotted names of settings that only a start reads and that have changed since. */
  restartNeeded(): string[];
  /** The receiver listens as the settings say now, later than the start did. */
  receiverTookSettings(): void;
  /** Checks the change as a whole and writes it to settings.json; a change that does not fit changes nothing. */
  update(patch: SettingsPatch): SettingsUpdate;
  /** Makes a new key for the push address; the one so far works until `endsAtMs`. */
  rotateKey(times: { readonly nowMs: number; readonly endsAtMs: number }): void;
  /** Ends the older keys that end with these characters. */
  endPreviousKey(endsWith: string): void;
}

/**
 * Reads settings.json, adding the keys where they are missing (at the first start the whole file). Throws
 * `settings-invalid`, and leaves the file alone, where a member is unknown or does not fit.
 */
export function createSettings({ file, overrides, newKey }: Deps): SettingsKeeper {
  const found = readSettingsFile(file);
  let written = withKeys(found ?? {}, newKey);
  check(written, file);
  if (written !== found) writeSettingsFile(file, written);

  const inForce = (sections: Sections): Settings => check(laidOver(laidOver(sections, overrides.environment), overrides.flag), file);
  let current = inForce(written);
  let atStart = readAtStart(current);

  function write(next: Sections): void {
    writeSettingsFile(file, next);
    written = next;
    current = inForce(next);
  }

  function writeKeys(keys: Pick<Settings['receiver'], 'key' | 'previousKeys'>): void {
    write(laidOver(written, { receiver: keys }));
  }

  return {
    current: () => current,
    decidedBy: () => ({ ...namesIn(overrides.environment, 'environment'), ...namesIn(overrides.flag, 'flag') }),
    restartNeeded() {
      const before = new Map<string, string | number>(Object.entries(atStart));
      return Object.entries(readAtStart(current)).flatMap(([name, now]) => (now === before.get(name) ? [] : [name]));
    },
    receiverTookSettings() {
      atStart = { ...readAtStart(current), 'ui.port': atStart['ui.port'] };
    },
    update(patch) {
      const parsed = settingsPatchSchema.safeParse(patch);
      if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error.issues, patch) };
      const next = laidOver(written, withKeptSecrets(parsed.data, current));
      const whole = settingsSchema.safeParse(next);
      if (!whole.success) return { ok: false, problems: problemsOf(whole.error.issues, next) };
      write(next);
      return { ok: true };
    },
    rotateKey({ nowMs, endsAtMs }) {
      const { key, previousKeys } = current.receiver;
      const working = previousKeys.filter((previous) => previous.endsAtMs > nowMs);
      // The one that is replaced last is the one that somebody still uses.
      const kept = endsAtMs > nowMs ? [...working, { key, endsAtMs }].slice(-maxPreviousKeys) : working;
      writeKeys({ key: newKey(), previousKeys: kept });
    },
    endPreviousKey(endsWith) {
      const { key, previousKeys } = current.receiver;
      writeKeys({ key, previousKeys: previousKeys.filter((previous) => !previous.key.endsWith(endsWith)) });
    },
  };
}

const maxPreviousKeys = 8;

/** The change with the secrets that it leaves out as they are; one that was never set stays out, for the schema to miss. */
function withKeptSecrets(patch: SettingsPatch, { receiver: now }: Settings): SettingsPatch {
  const { signature, basic } = patch.receiver ?? {};
  if (!signature && !basic) return patch;
  return {
    ...patch,
    receiver: {
      ...patch.receiver,
      ...(signature && { signature: now.signature === null ? signature : { secret: now.signature.secret, ...signature } }),
      ...(basic && { basic: now.basic === null ? basic : { password: now.basic.password, ...basic } }),
    },
  };
}

/** The sections with a key made where one is missing; the very same object where none is. */
function withKeys(sections: Sections, newKey: () => string): Sections {
  const completed = ['receiver', 'ui'].flatMap((name) => {
    const section = sections[name] ?? {};
    return isSection(section) && section['key'] === undefined ? [[name, { ...section, key: newKey() }] as const] : [];
  });
  return completed.length === 0 ? sections : { ...sections, ...Object.fromEntries(completed) };
}

function check(sections: Sections, file: string): Settings {
  const parsed = settingsSchema.safeParse(sections);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error.issues, sections).map(({ setting, problem }) => `${setting} ${problem}`);
  throw new AppError('settings-invalid', `A setting in ${file} does not fit: ${problems.join('; ')}. Mend the file and start Earshot again.`);
}

/** The settings that a listener took at the start, by their dotted names. */
function readAtStart({ receiver, ui }: Settings) {
  return { 'receiver.host': receiver.host, 'receiver.port': receiver.port, 'receiver.tls': JSON.stringify(receiver.tls), 'ui.port': ui.port };
}
