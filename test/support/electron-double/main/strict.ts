import { EventEmitter } from 'node:events';

/** What promises, inspectors and module loaders ask of any object. */
const askedOfAnything = new Set(['then', 'toJSON', '__esModule', 'module.exports']);

/** Some members of one of Electron's classes, with Electron's types; the listeners' types come from Node's emitter. */
export type Part<Whole> = Partial<Omit<Whole, keyof EventEmitter>>;

/** An object of the double: unlike data it cannot be cloned into a message. */
export class ElectronObject extends EventEmitter {
  // Not by its prototypes, which end in a proxy.
  readonly #isOne = true;

  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #isOne in value && value.#isOne;
  }
}

/**
 * The end of a prototype chain: whatever was not found before it is a member that the double lacks, and asking for it or
 * setting it throws its name.
 */
function endOfChain(name: string, base: object): object {
  const isKnown = (key: string | symbol): boolean => typeof key === 'symbol' || key in base || askedOfAnything.has(key);
  const refuse = (key: string | symbol): never => {
    throw new Error(`The double of electron does not implement ${name}.${String(key)}`);
  };
  return new Proxy(base, {
    get: (target, key, receiver) => (isKnown(key) ? (Reflect.get(target, key, receiver) as unknown) : refuse(key)),
    set: (target, key, value, receiver) => (isKnown(key) ? Reflect.set(target, key, value, receiver) : refuse(key)),
  });
}

/** Stands for the whole of `name`, though it has some members only: the others throw when they are touched. */
export function strict<Whole extends object>(name: string, members: Partial<NoInfer<Whole>>): Whole {
  return Object.setPrototypeOf(members, endOfChain(name, Object.prototype)) as Whole;
}

/** A base class for objects with events; members that the class lacks throw when they are touched, static ones too. */
export function strictEmitter(name: string): typeof ElectronObject {
  class Strict extends ElectronObject {}
  Object.setPrototypeOf(Strict.prototype, endOfChain(name, ElectronObject.prototype));
  Object.setPrototypeOf(Strict, endOfChain(name, ElectronObject));
  return Strict;
}

/** An instance of such a class stands for the whole of Electron's. */
export function whole<Whole>(part: Part<NoInfer<Whole>>): Whole {
  return part as Whole;
}

/** A module or class that the double lacks altogether: it may be imported, and throws as soon as it is used. */
export function missing(name: string): unknown {
  const refuse = (): never => {
    throw new Error(`The double of electron does not implement ${name}`);
  };
  return new Proxy(function absent() {}, {
    get: (_target, key) => (typeof key === 'symbol' || askedOfAnything.has(key) ? undefined : refuse()),
    set: refuse,
    apply: refuse,
    construct: refuse,
  });
}

/** After its end an object answers nothing but that it has ended, as in Electron. */
export function destroy(object: ElectronObject): void {
  const left = Object.getPrototypeOf(object) as object;
  const allowed = new Set<string | symbol>(['isDestroyed', ...Object.getOwnPropertyNames(EventEmitter.prototype)]);
  Object.setPrototypeOf(
    object,
    new Proxy(left, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || askedOfAnything.has(key) || allowed.has(key)) return Reflect.get(target, key, receiver) as unknown;
        throw new TypeError('Object has been destroyed');
      },
    }),
  );
}

/** What a listener may call `preventDefault` on. */
export function preventable<Details extends object>(details: Details): Details & { readonly defaultPrevented: boolean; preventDefault(): void } {
  let isPrevented = false;
  return Object.defineProperties(details, {
    defaultPrevented: { get: () => isPrevented },
    preventDefault: {
      value: () => {
        isPrevented = true;
      },
    },
  }) as ReturnType<typeof preventable<Details>>;
}
