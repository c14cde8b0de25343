import type * as Electron from 'electron';
import { strictEmitter } from './strict.ts';
import type { Part } from './strict.ts';

/** Tray. Nothing shows it: what it is given is checked, and a test reads it as it is given. */
export function createTrayClass(isReady: () => boolean): typeof Electron.Tray {
  class Tray extends strictEmitter('Tray') implements Part<Electron.Tray> {
    #isDestroyed = false;

    constructor(image: Electron.NativeImage | string) {
      super();
      if (!isReady()) throw new Error('Cannot create Tray before app is ready');
      this.setImage(image);
    }

    setImage(image: Electron.NativeImage | string): void {
      if (typeof image === 'string' || image.isEmpty()) throw new TypeError('Error processing argument at index 0, conversion failure');
    }

    setToolTip(): void {}
    setContextMenu(): void {}

    setTitle(): void {
      if (process.platform !== 'darwin') throw new Error('The double of electron has a title beside the tray on macOS only');
    }

    destroy(): void {
      this.#isDestroyed = true;
    }

    isDestroyed(): boolean {
      return this.#isDestroyed;
    }
  }
  return Tray as unknown as typeof Electron.Tray; // a part, which throws the names of the rest
}
