import { describe, expect, it } from 'vitest';
import { createCodec } from './codec.ts';

const codec = createCodec();
const copyOf = (value: unknown): unknown => codec.decode(codec.encode(value));

describe('the codec', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['texts', '“日本” \u202E\u0000'],
    ['numbers that JSON lacks', [Number.NaN, Infinity, -Infinity, -0, 1.5]],
    ['integers beyond doubles', 9_223_372_036_854_770_001n],
    ['dates and patterns', { at: new Date(5), like: /a+/giu }],
    ['maps and sets', new Map<unknown, unknown>([[1, new Set(['a'])], [{ key: 1 }, undefined]])],
    ['bytes', [new Uint8Array([0, 255]), new Float64Array([1.5]), new Uint8Array([1, 2, 3]).buffer]],
    ['lists with holes filled', [1, undefined, 3]],
  ])('copies %s', (_what, value) => {
    expect(copyOf(value)).toEqual(value);
  });

  it('copies errors with their kind and words', () => {
    const copy = copyOf(new RangeError('too far')) as Error;
    expect(copy).toBeInstanceOf(RangeError);
    expect(copy.message).toBe('too far');
  });

  it('keeps cycles and what is shared', () => {
    const shared = { name: 'shared' };
    const ring: Record<string, unknown> = { one: shared, two: shared };
    ring['self'] = ring;
    const copy = copyOf(ring) as typeof ring;
    expect(copy['self']).toBe(copy);
    expect(copy['one']).toBe(copy['two']);
  });

  it('loses what a class adds, as a structured clone does', () => {
    class Named {
      readonly name = 'a name';
      hello(): string {
        return this.name;
      }
    }
    expect(Object.getPrototypeOf(copyOf(new Named()))).toBe(Object.prototype);
  });

  it('refuses functions, symbols and objects of Electron in Electron’s words', () => {
    for (const value of [() => 1, { deep: [() => 1] }, Symbol('s')]) expect(() => codec.encode(value)).toThrow('An object could not be cloned.');
    const careful = createCodec((value) => value instanceof Map);
    expect(() => careful.encode({ deep: [new Map()] })).toThrow('An object could not be cloned.');
  });
});
