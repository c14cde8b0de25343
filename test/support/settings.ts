import { settingsSchema, shownSettings } from '#shared/model/settings.ts';
import type { Settings, SettingsView } from '#shared/model/settings.ts';

type Part<T> = { readonly [K in keyof T]?: Partial<T[K]> };

/** Settings with every default and legible keys, changed by `part`. */
export function aSettings(part: Part<Settings> = {}): Settings {
  return settingsSchema.parse({
    ...part,
    receiver: { key: 'push-key-0123456789abcdef', ...part.receiver },
    ui: { key: 'access-key-0123456789abcdef', ...part.ui },
  });
}

/** The settings as the screen gets them. */
export function aSettingsView(part: Part<Settings> = {}, more: Partial<SettingsView> = {}): SettingsView {
  const settings = aSettings(part);
  const { host, port, key, publicBaseUrl } = settings.receiver;
  return {
    settings: shownSettings(settings, 0),
    pushUrl: `http://${host}:${port}/push/${key}`,
    publicPushUrl: publicBaseUrl === null ? null : `${publicBaseUrl}/push/${key}`,
    decidedBy: {},
    restartNeeded: [],
    recentSources: [],
    ...more,
  };
}
