import { pino, stdTimeFunctions } from 'pino';
import { loggedError } from '#shared/loggedError.ts';
import { maskLine } from './masking.ts';

/** What every part says, the way pino takes it. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export type Level = 'info' | 'warn' | 'error';

interface LineLogDeps {
  readonly level: Level;
  /** Takes one line with its end. */
  readonly write: (line: string) => void;
  /** Keys that are in use, which no line may hold. */
  readonly secrets?: () => readonly string[];
}

/** A log that writes lines of JSON, without numbers and keys. */
export function createLineLog({ level, write, secrets = () => [] }: LineLogDeps): Log {
  const log = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime, serializers: { err: loggedError }, formatters: { level: (label) => ({ level: label }) } }, { write: (line: string) => write(maskLine(line, secrets())) });
  return {
    info: (details, message) => log.info(details, message),
    warn: (details, message) => log.warn(details, message),
    error: (details, message) => log.error(details, message),
  };
}

/** A log to standard error; synchronous, so that the last line before the end is written too. `secrets`: as for every log of lines. */
export function createStderrLog(level: Level, secrets?: () => readonly string[]): Log {
  const stderr = pino.destination({ dest: 2, sync: true });
  // Whoever read it may have gone.
  stderr.on('error', () => {});
  return createLineLog({ level, write: (line) => void stderr.write(line), ...(secrets !== undefined && { secrets }) });
}
