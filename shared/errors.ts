/** Every failure that crosses a boundary has one of these codes; a code is never given a second meaning. */
const errorCodes = [
  'data-dir-locked',
  'data-dir-unusable',
  'database-newer',
  'database-unusable',
  'database-damaged',
  'port-taken',
  'settings-invalid',
  'certificate-unusable',
  'samples-missing',
  'bad-request',
  'not-running',
  'not-acknowledged',
  'not-kept',
  'backup-failed',
  'restore-failed',
  'doctor-found',
  'interrupted',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(code: string): code is ErrorCode {
  return errorCodes.some((known) => known === code);
}

/** What somebody threw, in its own words. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The code of a failure that Node or the system reports, such as `ENOENT`; null where it has none. */
export function systemCodeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

/** A broken invariant or a failed input or output. `message` is a sentence for the operator that says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}
