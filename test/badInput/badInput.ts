/*
 * The corpus of malformed and odd requests: what is sent, which row of docs/receiver.md answers it, and what is to be
 * found afterwards.
 */

/** The rows of the table in docs/receiver.md, by the words of their first column. */
export type Row =
  | 'A readable record or event, whatever else is odd'
  | 'Nothing, or only blanks'
  | 'Not JSON'
  | 'Nested deeper than 64 levels'
  | 'JSON without any object in it'
  | 'Records, none of them with an id'
  | 'More than 10,000 records'
  | 'More than 500,000 values'
  | 'A content encoding that is not known'
  | 'A content encoding that does not fit'
  | 'More than 8 MiB once inflated'
  | 'More than 8 MiB'
  | 'A wrong key'
  | 'The right key, by another method'
  | 'The right key, to another path'
  | 'Another path or method'
  | 'A question whether it is ready'
  | 'Not HTTP, or contradicting itself'
  | 'A head of more than 16 KiB'
  | 'An expectation that is not known'
  | 'Cut off by its sender'
  | 'Longer than it says'
  | 'A connection without a request';

interface Told {
  readonly name: string;
  readonly row: Row;
  /**
   * Bodies that must be in the push log afterwards, one for each push, in order. Where absent: the body that was sent, if
   * the row says that it is kept.
   */
  readonly kept?: readonly Uint8Array[];
  /** The call ids that its records must have in the push log, in order, null for one without a call; absent: not checked. */
  readonly callIds?: readonly (string | null)[];
  /** What the one call that it brings must say, as the API gives it. */
  readonly call?: object;
}

/** A request as an HTTP client sends it. */
export interface OddRequest extends Told {
  readonly method?: string;
  /** What follows the origin; absent: the push address. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  /** In chunks, without a length. */
  readonly isChunked?: boolean;
}

/** Bytes on a connection, after which nothing more is sent. */
export interface OddBytes extends Told {
  readonly bytes: (target: { readonly path: string; readonly host: string }) => Uint8Array;
}

export type BadInput = OddRequest | OddBytes;

/** An id that no other entry has. */
export function idOf(name: string): string {
  return `odd ${name}`;
}

/** The smallest record: an id and a status, and `more` JSON text of further members. */
export function record(id: string, more = ''): string {
  return `{"callId":${JSON.stringify(id)},"resultStatus":"BUSY"${more}}`;
}

export function bytes(...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))));
}

/** A body that is taken and brings the call `id`. */
export function taken(name: string, body: string | Uint8Array, id: string | null = idOf(name)): OddRequest {
  return { name, row: 'A readable record or event, whatever else is odd', body: bytes(body), callIds: [id] };
}

export function refused(row: Row, name: string, body: string | Uint8Array): OddRequest {
  return { name, row, body: bytes(body) };
}

/** The same request with something about it that is other. */
export function but(request: OddRequest, more: Partial<OddRequest>): OddRequest {
  return { ...request, ...more };
}
