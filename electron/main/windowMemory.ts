import { readFileSync, writeFileSync } from 'node:fs';
import { rememberedSchema } from './windowPlace.ts';
import type { Remembered } from './windowPlace.ts';

/** Keeps how the window was left, in a file. */
export interface WindowMemory {
  /** Empty where nothing, or nothing that can be read, was kept. */
  read(): Remembered;
  /** Keeps these; what is left out stays as it was. */
  keep(remembered: Remembered): void;
}

export function createWindowMemory(file: string): WindowMemory {
  function read(): Remembered {
    try {
      return rememberedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return {};
    }
  }

  return {
    read,
    keep(remembered) {
      try {
        writeFileSync(file, `${JSON.stringify({ ...read(), ...remembered })}\n`);
      } catch {
        // A convenience: the window opens at its usual place the next time.
      }
    },
  };
}
