import type { JsonValue } from '#shared/model/json.ts';
import { isTooDeep, maxJsonDepth } from '#shared/model/jsonDepth.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import type { ResponseCode } from '#shared/model/responseCodes.ts';
import { bodyText, maxBodyBytes } from './bodyText.ts';

/** Why a push is not taken: the HTTP status and the platform's code for its sender, a sentence for the push log. */
export interface Refusal {
  readonly httpStatus: number;
  readonly code: ResponseCode;
  readonly reason: string;
}

/**
 * The checks at the wall: text, depth, JSON, and one readable record or event. Null where the push is taken; what else is
 * in it is read when it is derived, and one good record among bad ones is enough.
 */
export function checkBody(body: Uint8Array, headers: Readonly<Record<string, string>>): Refusal | null {
  const read = bodyText(body, headers);
  if (!read.ok) return encodingRefusals[read.problem];
  if (isTooDeep(read.text)) return invalid(`The body is nested deeper than ${maxJsonDepth} levels.`);
  let value: JsonValue;
  try {
    // Plain parsing is enough to see an id; its digits matter when the push is derived.
    value = JSON.parse(read.text);
  } catch {
    return invalid(read.text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
  const items = readPush(value);
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
