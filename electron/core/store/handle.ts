import Database from 'better-sqlite3';

export type SqlValue = string | number | null | Uint8Array;

/**
 * A connection that can only be asked. Rows come as the SQL names them: whoever writes the SQL writes their type beside
 * it, and turns them into a model in one function per noun.
 */
export interface ReadableDb {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- see above.
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[];
  /** Everything that `read` asks is answered from one moment. */
  snapshot<Result>(read: () => Result): Result;
  close(): void;
}

/** A connection that can also change rows; a function that only asks takes a `ReadableDb`. */
export interface WritableDb extends ReadableDb {
  run(sql: string, ...values: readonly SqlValue[]): { readonly changes: number; readonly rowId: number };
  /** Runs statements without values, such as a schema. */
  exec(sql: string): void;
  /** One transaction that takes the write lock at once; a savepoint inside another one. Undone where `change` throws. */
  write<Result>(change: () => Result): Result;
}

/** How long a connection waits for another one's transaction. Those are short, so this is only ever reached by a fault. */
const busyTimeoutMs = 10_000;
/** The same for the thread that answers requests, which stands still meanwhile. */
export const acceptingPatienceMs = 3000;

export function openReadable(file: string): ReadableDb {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -65536');
  return handleOf(db);
}

export interface WriteOptions {
  /** FULL: a commit is on disk when it returns. NORMAL: a power cut may take the last commits, never their order. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** WAL pages after which a commit of this connection also copies them into the database file; 0 for never. */
  readonly checkpointPages: number;
  readonly patienceMs?: number;
}

export function openWritable(file: string, { synchronous, checkpointPages, patienceMs = busyTimeoutMs }: WriteOptions): WritableDb {
  const db = new Database(file, { timeout: patienceMs });
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  // macOS's fsync leaves what was written in the drive's own memory, which a power cut empties. SQLite asks for more
  // (F_FULLFSYNC) only where it is told to: https://sqlite.org/pragma.html#pragma_fullfsync. Elsewhere this does nothing. A
  // checkpoint has to wait for the disk in every connection: behind it the log with the kept pushes is written over.
  db.pragma(`fullfsync = ${synchronous === 'FULL' ? 'ON' : 'OFF'}`);
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  db.pragma('journal_size_limit = 67108864');
  db.pragma('cache_size = -32768');
  db.pragma('foreign_keys = ON');
  return handleOf(db);
}

/** Whether the failure is the disk's, the lock's or the file's, so that trying the same again later may succeed. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|CORRUPT|NOTADB|PROTOCOL)/.test(error.code);
}

function handleOf(db: Database.Database): WritableDb {
  const statements = new Map<string, Database.Statement<SqlValue[]>>();
  const prepared = <Row>(sql: string): Database.Statement<SqlValue[], Row> => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = db.prepare<SqlValue[]>(sql);
      statements.set(sql, statement);
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- SQLite's rows have no type but the one that the caller gives them.
    return statement as Database.Statement<SqlValue[], Row>;
  };
  const inTransaction = db.transaction((change: () => unknown) => change());
  const transaction = <Result>(mode: 'deferred' | 'immediate', change: () => Result): Result => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- better-sqlite3 returns what `change` returned.
    return inTransaction[mode](change) as Result;
  };
  return {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as declared above.
    get: <Row>(sql: string, ...values: readonly SqlValue[]) => prepared<Row>(sql).get(...values),
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => prepared<Row>(sql).all(...values),
    run(sql, ...values) {
      const { changes, lastInsertRowid } = prepared(sql).run(...values);
      return { changes, rowId: Number(lastInsertRowid) };
    },
    exec: (sql) => void db.exec(sql),
    snapshot: (read) => transaction('deferred', read),
    write: (change) => transaction('immediate', change),
    close: () => void db.close(),
  };
}
