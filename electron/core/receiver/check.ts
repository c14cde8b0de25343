import type { JsonValue } from '#shared/model/json.ts';
import { hasTooManyValues, isTooDeepInBytes, maxJsonDepth, maxJsonValues } from '#shared/model/jsonDepth.ts';
import { maxRecords, readPush } from '#shared/model/pushedBody.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import { inflatedBody, maxBodyBytes, utf8 } from './bodyText.ts';

/** Why a push is not taken: the HTTP status and the platform's code for its sender, a sentence for the push log. */
export interface Refusal {
  readonly httpStatus: number;
  readonly code: ResponseCode;
  readonly reason: string;
}

/**
 * The checks at the wall: encoding, depth, number of values, JSON, number of records, and one readable record or event. Null where the push is taken; what else is
 * in it is read when it is derived, and one good record among bad ones is enough.
 */
export function checkBody(body: Uint8Array, headers: Readonly<Record<string, string>>): Refusal | null {
  const inflated = inflatedBody(body, headers);
  if (!inflated.ok) return encodingRefusals[inflated.problem];
  if (isTooDeepInBytes(inflated.bytes)) return invalid(`The body is nested deeper than ${maxJsonDepth} levels.`);
  if (hasTooManyValues(inflated.bytes)) return invalid(`The body holds more than ${maxJsonValues.toLocaleString('en')} values.`);
  const text = utf8(inflated.bytes);
  let value: JsonValue;
  try {
    // Plain parsing is enough to see an id; its digits matter when the push is derived.
    value = JSON.parse(text);
  } catch {
    return invalid(text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
  const items = readPush(value, maxRecords + 1);
  if (items.length > maxRecords) return invalid(`The body holds more than ${maxRecords.toLocaleString('en')} records.`);
  if (items.some(({ kind }) => kind !== 'unreadable')) return null;
  const withoutId = items.find((item) => item.kind === 'unreadable' && item.code === '-41');
  if (withoutId?.kind === 'unreadable') return { httpStatus: 400, code: '-41', reason: withoutId.reason };
  return invalid(items.length === 0 ? 'The body holds no record.' : 'The body is not a call record: a JSON object is expected.');
}

export const tooLarge: Refusal = { httpStatus: 413, code: '-27', reason: `The body is larger than ${maxBodyBytes / 1024 / 1024} MiB.` };

const encodingRefusals = {
  'unknown-encoding': { httpStatus: 415, code: '-27', reason: 'The body has a content encoding that Earshot does not know.' },
  'broken-encoding': invalid('The body cannot be inflated as its content encoding says.'),
  'too-large': tooLarge,
} as const satisfies Record<string, Refusal>;

function invalid(reason: string): Refusal {
  return { httpStatus: 400, code: '-27', reason };
}
