import type * as Electron from 'electron';
import { strict, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

/** nativeImage, as far as raw pixels go; an image remembers the sizes it has. */
export function createNativeImages(): typeof Electron.nativeImage {
  class NativeImage extends strictEmitter('NativeImage') implements Part<Electron.NativeImage> {
    readonly #sizes = new Map<number, Electron.Size>();

    addRepresentation({ scaleFactor = 1, width = 0, height = 0, buffer }: Electron.AddRepresentationOptions): void {
      if (buffer?.length !== width * height * 4) throw new Error('invalid buffer');
      this.#sizes.set(scaleFactor, { width, height });
    }

    getSize(scaleFactor = 1): Electron.Size {
      return this.#sizes.get(scaleFactor) ?? { width: 0, height: 0 };
    }

    getScaleFactors(): number[] {
      return [...this.#sizes.keys()];
    }

    isEmpty(): boolean {
      return this.#sizes.size === 0;
    }
  }

  return strict<typeof Electron.nativeImage>('NativeImage', {
    createFromBitmap(buffer, { width, height, scaleFactor = 1 }) {
      const image = whole<Electron.NativeImage>(new NativeImage());
      image.addRepresentation({ scaleFactor, width, height, buffer });
      return image;
    },
  });
}
