import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import type { CallsQueryInput } from '#shared/model/callQuery.ts';
import type { JsonMap } from '#shared/model/json.ts';
import type { StoredCall } from '../../../electron/core/store/calls.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const dayS = 86_400;
const firstS = Date.UTC(2026, 9, 1) / 1000;
const statuses = ['ANSWERED', 'NO_ANSWER', 'BUSY', null];
const wordList = ['price', 'delivery', '价格', 'later'];

const list = (db: DerivedStore, query: CallsQueryInput) => db.reading.listCalls(callsQuerySchema.parse(query));
const idsOf = (calls: readonly StoredCall[]): string[] => calls.map(({ callId }) => callId);

/** Every page of a query, one after the other. */
function allPages(db: DerivedStore, query: CallsQueryInput): StoredCall[] {
  const items: StoredCall[] = [];
  let cursor: string | undefined;
  do {
    const page = list(db, cursor === undefined ? query : { ...query, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

interface CallSeed {
  readonly status: string | null;
  readonly task: number;
  readonly line: number;
  readonly phone: number;
  readonly intent: string;
  readonly tag: string;
  readonly startS: number | null;
  readonly words: readonly string[];
  readonly read: boolean;
  readonly starred: boolean;
  readonly outcome: string | null;
  readonly tags: readonly string[];
  readonly dueAtMs: number | null;
}

const callSeed: fc.Arbitrary<CallSeed> = fc.record({
  status: fc.constantFrom(...statuses),
  task: fc.integer({ min: 1, max: 3 }),
  line: fc.integer({ min: 1, max: 2 }),
  phone: fc.integer({ min: 1, max: 4 }),
  intent: fc.constantFrom('A', 'B level'),
  tag: fc.constantFrom('VIP', '老客户'),
  // Few different seconds, so that many calls share one.
  startS: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((step) => firstS + step * 9000) }),
  words: fc.uniqueArray(fc.constantFrom(...wordList), { maxLength: 2 }),
  read: fc.boolean(),
  starred: fc.boolean(),
  outcome: fc.constantFrom(null, 'Called back', 'Wrong number'),
  tags: fc.uniqueArray(fc.constantFrom('mine', 'yours'), { maxLength: 2 }),
  dueAtMs: fc.constantFrom(null, 4000, 6000),
});

function recordOf(seed: CallSeed, at: number): JsonMap {
  return {
    callId: `call-${at}`,
    resultStatus: seed.status,
    robotCallJobId: seed.task,
    tenantPhoneNumberId: seed.line,
    calledPhoneNumber: `+44 7700 90012${seed.phone}`,
    intentLevelDetailName: seed.intent,
    callRecordTagNames: [seed.tag],
    startTime: seed.startS,
    callDetailList: [{ type: 'PERSON', text: seed.words.join(' … ') }],
  };
}

/** When the lists are asked for. */
const nowMs = 5000;

function review(db: DerivedStore, { read, starred, outcome, tags, dueAtMs }: CallSeed, at: number): void {
  db.store.setReviews([`call-${at}`], { read, starred, outcome, addTags: [...tags], followUp: dueAtMs === null ? null : { dueAtMs, text: '' } }, true);
}

/** The rules of the query once more, over all calls in memory. */
function expectedIds(seeds: readonly CallSeed[], query: CallsQueryInput): string[] {
  const { status, task, line, phone, intent, tag, from, to, q, sort, read, starred, outcome, ownTag, followUp } = callsQuerySchema.parse(query);
  const matching = seeds
    .map((seed, at) => ({ ...seed, at, startMs: seed.startS === null ? null : seed.startS * 1000 }))
    .filter(
      (call) =>
        (status === undefined || status.includes(call.status ?? '')) &&
        (task === undefined || task === String(call.task)) &&
        (line === undefined || line === String(call.line)) &&
        (phone === undefined || phone.endsWith(String(call.phone))) &&
        (intent === undefined || intent === call.intent) &&
        (tag === undefined || tag === call.tag) &&
        (from === undefined || (call.startMs !== null && call.startMs >= from)) &&
        (to === undefined || (call.startMs !== null && call.startMs < to)) &&
        (read === undefined || read === call.read) &&
        (starred === undefined || starred === call.starred) &&
        (outcome === undefined || (call.outcome !== null && outcome.includes(call.outcome))) &&
        (ownTag === undefined || call.tags.includes(ownTag)) &&
        (followUp === undefined || (call.dueAtMs !== null && (followUp === 'any' || call.dueAtMs <= nowMs))) &&
        (q === undefined || q.split(' ').every((word) => call.words.includes(word))),
    );
  const byArrival = matching.toSorted((a, b) => b.at - a.at);
  const sorted = sort === 'arrived' ? byArrival : byArrival.toSorted((a, b) => (b.startMs ?? -Infinity) - (a.startMs ?? -Infinity) || b.at - a.at);
  return sorted.map(({ at }) => `call-${at}`);
}

const instant = fc.integer({ min: -1, max: 41 }).map((step) => (firstS + step * 9000 + 4500) * 1000);
const query: fc.Arbitrary<CallsQueryInput> = fc.record(
    {
      status: fc.uniqueArray(
        fc.constantFrom(...statuses.map((status) => status ?? '')),
        { minLength: 1 },
      ),
      task: fc.constantFrom('1', '2', '4'),
      line: fc.constantFrom('1', '2'),
      phone: fc.constantFrom('447700900121', '+44-7700-900122'),
      intent: fc.constantFrom('A', 'B level'),
      tag: fc.constantFrom('VIP', '老客户'),
      from: instant,
      to: instant,
      q: fc.uniqueArray(fc.constantFrom(...wordList), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
      read: fc.boolean(),
      starred: fc.boolean(),
      outcome: fc.uniqueArray(fc.constantFrom('Called back', 'Wrong number'), { minLength: 1 }),
      ownTag: fc.constantFrom('mine', 'yours', 'theirs'),
      followUp: fc.constantFrom('any' as const, 'due' as const),
      sort: fc.constantFrom('arrived' as const, 'started' as const),
      limit: fc.integer({ min: 1, max: 20 }),
    },
    { requiredKeys: ['sort', 'limit'] },
  );

describe('listCalls', () => {
  it('gives the calls that all filters allow, in order, page by page, each once', () => {
    fc.assert(
      fc.property(fc.array(callSeed, { minLength: 1, maxLength: 60 }), fc.array(query, { minLength: 5, maxLength: 10 }), (seeds, queries) => {
        using db = openDerivedStore({ looking: { now: () => nowMs } });
        db.push(...seeds.map((seed, at) => aPush(recordOf(seed, at))));
        for (const [at, seed] of seeds.entries()) review(db, seed, at);
        for (const each of queries) expect(idsOf(allPages(db, each))).toEqual(expectedIds(seeds, each));
      }),
      { numRuns: 15 },
    );
  });

  it('finds its way through more hits than it sorts at once, spread unevenly over the years', () => {
    using db = openDerivedStore();
    // A dense month two years ago, a quiet time since, and two calls with times that no clock shows.
    const records = Array.from({ length: 4600 }, (_, at) => ({
      callId: `call-${at}`,
      resultStatus: at % 2 === 0 ? 'BUSY' : 'REFUSED',
      startTime: at < 4500 ? firstS - 730 * dayS + ((at * 7919) % (30 * dayS)) : at < 4598 ? firstS + at * 3000 : at === 4598 ? 9_000_000_000 : null,
    }));
    db.push(aPush(records));
    const byStart = records.toSorted((a, b) => (b.startTime ?? -1) - (a.startTime ?? -1));
    const pages = allPages(db, { status: ['BUSY', 'REFUSED'], sort: 'started', limit: 500 });
    expect(idsOf(pages)).toEqual(byStart.map(({ callId }) => callId));
    for (const query of [{ read: false }, { read: false, status: ['BUSY', 'REFUSED'] }]) {
      expect(idsOf(allPages(db, { ...query, sort: 'started', limit: 500 }))).toEqual(idsOf(pages));
      expect(idsOf(allPages(db, { ...query, limit: 500 }))).toEqual(records.map(({ callId }) => callId).toReversed());
    }
    const dated = { read: false, from: (firstS + 4500 * 3000) * 1000, to: (firstS + 4510 * 3000) * 1000 };
    expect(idsOf(allPages(db, dated))).toEqual(records.slice(4500, 4510).map(({ callId }) => callId).toReversed());
  });

  it('keeps its pages apart and whole while calls arrive', () => {
    using db = openDerivedStore();
    const push = (from: number, to: number): void => {
      db.push(...Array.from({ length: to - from }, (_, at) => aPush({ callId: `call-${from + at}`, startTime: firstS + from + at, resultStatus: 'BUSY' })));
    };
    push(0, 30);
    for (const sort of ['arrived', 'started'] as const) {
      const first = list(db, { sort, status: 'BUSY', limit: 10 });
      const before = list(db, { sort, limit: 500 }).items;
      push(before.length, before.length + 15);
      const rest = list(db, { sort, status: ['BUSY'], limit: 500, cursor: first.nextCursor ?? '' });
      expect(idsOf([...first.items, ...rest.items])).toEqual(idsOf(before));
    }
  });

  it('keeps a call in its place by arrival when a revision comes', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'first' }), aPush({ callId: 'second' }), aPush({ callId: 'first', resultStatus: 'BUSY' }));
    expect(idsOf(list(db, {}).items)).toEqual(['second', 'first']);
  });

  it('says up to which event it holds everything', () => {
    using db = openDerivedStore();
    expect(list(db, {}).asOfEvent).toBe(0);
    db.push(aPush({ callId: 'first' }));
    expect(list(db, {}).asOfEvent).toBe(db.reading.lastEventSeq());
  });

  it.each(['x', 'a', 'a-1', 's1_', 'a1; DROP', '1', 's99999999999999999999_1'])('refuses the cursor %j', (cursor) => {
    using db = openDerivedStore();
    expect(() => list(db, { cursor })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('refuses a cursor of the other order', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }), aPush({ callId: 'b' }));
    const { nextCursor } = list(db, { limit: 1 });
    expect(() => list(db, { sort: 'started', cursor: nextCursor ?? '' })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('takes two hundred statuses', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a', resultStatus: 'S199' }));
    expect(list(db, { status: Array.from({ length: 200 }, (_, at) => `S${at}`) }).items).toHaveLength(1);
  });
});
