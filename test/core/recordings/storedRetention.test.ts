import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createRecordings } from '../../../electron/core/recordings/index.ts';
import type { RecordingRules, Recordings } from '../../../electron/core/recordings/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { ranged, startRecordingHost } from '../../support/recordingHost.ts';
import { asPcm16, aTone, aWav } from '../../support/wav.ts';

const wav = aWav({ data: asPcm16(aTone(2)) });
const day = 86_400_000;
const ids = ['first', 'starred', 'noted', 'outcome', 'last'];

interface Kept {
  readonly db: DerivedStore;
  readonly recordings: Recordings;
  readonly rule: (rules: Partial<RecordingRules>) => void;
  readonly states: () => (string | undefined)[];
  /** Which calls' sounds are whole files of the folder. */
  readonly whole: () => Promise<string[]>;
}

/** Five calls whose recordings came a day after each other into a real folder, one of them starred, one noted, one with an outcome. */
async function withKept(check: (kept: Kept) => Promise<void>): Promise<void> {
  let nowMs = 1_790_841_700_000;
  await using host = await startRecordingHost({ '/x.wav': ranged(wav) });
  using db = openDerivedStore({ now: () => nowMs });
  const dir = join(db.dir, 'recordings');
  let inForce: RecordingRules = { allowedPrivateHosts: [host.host], maxFileMiB: 512, budgetGiB: 0, keepDays: 0 };
  const recordings = createRecordings({
    dir,
    madeDir: join(db.dir, 'made'),
    queue: { ...db.store, keptBytes: async () => db.reading.keptSounds().bytes },
    rules: () => inForce,
    samplesDir: join(db.dir, 'samples'),
    peaksThread: new URL('../../../electron/core/threads/peaks.ts', import.meta.url),
    onChange: () => {},
    now: () => nowMs,
    random: () => 0.5,
    log: { info: () => {}, warn: () => {} },
  });
  recordings.start();
  const recording = (callId: string) => db.reading.getRecording(callId, 'composite');
  try {
    for (const callId of ids) {
      db.push(aPush({ callId, fullAudioUrl: `${host.url}/x.wav` }, { receivedAtMs: nowMs }));
      recordings.wake();
      await vi.waitFor(() => expect(recording(callId)?.state).toBe('ready'), { timeout: 15_000 });
      nowMs += day;
    }
    db.store.setReviews(['starred'], { starred: true }, false);
    db.store.addNote('noted', { text: 'Angry.', momentMs: 500 });
    db.store.setReviews(['outcome'], { outcome: 'Called back', read: true, addTags: ['VIP'] }, false);
    await check({
      db,
      recordings,
      rule(rules) {
        inForce = { ...inForce, ...rules };
        recordings.rulesChanged();
      },
      states: () => ids.map((callId) => recording(callId)?.state),
      async whole() {
        const files = await Promise.all(ids.map(async (callId) => ({ callId, file: recording(callId)?.file ?? null })));
        const read = await Promise.all(files.map(async ({ callId, file }) => (file !== null && (await readFile(join(dir, file))).equals(wav) ? [callId] : [])));
        expect(readdirSync(dir).filter((name) => name.endsWith('.wav'))).toHaveLength(read.flat().length);
        return read.flat();
      },
    });
  } finally {
    await recordings.close();
  }
}

describe('what makes room of the calls in the store', () => {
  it('is no sound of a starred or noted call, however little room there is', async () => {
    await withKept(async ({ db, recordings, rule, states, whole }) => {
      rule({ budgetGiB: 1 / 1024 ** 3 });
      await vi.waitFor(() => expect(states()).toEqual(['freed', 'ready', 'ready', 'freed', 'freed']), { timeout: 15_000 });
      await vi.waitFor(async () => expect(await whole()).toEqual(['starred', 'noted']), { timeout: 15_000 });
      await vi.waitFor(() => expect(db.reading.keptSounds()).toMatchObject({ files: 2, freeableFiles: 0, freedFiles: 3 }), { timeout: 15_000 });
      expect(await recordings.free(Number.MAX_SAFE_INTEGER)).toEqual({ bytes: 0, files: 0 });

      db.store.setReviews(['starred'], { starred: false }, false);
      db.store.removeNote(db.reading.getCall('noted')?.review.notes[0]?.id ?? 0);
      db.store.undo(null);
      expect(await recordings.free(Number.MAX_SAFE_INTEGER)).toMatchObject({ files: 1 });
      expect([states(), await whole()]).toEqual([['freed', 'freed', 'ready', 'freed', 'freed'], ['noted']]);
    });
  });

  it('is no sound of a starred or noted call, however old it is', async () => {
    await withKept(async ({ rule, states, whole }) => {
      rule({ keepDays: 2 });
      await vi.waitFor(() => expect(states()).toEqual(['freed', 'ready', 'ready', 'freed', 'ready']), { timeout: 15_000 });
      await vi.waitFor(async () => expect(await whole()).toEqual(['starred', 'noted', 'last']), { timeout: 15_000 });
    });
  });
});
