// Not through the receiver's face, which would load the HTTP server into a thread.
import { bodyText } from '../receiver/bodyText.ts';

/** The text of a kept push's body. Throws where it cannot be unpacked. */
export function textOf(body: Uint8Array, headers: Readonly<Record<string, string>>): string {
  const read = bodyText(body, headers);
  // The receiver checked the same on arrival, so this is a push that was refused, or that another version took.
  if (!read.ok) throw new Error(`its content encoding cannot be read (${read.problem})`);
  return read.text;
}
