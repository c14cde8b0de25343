import { findCall } from './calls.ts';
import { bound } from './bound.ts';
import type { ReadableDb } from './handle.ts';
import { amongIds, everyPush } from './pushConditions.ts';
import type { Condition } from './pushConditions.ts';
import { digitsExpression, digitsOf } from './words.ts';

/** How a push is searched for: by the number or id of a call, through the index; by digits that very many calls have; by text in its body. */
export type SearchKind = 'number' | 'digits' | 'text';

/** Which pushes may have what is searched for, and how each is looked at; `looksAt` null where the condition is enough. */
export interface Search {
  readonly kind: SearchKind;
  readonly condition: Condition;
  readonly looksAt: ((id: number) => boolean) | null;
}

/** The text of a kept body. Throws where it cannot be unpacked. */
export type TextOfBody = (body: Uint8Array, headers: Readonly<Record<string, string>>) => string;

/**
 * The search for `q`. A whole call id, or three digits or more that are part of some call's number, are searched by that;
 * everything else is text. `kind` holds on to what an earlier page did.
 */
export function searchFor(db: ReadableDb, q: string, kind: SearchKind | null, textOf: TextOfBody): Search {
  switch (kind) {
    case null:
      return searchByNumber(db, q) ?? searchFor(db, q, 'text', textOf);
    case 'number':
      return searchByNumber(db, q) ?? { kind, condition: () => null, looksAt: null };
    case 'digits':
      return { kind, condition: digitsIn(q) === null ? () => null : everyPush(db), looksAt: numberHas(db, q) };
    case 'text':
      return { kind, condition: everyPush(db), looksAt: bodyHas(db, q, textOf) };
  }
}

/** Calls up to so many are looked up with all their pushes; where digits are in more numbers, pushes are looked at one by one. */
const mostCalls = 2000;
/** Any part of a number from three digits on, and no number has more than 15 (ITU-T E.164) but for what is dialled before it. */
const fewestDigits = 3;
const mostDigits = 18;

function digitsIn(q: string): string | null {
  const digits = /^[\d\s+().\-/]+$/.test(q) ? digitsOf(q) : '';
  return digits.length >= fewestDigits && digits.length <= mostDigits ? digits : null;
}

function searchByNumber(db: ReadableDb, q: string): Search | null {
  const digits = digitsIn(q);
  const named = findCall(db, q)?.row;
  const withNumber =
    digits === null
      ? []
      : db.all<{ row: number }>('SELECT rowid AS row FROM call_text WHERE call_text MATCH ? LIMIT ?', `numbers : ${digitsExpression(digits)}`, mostCalls + 1).map(({ row }) => row);
  if (withNumber.length > mostCalls) return { kind: 'digits', condition: everyPush(db), looksAt: numberHas(db, q) };
  const refused = db.all<{ id: number }>(`SELECT push_id AS id FROM refused_pushes WHERE named_call_id = ? OR instr(${phoneDigits}, ?) > 0`, q, digits).map(({ id }) => id);
  if (named === undefined && withNumber.length === 0 && refused.length === 0) return null;
  const rows = new Set(named === undefined ? withNumber : [named, ...withNumber]);
  const ids = [...rows].flatMap((row) => db.all<{ id: number }>('SELECT push_id AS id FROM push_records WHERE call_row = ?', row).map(({ id }) => id));
  return { kind: 'number', condition: amongIds([...ids, ...refused]), looksAt: null };
}

/** The number that a refused body names, without what people write between digits. */
const phoneDigits = ['+', ' ', '-', '(', ')', '.'].reduce((sql, sign) => `replace(${sql}, '${sign}', '')`, 'named_phone');

/** Whether a call of the push, or the one that it seems to name, has the digits in its number, or is the one. */
function numberHas(db: ReadableDb, q: string): (id: number) => boolean {
  const digits = digitsOf(q);
  const sql = `SELECT call_id AS callId, phone FROM push_records JOIN calls ON calls.id = call_row WHERE push_id = ${bound}
    UNION ALL SELECT named_call_id, named_phone FROM refused_pushes WHERE push_id = ${bound} LIMIT 1000`;
  return (id) =>
    db.all<{ callId: string | null; phone: string | null }>(sql, id, id).some(({ callId, phone }) => callId === q || (phone !== null && digitsOf(phone).includes(digits)));
}

/** Whether a push's body has the text, whatever its case, as it stands or as JSON escapes it. */
function bodyHas(db: ReadableDb, q: string, textOf: TextOfBody): (id: number) => boolean {
  const needles = needlesFor(q);
  // Bytes as characters are much faster to come by, and one is the same as the other for what is ASCII.
  const isAscii = /^\p{ASCII}*$/u.test(q);
  const has = (text: string): boolean => {
    const lower = text.toLowerCase();
    return needles.some((needle) => lower.includes(needle));
  };
  return (id) => {
    const push = db.get<{ body: Buffer; headers: string | null }>(
      `SELECT body, iif(instr(headers, '"content-encoding"') > 0, headers, NULL) AS headers FROM pushes WHERE id = ?`,
      id,
    );
    if (push === undefined) return false;
    return has(push.headers === null ? push.body.toString(isAscii ? 'latin1' : 'utf8') : unpacked(push.body, push.headers, textOf));
  };
}

function unpacked(body: Buffer, headersText: string, textOf: TextOfBody): string {
  const headers: Record<string, string> = JSON.parse(headersText);
  try {
    return textOf(body, headers);
  } catch {
    return body.toString();
  }
}

/** The text in lower case, as it stands, with JSON's escapes of quotes and the like, and with all else beyond ASCII escaped too. */
function needlesFor(q: string): string[] {
  const escaped = JSON.stringify(q).slice(1, -1);
  const ascii = escaped.replaceAll(/\P{ASCII}/gv, (letter) => Array.from({ length: letter.length }, (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''));
  return [...new Set([q, escaped, ascii].map((text) => text.toLowerCase()))];
}
