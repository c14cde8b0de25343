import { createHash } from 'node:crypto';
import { contentOf } from '#shared/model/canonicalJson.ts';
import { parseExactJson } from '#shared/model/exactJson.ts';
import type { JsonMap } from '#shared/model/json.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import type { PushedItem } from '#shared/model/pushedBody.ts';
import type { KeptPush } from './store.ts';

/** The text of a kept body, whatever its content encoding. Throws where it cannot be unpacked. */
export type TextOfBody = (body: Uint8Array, headers: Readonly<Record<string, string>>) => string;

/** What a push carries; a list or object without anything in it is one unreadable item. */
export function itemsOf(push: KeptPush, textOf: TextOfBody): PushedItem[] {
  const items = readPush(parseExactJson(textOf(push.body, push.headers)));
  return items.length > 0 ? items : [{ kind: 'unreadable', index: 0, code: '-27', reason: 'The push carries no record.' }];
}

/** SHA-256 of what a record says. */
export function contentHashOf(record: JsonMap): Uint8Array {
  return createHash('sha256').update(contentOf(record)).digest();
}
