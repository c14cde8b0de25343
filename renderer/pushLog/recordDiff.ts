import { isJsonMap, type JsonMap, type JsonValue } from '#shared/model/json.ts';

/**
 * What a push says of a field, beside the one before it that was shown. `unsent`: a field that is not in it keeps what it
 * was, as records are merged by field; inside of a field a member that is missing is gone, `removed`.
 */
export interface DiffCell {
  readonly kind: 'same' | 'added' | 'removed' | 'changed' | 'unsent' | 'absent';
  /** As it was pushed; null where there is nothing. */
  readonly text: string | null;
}

export interface DiffRow {
  /** The field and the way into it: `properties`, `plan`; `callDetailList`, `2`, `text`. */
  readonly path: readonly string[];
  /** One for each record. */
  readonly cells: readonly DiffCell[];
  readonly differs: boolean;
}

/** The fields of a call's records beside each other, in the order in which they first came; null: a record that cannot be read. */
export function recordDiff(records: readonly (JsonMap | null)[]): DiffRow[] {
  const flat = records.map((record) => (record === null ? null : flattened(record)));
  const paths = new Map<string, readonly string[]>();
  for (const fields of flat) {
    for (const [key, { path }] of fields ?? []) if (!paths.has(key)) paths.set(key, path);
  }
  // What belongs to one field stands together, also where a later push brought more of it.
  const order = [...new Set([...paths.values()].map(([field]) => field))];
  const byField = Map.groupBy(paths.values(), ([field]) => field);
  return order.flatMap((field) => byField.get(field) ?? []).map((path) => rowOf(path, records, flat));
}

function rowOf(path: readonly string[], records: readonly (JsonMap | null)[], flat: readonly (ReadonlyMap<string, Leaf> | null)[]): DiffRow {
  const key = keyOf(path);
  const field = path[0] ?? '';
  let before: string | null = null;
  let wasThere = false;
  let isFirst = true;
  const cells = flat.map((fields, at): DiffCell => {
    if (fields === null) return { kind: 'absent', text: null };
    const text = fields.get(key)?.text ?? null;
    const isSent = Object.hasOwn(records[at] ?? {}, field);
    const kind = isFirst ? (text === null ? 'absent' : 'same') : kindOf(text, before, isSent, wasThere);
    isFirst = false;
    if (isSent) {
      before = text;
      wasThere = true;
    }
    return { kind, text };
  });
  return { path, cells, differs: cells.some(({ kind }) => kind === 'added' || kind === 'removed' || kind === 'changed') };
}

function kindOf(text: string | null, before: string | null, isSent: boolean, wasThere: boolean): DiffCell['kind'] {
  if (!isSent) return wasThere ? 'unsent' : 'absent';
  if (text === before) return text === null ? 'absent' : 'same';
  if (before === null) return 'added';
  return text === null ? 'removed' : 'changed';
}

interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}

const keyOf = (path: readonly string[]): string => JSON.stringify(path);
/** Deeper than this a value stands as JSON: further rows would tell nobody anything. */
const mostDeep = 4;
/** Of one record so many rows at most. */
const mostLeaves = 5000;

function flattened(record: JsonMap): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const add = (path: readonly string[], value: JsonValue): void => {
    const members = path.length < mostDeep && leaves.size < mostLeaves ? membersOf(value) : null;
    if (members === null || members.length === 0) leaves.set(keyOf(path), { path, text: textOf(value) });
    else for (const [name, member] of members) add([...path, name], member);
  };
  for (const [name, value] of Object.entries(record)) add([name], value);
  return leaves;
}

/** The members of a map, or of a list of maps, whose places count from 1; null for what stands in one cell. */
function membersOf(value: JsonValue): [string, JsonValue][] | null {
  if (isJsonMap(value)) return Object.entries(value);
  if (!Array.isArray(value) || !value.some((member) => typeof member === 'object' && member !== null)) return null;
  return value.map((member, at) => [String(at + 1), member]);
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((member) => typeof member !== 'object') && value.length > 0 ? value.map(String).join(', ') : JSON.stringify(value);
}
