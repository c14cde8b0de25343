import { existsSync, rmSync, statSync } from 'node:fs';
import { createTexts } from '#shared/texts/index.ts';
import { recordingKinds } from '#shared/model/recording.ts';
import type { MadeFile } from '../clips/index.ts';
import { CannotWriteError, keepFile } from '../sound/keepFile.ts';
import { peaksPath } from '../sound/prepare.ts';
import { embeddedSound, factsOfFile, writeBase64, writeText } from './embedded.ts';
import type { EvidenceJob } from './job.ts';
import { outlineOf } from './outline.ts';
import { pageHead, pageTail, soundIsland, type ShownRecording } from './page.ts';

/**
 * Writes a call as one page that needs nothing from anywhere: facts, transcript, the waves, the sounds, and where the
 * recordings are from with their digests. Reads and writes in pieces, and blocks while it does: for a thread of its own.
 */
export async function writeEvidence(job: EvidenceJob): Promise<MadeFile> {
  const scratch = (kind: string): string => `${job.into}.${kind}.mp3`;
  try {
    const shown: ShownRecording[] = [];
    for (const kind of recordingKinds) {
      const recording = job.call.recordings.find((known) => known.kind === kind);
      if (recording === undefined) continue;
      const sound = job.sounds.find((known) => known.kind === kind);
      if (sound === undefined || !existsSync(sound.path)) {
        shown.push({ recording, fetched: null, embedded: null, outline: null });
        continue;
      }
      shown.push({
        recording,
        fetched: factsOfFile(sound.path),
        embedded: await embeddedSound(sound, recording.durationMs, scratch(kind)),
        outline: outlineOf(peaksPath(sound.path)),
      });
    }
    const t = createTexts().getFixedT('en', ['evidence', 'player'] as const);
    await keepFile(job.into, (fd) => {
      writeText(fd, pageHead(job, shown, t));
      for (const { recording, embedded } of shown) {
        if (embedded === null) continue;
        const { before, after } = soundIsland(recording.kind, embedded);
        writeText(fd, before);
        writeBase64(fd, embedded.path);
        writeText(fd, after);
      }
      writeText(fd, pageTail());
    });
    return { verdict: 'ok', bytes: statSync(job.into).size };
  } catch (error) {
    if (error instanceof CannotWriteError) return { verdict: 'cannot-write' };
    throw error;
  } finally {
    for (const kind of recordingKinds) rmSync(scratch(kind), { force: true });
  }
}
