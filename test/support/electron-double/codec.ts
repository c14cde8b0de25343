// oxlint-disable unicorn/consistent-function-scoping -- runs from its source, without anything outside itself
/** Structured clone as text, for what carries text only. */
export interface Codec {
  /** Throws as Electron does for what cannot be cloned. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Made in Node by a call and in a page from its source, so it refers to nothing outside itself. `isUncloneable` names
 * objects that structuredClone would take for data.
 */
export function createCodec(isUncloneable: (value: unknown) => boolean = () => false): Codec {
  type Node = readonly [tag: string, ...content: unknown[]];
  const views: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView };
  const errors: Readonly<Record<string, ErrorConstructor>> = { TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCodePoint(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const fromBase64 = (text: string): ArrayBuffer => Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0).buffer;

  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const search = (value: unknown, seen: Set<object>): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isUncloneable(value)) refuse();
    for (const child of Object.values(value)) search(child, seen);
  };
  const clone = (value: unknown): unknown => {
    try {
      return structuredClone(value);
    } catch {
      return refuse();
    }
  };

  return {
    encode(value) {
      search(value, new Set());
      // Objects stand in a list and refer to each other by index, so that cycles and sharing survive.
      const places = new Map<object, number>();
      const objects: Node[] = [];
      const write = (part: unknown): unknown => {
        if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
        if (part === undefined) return ['undefined'];
        if (typeof part === 'bigint') return ['bigint', String(part)];
        if (typeof part === 'number') return Number.isFinite(part) && !Object.is(part, -0) ? part : ['number', Object.is(part, -0) ? '-0' : String(part)];
        if (typeof part !== 'object') return refuse();
        const known = places.get(part);
        if (known !== undefined) return ['object', known];
        const place = objects.length;
        places.set(part, place);
        objects.push(['pending']);
        objects[place] = writeObject(part);
        return ['object', place];
      };
      const writeObject = (object: object): Node => {
        if (Array.isArray(object)) return ['array', Array.from(object, write)];
        if (object instanceof Date) return ['date', object.getTime()];
        if (object instanceof RegExp) return ['regexp', object.source, object.flags];
        if (object instanceof Map) return ['map', Array.from(object, ([key, entry]) => [write(key), write(entry)])];
        if (object instanceof Set) return ['set', Array.from(object, write)];
        if (object instanceof Error) return ['error', object.name, object.message, object.stack ?? ''];
        if (object instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(object))];
        if (ArrayBuffer.isView(object)) return ['view', object.constructor.name, toBase64(new Uint8Array(object.buffer, object.byteOffset, object.byteLength))];
        if (Object.prototype.toString.call(object) !== '[object Object]') throw new Error(`The double of electron cannot send ${Object.prototype.toString.call(object)}`);
        return ['record', Object.entries(object).map(([key, entry]) => [key, write(entry)])];
      };
      const root = write(clone(value));
      return JSON.stringify([root, objects]);
    },

    decode(text) {
      const [root, objects] = JSON.parse(text) as [unknown, Node[]];
      const made = new Map<number, unknown>();
      const read = (part: unknown): unknown => {
        if (!Array.isArray(part)) return part;
        const [tag, content] = part as [string, string & number];
        if (tag === 'undefined') return undefined;
        if (tag === 'bigint') return BigInt(content);
        if (tag === 'number') return Number(content);
        if (!made.has(content)) readObject(content, objects[content] ?? ['pending']);
        return made.get(content);
      };
      const keep = <Made>(place: number, object: Made): Made => {
        made.set(place, object);
        return object;
      };
      const readObject = (place: number, [tag, ...content]: Node): void => {
        const [first, second, third] = content as [never, never, never];
        const entries = first as readonly [unknown, unknown][];
        if (tag === 'array') {
          const list: unknown[] = keep(place, []);
          for (const part of first as readonly unknown[]) list.push(read(part));
        } else if (tag === 'record') {
          const record: Record<string, unknown> = keep(place, {});
          for (const [key, part] of entries) record[key as string] = read(part);
        } else if (tag === 'map') {
          const map = keep(place, new Map<unknown, unknown>());
          for (const [key, part] of entries) map.set(read(key), read(part));
        } else if (tag === 'set') {
          const set = keep(place, new Set<unknown>());
          for (const part of first as readonly unknown[]) set.add(read(part));
        } else if (tag === 'date') keep(place, new Date(first));
        else if (tag === 'regexp') keep(place, new RegExp(first, second));
        else if (tag === 'buffer') keep(place, fromBase64(first));
        else if (tag === 'view') keep(place, new (views[first] ?? Uint8Array)(fromBase64(second)));
        else if (tag === 'error') keep(place, Object.assign(new (errors[first] ?? Error)(second), { name: first, stack: third }));
      };
      return read(root);
    },
  };
}
