import type { EarshotClient } from '#shared/contract/index.ts';
import { callSchema, type Call } from '#shared/model/call.ts';
import type { AppEvent } from '#shared/model/event.ts';
import { createEventHub, type EventHub } from '#renderer/app/events.ts';
import { aCallDetail } from './calls.ts';

/** An answered call as lists hold it. */
export function aCall(overrides: Partial<Call> = {}): Call {
  return { ...callSchema.parse(aCallDetail()), ...overrides };
}

type ListInput = Parameters<EarshotClient['calls']['list']>[0];
type ListOutput = Awaited<ReturnType<EarshotClient['calls']['list']>>;

type Unnumbered<Event> = Event extends AppEvent ? Omit<Event, 'seq'> : never;

/** A core in memory, as a client sees it: lists by key, events by number, and a line that can be cut. */
export interface CoreDouble {
  readonly api: EarshotClient;
  /** Calls of the store, latest first. */
  readonly calls: Call[];
  /** What lists were asked for. */
  readonly asked: ListInput[];
  /** Puts an event into the stream and returns its number. */
  emit(event: Unnumbered<AppEvent>): number;
  /** Stores a call, latest, and tells of it. */
  receive(call: Call): void;
  /** Ends all streams; with `refuse` further requests fail with it until it is undefined again. */
  cut(refuse?: Error): void;
  /** Makes lists wait until the returned function is called. */
  holdLists(): () => void;
  hub(): EventHub;
}

export function aCoreDouble(calls: Call[] = []): CoreDouble {
  const log: AppEvent[] = [];
  const asked: ListInput[] = [];
  let wakers: (() => void)[] = [];
  let generation = 0;
  let refusal: Error | undefined;
  let held: Promise<void> | null = null;
  const wake = (): void => {
    const waiting = wakers;
    wakers = [];
    for (const resolve of waiting) resolve();
  };

  async function list(input: ListInput): Promise<ListOutput> {
    if (refusal !== undefined) throw refusal;
    asked.push(input);
    const { status, q, cursor, limit = 50 } = input as { status?: string[]; q?: string; cursor?: string; limit?: number };
    const asOfEvent = log.length;
    const found = calls.filter(
      (call) => (status === undefined || status.includes(call.status ?? '')) && (q === undefined || JSON.stringify(call).includes(q)),
    );
    const from = cursor === undefined ? 0 : found.findIndex((call) => call.callId === cursor) + 1;
    const items = found.slice(from, from + limit);
    const answer = { items, nextCursor: from + limit < found.length ? (items.at(-1)?.callId ?? null) : null, asOfEvent };
    if (held !== null) await held;
    return answer;
  }

  async function* watch({ after }: { after?: number }): AsyncGenerator<AppEvent> {
    const mine = generation;
    for (let seq = after ?? log.length; ; ) {
      if (generation !== mine) throw new TypeError('The line was cut.');
      const event = log[seq];
      if (event === undefined) {
        await new Promise<void>((resolve) => wakers.push(resolve));
        continue;
      }
      seq += 1;
      yield event;
    }
  }

  const api = {
    calls: { list },
    events: {
      watch: async (input: { after?: number }) => {
        if (refusal !== undefined) throw refusal;
        return watch(input);
      },
    },
  } as unknown as EarshotClient; // what the feed uses of it

  const double: CoreDouble = {
    api,
    calls,
    asked,
    emit(event) {
      const seq = log.length + 1;
      log.push({ ...event, seq });
      wake();
      return seq;
    },
    receive(call) {
      const at = calls.findIndex((other) => other.callId === call.callId);
      if (at === -1) calls.unshift(call);
      else calls[at] = call;
      double.emit({ kind: 'call', change: at === -1 ? 'stored' : 'updated', call });
    },
    cut(refuse) {
      refusal = refuse;
      generation += 1;
      wake();
    },
    holdLists() {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      return () => {
        held = null;
        gate.resolve();
      };
    },
    hub: () => createEventHub({ api, now: () => 1_790_841_700_000, pauseMs: () => 1 }),
  };
  return double;
}
