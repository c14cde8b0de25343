import { app, BrowserWindow } from 'electron';
import type { Core } from '#core';
import { soundPlace } from '#shared/contract/desktop.ts';
import type { AlertSound } from '#shared/model/alertRule.ts';
import type { Desk } from './desk.ts';
import { isDoNotDisturb } from './doNotDisturb.ts';
import { pageAddress } from './pageAddress.ts';

interface Deps {
  readonly core: Pick<Core, 'client' | 'command'>;
  readonly desk: Pick<Desk, 'window'>;
  readonly log: { warn(details: object, message: string): void };
}

/** Makes Earshot's own sounds, in the operator's volume, unless the system is not to disturb. */
export interface Sounding {
  readonly play: (sound: AlertSound) => void;
}

/** No sound is longer. */
const longestSoundMs = 3000;

/** On the desk's page; where the desk is closed, on a page that nobody sees and that goes when the sound has died away. */
export function createSounding({ core, desk, log }: Deps): Sounding {
  // Held here: a window that nobody refers to may be collected.
  let hidden: BrowserWindow | null = null;

  async function play(sound: AlertSound): Promise<void> {
    const [{ volume }, isSilent] = await Promise.all([core.client.alerts.get(), isDoNotDisturb()]);
    if (volume === 0 || isSilent) return;
    if (desk.window() === null) await playHidden(sound, volume);
    else core.command({ kind: 'sound', sound, volume });
  }

  async function playHidden(sound: AlertSound, volume: number): Promise<void> {
    // Not run by a spec: two sounds within three seconds.
    hidden?.destroy();
    const window = new BrowserWindow({
      show: false,
      focusable: false,
      skipTaskbar: true,
      title: app.name,
      // Nobody clicks there: without this a page is silent until somebody has.
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
    });
    hidden = window;
    window.on('closed', () => {
      if (hidden === window) hidden = null;
    });
    await window.loadURL(`${pageAddress}${soundPlace(sound, volume)}`).catch((error: unknown) => {
      // Not run by a spec: the next sound comes while this one's page is being loaded.
      if (!window.isDestroyed()) throw error;
    });
    setTimeout(() => {
      if (!window.isDestroyed()) window.destroy();
    }, longestSoundMs).unref();
  }

  return {
    play(sound) {
      if (sound === 'none') return;
      play(sound).catch(
        // Not run by a spec: the core answers for as long as it runs, and the page is there.
        (error: unknown) => log.warn({ err: error }, 'A sound could not be made'),
      );
    },
  };
}
