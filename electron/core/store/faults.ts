import { systemCodeOf } from '#shared/errors.ts';

/** What can be wrong with the disk or the database file, as far as an operator can do something about it. */
export type StorageFault = 'disk-full' | 'read-only' | 'disk-failing' | 'database-locked' | 'database-damaged' | 'database-gone';

const faults: readonly (readonly [StorageFault, RegExp])[] = [
  ['disk-full', /^(?:SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/],
  ['database-gone', /^SQLITE_READONLY_DBMOVED$/],
  ['read-only', /^(?:SQLITE_READONLY\w*|SQLITE_PERM|EROFS|EACCES|EPERM)$/],
  ['database-locked', /^(?:SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL)/],
  ['database-damaged', /^(?:SQLITE_CORRUPT|SQLITE_NOTADB|database-damaged$)/],
  ['disk-failing', /^(?:SQLITE_IOERR|SQLITE_CANTOPEN|EIO$)/],
];

/** The fault that a failure of SQLite or of the file system tells of, also as the cause of another error; null for any other. */
export function storageFaultOf(thrown: unknown): StorageFault | null {
  const code = systemCodeOf(thrown);
  const fault = code === null ? undefined : faults.find(([, codes]) => codes.test(code))?.[0];
  if (fault !== undefined) return fault;
  return thrown instanceof Error && thrown.cause !== undefined ? storageFaultOf(thrown.cause) : null;
}
