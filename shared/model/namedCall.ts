/** The call that a body seems to name. */
export interface NamedCall {
  readonly callId: string | null;
  readonly phone: string | null;
}

/** Looked at from the beginning of a body: identity and number stand before the transcript. */
const lookedAtChars = 4096;
const callIdPattern = /"call(?:Record)?Id"\s*:\s*(?:"([^"\\\p{Cc}]{1,64})"|(\d{1,64})\b)/u;
const phonePattern = /"calledPhoneNumber"\s*:\s*(?:"(\+?[\d][\d ().-]{2,30})"|(\d{3,30})\b)/;

/**
 * What a body that was not taken names, so that an operator recognises it in the log: read by its look, as such a body may
 * be cut, broken, or no JSON at all. Nothing that it says is true for that.
 */
export function namedCallIn(text: string): NamedCall {
  const beginning = text.slice(0, lookedAtChars);
  const callId = callIdPattern.exec(beginning);
  const phone = phonePattern.exec(beginning);
  return { callId: callId?.[1] ?? callId?.[2] ?? null, phone: phone?.[1] ?? phone?.[2] ?? null };
}
