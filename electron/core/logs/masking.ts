/*
 * Logs are shown around. Whoever writes one names no number, key or sentence; this is the net below.
 */

const none = '…';

/** Takes out of a line of log whatever may be a phone number or a key; `secrets` are known keys. */
export function maskLine(line: string, secrets: readonly string[] = []): string {
  let masked = line
    // The push address and whatever an address says in its query.
    .replaceAll(/\/push\/[^\s"?#/\\]+/g, `/push/${none}`)
    .replaceAll(/([?&][\w-]+=)[^\s"&#\\]+/g, `$1${none}`)
    .replaceAll(/\b(Bearer|Basic) [\w.~+/=-]+/gi, `$1 ${none}`)
    // Runs of digits inside text, as long as a phone number; the ids of calls and plain numbers are none.
    .replaceAll(/(?<!"callId":"|":|[\d.])\+?\d(?:[ ()-]?\d){6,}/g, (run) => (isTime(run) ? run : none));
  for (const secret of secrets) if (secret.length >= 6) masked = masked.replaceAll(secret, none).replaceAll(asInJson(secret), none);
  return masked;
}

/** A password may have quotation marks and backslashes, which stand otherwise within a line of JSON. */
function asInJson(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}

/** The beginning of an ISO 8601 time, as it stands in each line and in the names of backups. */
function isTime(run: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(run);
}
