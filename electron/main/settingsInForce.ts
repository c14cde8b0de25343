import { nativeTheme, powerSaveBlocker } from 'electron';
import type { Settings } from '#shared/model/settings.ts';
import { applyLoginItem } from './loginItem.ts';

/** What the system is asked to do by the settings: the theme, to stay awake, and to start Earshot at login. */
export interface SettingsInForce {
  apply(settings: Settings): void;
}

export function createSettingsInForce({ log }: Parameters<typeof applyLoginItem>[1]): SettingsInForce {
  let blocker: number | null = null;

  function keepAwake(wanted: boolean): void {
    // The display may turn off all the same.
    if (wanted) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  }

  return {
    apply({ ui, desktop }) {
      nativeTheme.themeSource = ui.theme;
      keepAwake(desktop.preventSleep);
      applyLoginItem(desktop, { log });
    },
  };
}
