import type { PushDetail } from '#shared/model/push.ts';

/** A kept header, or one whose absence is the cause. */
export interface ShownHeader {
  readonly name: string;
  /** Null where it is missing. */
  readonly value: string | null;
  readonly mark: 'cause' | 'right' | null;
  /** The time that it names, epoch ms. */
  readonly atMs: number | null;
}

/** Which header a refusal is about, by the platform's code. */
const causes: Readonly<Record<string, string>> = { '-4': 'timestamp', '-6': 'x-forwarded-for', '-57': 'sign', '-58': 'timestamp', '-59': 'api-key' };
/** Later than this in seconds would be the year 5138: such a number counts milliseconds. */
const secondsEnd = 1e11;

/** The method of the request that the push came by. */
export function methodOf({ headers }: Pick<PushDetail, 'headers'>): string {
  return headers.find(({ name }) => name === ':method')?.value ?? 'POST';
}

/** A tunnel ends on this computer. */
export function isThisComputer(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Whether it came by a request that is no push: by another method, or to another path than the push address. */
export function wasWronglySent({ code, headers }: Pick<PushDetail, 'code' | 'headers'>): boolean {
  return code === '-27' && headers.some(({ name }) => isOfRequest(name));
}

function isOfRequest(name: string): boolean {
  return name === ':method' || name === ':path';
}

/** The time of a `Timestamp` header, epoch seconds or milliseconds; null where it is none. */
export function timeOfHeader(value: string): number | null {
  if (!/^\d{1,15}$/.test(value.trim())) return null;
  const number = Number(value);
  return number < secondsEnd ? number * 1000 : number;
}

/** The headers as they came, with what they tell of the refusal; one that is missing stands at the end. */
export function shownHeaders({ headers, outcome, code, recordCount }: Pick<PushDetail, 'headers' | 'outcome' | 'code' | 'recordCount'>): ShownHeader[] {
  const cause = outcome === 'refused' && recordCount === 0 && code !== null ? (causes[code] ?? null) : null;
  const shown = headers.map(({ name, value }): ShownHeader => {
    const lower = name.toLowerCase();
    const atMs = lower === 'timestamp' ? timeOfHeader(value) : null;
    // The age of a signature is only told of one that is right.
    const isRight = code === '-4' && cause !== null && (lower === 'sign' || lower === 'api-key');
    return { name, value, atMs, mark: lower === cause || (code === '-27' && isOfRequest(name)) ? 'cause' : isRight ? 'right' : null };
  });
  const isMissing = cause !== null && ['-57', '-58', '-59'].includes(code ?? '') && !headers.some(({ name, value }) => name.toLowerCase() === cause && value.trim() !== '');
  return isMissing && !shown.some(({ name }) => name.toLowerCase() === cause) ? [...shown, { name: cause, value: null, atMs: null, mark: 'cause' }] : shown;
}

/** The shortest usual time, in minutes, that a signature of such an age fits into; null where a day is not enough. */
export function windowFor(ageMs: number): number | null {
  return usualWindows.find((minutes) => minutes * 60_000 > ageMs) ?? null;
}

const usualWindows: readonly number[] = [5, 15, 30, 60, 120, 360, 720, 1440];
