import Database from 'better-sqlite3';

/**
 * Takes the lock that `file` stands for, or returns null where another process (or another owner in this one) has it.
 * It is an exclusive SQLite transaction, hence a lock of the operating system: it ends with the process, however the
 * process ends, and leaves nothing to clean up.
 */
export function lockDatabase(file: string): { release(): void } | null {
  const db = new Database(file, { timeout: 0 });
  try {
    // Nothing is ever written: without a journal on the disk the lock can be had on a full disk too.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => db.close() };
}
