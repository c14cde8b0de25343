import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Puts a database as a released Earshot left it at `file`; `schema` is its version. */
export function putReleasedDatabase(schema: number, file: string): void {
  writeFileSync(file, gunzipSync(readFileSync(join(import.meta.dirname, `schema-${schema}.db.gz`))));
}
