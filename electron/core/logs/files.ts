import { mkdirSync } from 'node:fs';
import { createStream } from 'rotating-file-stream';
import type { RotatingFileStream } from 'rotating-file-stream';
import { createLineLog } from './log.ts';
import type { Log } from './log.ts';

export interface FileLog extends Log {
  /** Resolves once everything is written. */
  close(): Promise<void>;
}

interface FileLogDeps {
  /** The folder of the logs, made where it is missing. */
  readonly dir: string;
  /** Everything is said there too. */
  readonly also: Log;
  readonly secrets: () => readonly string[];
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  /** A file is put aside when it is as large as this. */
  readonly size?: `${number}M` | `${number}K`;
}

/** How many files that were put aside are kept; with the present one they hold at most 30 MB. */
const keptFiles = 5;
const defaultSize = '5M';
/** How long nothing is written after that has failed. */
const pauseMs = 30_000;
/** What may wait in memory for a slow disk; what is beyond that is not written. */
const mostWaitingBytes = 4 * 1024 * 1024;

/**
 * A log in files that are put aside when they are large (`earshot.log`, then `earshot.log.1` … `.5`), and on `also`. A
 * disk that takes nothing costs lines, never more.
 */
export function createFileLog({ dir, also, secrets, clock, size = defaultSize }: FileLogDeps): FileLog {
  let stream: RotatingFileStream | null = null;
  let failedAtMs: number | null = null;
  let isClosed = false;

  function open(): RotatingFileStream | null {
    if (stream !== null) return stream;
    if (isClosed || (failedAtMs !== null && clock() - failedAtMs < pauseMs)) return null;
    try {
      mkdirSync(dir, { recursive: true });
    } catch {
      failedAtMs = clock();
      return null;
    }
    const opened = createStream('earshot.log', { path: dir, size, rotate: keptFiles, mode: 0o600 });
    opened.on('error', (error) => {
      opened.destroy();
      if (stream !== opened) return;
      stream = null;
      failedAtMs = clock();
      also.warn({ err: error }, 'The log cannot be written to its file');
    });
    // A rotation that failed is tried again.
    opened.on('warning', () => {});
    stream = opened;
    return opened;
  }

  const file = createLineLog({
    level: 'info',
    secrets,
    write(line) {
      const opened = open();
      if (opened !== null && opened.writableLength < mostWaitingBytes) opened.write(line);
    },
  });

  return {
    info(details, message) {
      file.info(details, message);
      also.info(details, message);
    },
    warn(details, message) {
      file.warn(details, message);
      also.warn(details, message);
    },
    error(details, message) {
      file.error(details, message);
      also.error(details, message);
    },
    close() {
      isClosed = true;
      const last = stream;
      stream = null;
      if (last === null || last.destroyed) return Promise.resolve();
      return new Promise((resolve) => {
        last.once('close', resolve);
        last.once('error', () => resolve());
        last.end(() => resolve());
      });
    },
  };
}
