import type { SettingsPatch } from '#shared/model/settings.ts';
import { readTlsFiles } from './receiver/index.ts';
import type { createSettings } from './settings/index.ts';
import { storageFaultOf } from './store/index.ts';

type SettingsKeeper = Pick<ReturnType<typeof createSettings>, 'update'>;

/** Saves a change of the settings, or says what is wrong with it, or with where it is to be saved. */
export function savePatch(settings: SettingsKeeper, patch: SettingsPatch): ReturnType<SettingsKeeper['update']> {
  // Else the next start would fail, and with it the screen to mend it on.
  const files = patch.receiver?.tls ?? null;
  const read = files === null ? null : readTlsFiles(files);
  if (read?.ok === false) return { ok: false, problems: [{ setting: 'receiver.tls', problem: read.problem }] };
  try {
    return settings.update(patch);
  } catch (error) {
    const fault = storageFaultOf(error);
    if (fault === null) throw error;
    const [[section, members] = ['settings', {}]] = Object.entries(patch);
    const why = fault === 'disk-full' ? 'the disk is full' : fault === 'read-only' ? 'the data folder cannot be written to' : 'the disk does not take it';
    return { ok: false, problems: [{ setting: [section, ...Object.keys(members ?? {}).slice(0, 1)].join('.'), problem: `cannot be saved: ${why}` }] };
  }
}
