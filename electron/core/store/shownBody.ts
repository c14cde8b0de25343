import type { PushDetail } from '#shared/model/push.ts';
import type { PushBody } from './pushes.ts';
import type { TextOfBody } from './pushSearch.ts';

interface Showing {
  /** Whether only the beginning of the body is kept. */
  readonly isBeginning: boolean;
  readonly mostChars: number;
  readonly textOf: TextOfBody;
}

/** Characters that no text has: controls, and what stands for bytes that are no UTF-8. */
const noText = /[[\p{Cc}--[\t\n\v\f\r]]\ufffd]/v;

/** A kept body as text, as far as it is one and as much of it as is shown at once. */
export function shownBody({ body, headers }: Pick<PushBody, 'body' | 'headers'>, { isBeginning, mostChars, textOf }: Showing): PushDetail['body'] {
  const read = readText(body, headers, textOf);
  // Where the body was cut, its last character may be cut too.
  const whole = isBeginning ? read.text.replace(/\ufffd$/, '') : read.text;
  const isCut = whole.length > mostChars;
  const text = isCut ? whole.slice(0, mostChars).replace(/[\ud800-\udbff]$/, '') : whole;
  return { text, isCut, isText: read.isRead && !noText.test(text) };
}

function readText(body: Uint8Array, headers: Readonly<Record<string, string>>, textOf: TextOfBody): { readonly text: string; readonly isRead: boolean } {
  try {
    return { text: textOf(body, headers), isRead: true };
  } catch {
    return { text: Buffer.from(body).toString(), isRead: false };
  }
}
