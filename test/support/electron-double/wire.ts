/** A channel between two processes that keeps the order of what is sent. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listen: (message: unknown) => void): void;
}

/** What one side offers the other. Arguments and results are data. */
// oxlint-disable-next-line typescript/no-explicit-any -- any function whatever; the faces themselves are typed
type Face = Record<string, (...args: any[]) => unknown>;

/** The other side's functions as they are called from here: all answer later. */
export type Remote<Theirs> = {
  readonly [Name in keyof Theirs]: Theirs[Name] extends (...args: infer Args) => infer Result ? (...args: Args) => Promise<Awaited<Result>> : never;
};

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly text: string };

/** Offers `mine()` over the channel and returns what the other side offers. Calls begin in the order in which they were made. */
export function connect<Theirs>(channel: Channel, mine: () => Face): Remote<Theirs> {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;

  channel.onMessage((received) => {
    const message = received as Message;
    if (message.kind === 'call') {
      answer(message).then(
        (value) => channel.send({ kind: 'result', id: message.id, value } satisfies Message),
        (error: unknown) => channel.send({ kind: 'error', id: message.id, text: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Message),
      );
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'result') caller?.resolve(message.value);
    else caller?.reject(new Error(message.text));
  });

  async function answer({ name, args }: Message & { kind: 'call' }): Promise<unknown> {
    const offered = mine()[name];
    if (offered === undefined) throw new Error(`The other side offers no ${name}`);
    return offered(...args);
  }

  return new Proxy({} as Remote<Theirs>, {
    get: (_target, name) => {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return (...args: readonly unknown[]) =>
        new Promise((resolve, reject) => {
          lastId += 1;
          waiting.set(lastId, { resolve, reject });
          channel.send({ kind: 'call', id: lastId, name, args } satisfies Message);
        });
    },
  });
}
