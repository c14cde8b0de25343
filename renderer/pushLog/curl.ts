import type { PushDetail } from '#shared/model/push.ts';

/** Why a push cannot be given as a command. */
export type NoCurl = 'cut' | 'long' | 'binary';

/** A part of a command as a POSIX shell takes it unchanged, whatever is in it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The variable that holds the key where the command does not. */
const keyVariable = 'EARSHOT_PUSH_KEY';
/** Longer arguments are refused by Linux (MAX_ARG_STRLEN, 128 KiB); what a shell prints itself is not. */
const mostArgumentBytes = 100_000;
/** Made by whoever sends, true only of one connection, or true of the body before it was inflated; nor what came as no header. */
const notSent: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'host', 'date', 'forwarded', 'x-forwarded-for', 'x-real-ip']);

/** Why there is no command that sends the push again, or null. */
export function noCurl({ bytes, wholeBytes, body }: Pick<PushDetail, 'bytes' | 'wholeBytes' | 'body'>): NoCurl | null {
  if (bytes < wholeBytes) return 'cut';
  if (body.isCut) return 'long';
  return body.isText ? null : 'binary';
}

/**
 * The command that sends the push again from a POSIX shell, byte for byte, with the headers that it came with. `pushUrl`
 * ends in the secret key: unless `withKey` is asked for, a variable stands in its place, and curl is not run without it.
 */
export function curlOf({ headers, body }: Pick<PushDetail, 'headers' | 'body'>, pushUrl: string, { withKey }: { readonly withKey: boolean }): string {
  const keyAt = pushUrl.lastIndexOf('/') + 1;
  const url = withKey ? shellQuoted(pushUrl) : `${shellQuoted(pushUrl.slice(0, keyAt))}"\${${keyVariable}:?is the last part of the push address}"`;
  const sent = headers.filter(({ name }) => !notSent.has(name.toLowerCase()) && !name.startsWith(':'));
  // Otherwise curl names a type of its own.
  const typed = sent.some(({ name }) => name.toLowerCase() === 'content-type') ? sent : [...sent, { name: 'Content-Type', value: null }];
  const lines = [`curl -X POST ${url}`, ...typed.map(({ name, value }) => `-H ${shellQuoted(headerLine(name, value))}`)];
  const isLong = new TextEncoder().encode(body.text).length > mostArgumentBytes;
  // Pasted into a terminal, a tab or a carriage return would be a key that is pressed.
  if (/[^\n\P{Cc}]/u.test(body.text)) return `printf %s ${shellQuoted(base64(body.text))} | base64 -d | ${command([...lines, '--data-binary @-'])}`;
  if (isLong) return `printf %s ${shellQuoted(body.text)} | ${command([...lines, '--data-binary @-'])}`;
  return command([...lines, `--data-raw ${shellQuoted(body.text)}`]);
}

/** As curl's `-H` reads it: a name alone takes the header away, one with a semicolon sends it empty. */
function headerLine(name: string, value: string | null): string {
  if (value === null) return `${name}:`;
  return value.trim() === '' ? `${name};` : `${name}: ${value}`;
}

function command(lines: readonly string[]): string {
  return lines.join(' \\\n  ');
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join(''));
}
