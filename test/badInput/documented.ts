import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface DocumentedAnswer {
  /** HTTP statuses, any of them; none where nothing is answered. */
  readonly statuses: readonly number[];
  /** The platform's code, null where the answer has none. */
  readonly code: string | null;
  /** `kept`, `refused`, or `no` where it is not in the push log, `counted` where only its number is. */
  readonly log: string;
}

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'receiver.md'), 'utf8');
const [, table = ''] = /^\| What is sent \|.*\n\| --- .*\n((?:\|.*\n)+)/m.exec(text) ?? [];

/** The table of docs/receiver.md that says what is answered, by its first column. */
export const documentedAnswers: ReadonlyMap<string, DocumentedAnswer> = new Map(
  table
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [row = '', http = '', code = '', log = ''] = line.slice(2, -2).split(' | ');
      return [row, { statuses: http === 'none' ? [] : http.split(', ').map(Number), code: code === 'none' ? null : code, log }];
    }),
);
