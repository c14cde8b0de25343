/** Headers that are kept with a push: what tells how to read it, and where it came from. Never a credential of a proxy. */
const kept: ReadonlySet<string> = new Set([
  'content-type',
  'content-encoding',
  'content-length',
  'user-agent',
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-real-ip',
  'x-request-id',
  'date',
  'api-key',
  'timestamp',
  'sign',
]);

/** From the headers as they came: name, value, name, value and so on. */
export function keptHeadersOf(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const selected: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (kept.has(name)) selected[name] = Object.hasOwn(selected, name) ? `${selected[name]}, ${value}` : value;
  }
  return selected;
}
