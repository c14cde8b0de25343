import type { JsonMap, JsonValue } from './json.ts';
import { readText } from './pushedValues.ts';
import type { PushedUtterance } from './utterance.ts';

/** Names under which accounts keep the customer's name among a call's variables, without case, blanks, `_` and `-`. */
const nameKeys = [
  'customername',
  'customerpersonname',
  'clientname',
  'fullname',
  'username',
  'name',
  '客户姓名',
  '客户名称',
  '姓名',
  '名字',
  'nombre',
  'nama',
  'nom',
  'ชื่อ',
];

/** The customer's name, where one of `maps` (in order of trust) carries one. */
export function customerNameIn(...maps: readonly JsonMap[]): string | null {
  for (const map of maps) {
    const values = new Map<string, JsonValue>(Object.entries(map).map(([key, value]) => [key.toLowerCase().replaceAll(/[\s_-]/g, ''), value]));
    for (const key of nameKeys) {
      const value = values.get(key);
      const name = typeof value === 'string' ? readText(value)?.trim() : undefined;
      if (name !== undefined) return name;
    }
  }
  return null;
}

/**
 * The customer's most telling sentence: the last one of a call that was lost at the hand-over, else the longest (the
 * first of equals). Null where the customer said nothing.
 */
export function customerWordsIn(utterances: readonly PushedUtterance[], status: string | null): string | null {
  const said = utterances.filter(({ speaker }) => speaker === 'customer').map(({ text }) => text.trim());
  const words = said.filter((text) => text !== '');
  if (status === 'TRANSFER_ARTIFICIAL') return words.at(-1) ?? null;
  return words.reduce<string | null>((best, text) => (best === null || text.length > best.length ? text : best), null);
}
