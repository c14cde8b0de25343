import { closeSync, existsSync, fstatSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { encodePeaks, type Peaks } from '#shared/model/peaks.ts';
import { peaksOfMp3 } from './mp3Peaks.ts';
import { readWav } from './wav.ts';
import { peaksOfWav } from './wavPeaks.ts';

export interface PreparedSound {
  /** Null where nobody can tell. */
  readonly durationMs: number | null;
  /** Whether `<file>.dat` is there. */
  readonly hasPeaks: boolean;
}

/** Where the peaks of the sound at `path` are kept. */
export function peaksPath(path: string): string {
  return `${path}.dat`;
}

/**
 * Finds out how long the sound at `path` is and keeps its peaks beside it, unless they are kept already. Reads in pieces
 * and blocks while it does: for a thread of its own.
 */
export async function prepareSound(path: string): Promise<PreparedSound> {
  const isKept = existsSync(peaksPath(path));
  const fd = openSync(path, 'r');
  try {
    const wav = readWav(fd, fstatSync(fd).size);
    if (wav !== null) {
      const peaks = isKept ? null : peaksOfWav(fd, wav);
      if (peaks) keepPeaks(path, peaks);
      return { durationMs: wav.durationMs, hasPeaks: isKept || peaks !== null };
    }
    if (path.endsWith('.mp3') && !isKept) {
      const decoded = await peaksOfMp3(fd);
      if (decoded) {
        keepPeaks(path, decoded.peaks);
        return { durationMs: decoded.durationMs, hasPeaks: true };
      }
    }
  } finally {
    closeSync(fd);
  }
  return { durationMs: await durationByMetadata(path), hasPeaks: isKept };
}

function keepPeaks(path: string, peaks: Peaks): void {
  const temporary = `${peaksPath(path)}.part`;
  writeFileSync(temporary, encodePeaks(peaks));
  renameSync(temporary, peaksPath(path));
}

async function durationByMetadata(path: string): Promise<number | null> {
  const { parseFile } = await import('music-metadata');
  const { format } = await parseFile(path, { duration: true, skipCovers: true });
  return format.duration === undefined ? null : Math.round(format.duration * 1000);
}
