import { readFileSync, writeFileSync } from 'node:fs';
import { rememberedSchema } from './windowPlace.ts';
import type { Remembered } from './windowPlace.ts';

/** Keeps how the window was left, in a file. */
export interface WindowMemory {
  /** Null where nothing, or nothing that can be read, was kept. */
  read(): Remembered | null;
  keep(remembered: Remembered): void;
}

export function createWindowMemory(file: string): WindowMemory {
  return {
    read() {
      try {
        return rememberedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    keep(remembered) {
      try {
        writeFileSync(file, `${JSON.stringify(remembered)}\n`);
      } catch {
        // A convenience: the window opens at its usual place the next time.
      }
    },
  };
}
