import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSoundFolder } from '../../../electron/core/recordings/files.ts';
import { lookAtKept, type KeptSound, type SeenSound } from '../../../electron/core/recordings/looking.ts';
import { createSoundThread } from '../../../electron/core/recordings/soundThread.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const fileOf = (letter: string, extension = '.wav'): string => `${letter.repeat(40)}${extension}`;

it('looks at what an earlier Earshot has kept, and removes none of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-looking-'));
  const log = { info: () => {}, warn: () => {} };
  const thread = createSoundThread(new URL('../../../electron/core/threads/peaks.ts', import.meta.url), log);
  try {
    writeFileSync(join(dir, fileOf('a')), aWav({ data: asPcm16(aTone(2)) }));
    writeFileSync(join(dir, fileOf('b')), 'RIFF....WAVE is not all that it takes');
    copyFileSync(join(dir, fileOf('a')), join(dir, fileOf('c')));
    const unseen: KeptSound[] = ['a', 'b', 'c', 'd'].map((letter, callRow) => ({ callRow, kind: 'composite', file: fileOf(letter) }));
    const seen: [string, SeenSound][] = [];
    await lookAtKept({
      queue: {
        unseenSounds: (limit) => unseen.slice(0, limit),
        markSeen({ file }, found) {
          unseen.splice(unseen.findIndex((sound) => sound.file === file), 1);
          seen.push([file.charAt(0), found]);
        },
      },
      folder: createSoundFolder(dir),
      thread,
      isBusy: () => false,
      onChange: () => {},
      signal: new AbortController().signal,
      log,
    });
    expect(seen).toMatchObject([
      ['a', { codec: 'pcm', channels: 1, form: 'original', durationMs: 2000, hasPeaks: true }],
      ['b', { codec: null, form: 'no', hasPeaks: false }],
      ['c', { codec: 'pcm', form: 'original' }],
      // Gone from the folder.
      ['d', { codec: null, diskBytes: 0 }],
    ]);
    expect(await createSoundFolder(dir).open(fileOf('b'))).not.toBeNull();
  } finally {
    await thread.close();
    rmSync(dir, { recursive: true });
  }
});
