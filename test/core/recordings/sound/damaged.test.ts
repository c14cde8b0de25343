import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preparedSoundSchema, prepareSound } from '../../../../electron/core/recordings/sound/index.ts';
import { soundFiles } from '../../../support/sounds.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-damaged-'));
  // Decoders complain aloud of what they are given.
  for (const level of ['error', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

const compressed = soundFiles.filter(({ codec }) => !['pcm', 'float', 'alaw', 'mulaw'].includes(codec));
const damage = fc.record({
  /** Where it ends, of its length. */
  end: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  changes: fc.array(fc.tuple(fc.oneof(fc.double({ min: 0, max: 0.02, noNaN: true }), fc.double({ min: 0, max: 0.999, noNaN: true })), fc.nat(255)), { maxLength: 12 }),
});

describe('prepareSound', () => {
  it.each(compressed)('has an answer to every damage of $name, and leaves nothing half written', async ({ name, bytes }) => {
    const path = join(dir, name);
    await fc.assert(
      fc.asyncProperty(damage, async ({ end, changes }) => {
        const sound = Buffer.from(bytes().subarray(0, Math.round(bytes().length * end)));
        for (const [at, byte] of changes) if (sound.length > 0) sound[Math.floor(at * sound.length)] = byte;
        writeFileSync(path, sound);
        const prepared = await prepareSound(path);
        expect(preparedSoundSchema.parse(prepared)).toEqual(prepared);
        expect(readdirSync(dir).filter((file) => file.endsWith('.part'))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
