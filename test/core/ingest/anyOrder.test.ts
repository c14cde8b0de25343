import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '#shared/model/canonicalJson.ts';
import type { JsonMap, JsonValue } from '#shared/model/json.ts';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { storeContents } from '../../support/storeContents.ts';

/** What a platform may put otherwise in any record of a call, without it telling which is newer. */
const anyValues = fc.record({
  resultStatus: fc.constantFrom('ANSWERED', 'BUSY', 'TRANSFER_ARTIFICIAL'),
  intentLevelDetailName: fc.constantFrom('A', 'C', 'D'),
  calledPhoneNumber: fc.constantFrom('447700900123', '8613800000000'),
  properties: fc.constantFrom({ plan: 'x' }, { plan: '价格', name: 'Sam' }),
  // Not of the vendor's page.
  mood: fc.constantFrom('fine', 'bad'),
});

/** What is absent or empty at first, in some form of empty. */
const filledLater = ['hangupBy', 'customerTagNames', 'fullAudioUrl', 'dynamicProperties', 'weather'] as const;
const emptyForms: fc.Arbitrary<JsonValue | undefined> = fc.constantFrom(undefined, null, '', [], {}, 'null');
const filled: Readonly<Record<(typeof filledLater)[number], fc.Arbitrary<JsonValue>>> = {
  hangupBy: fc.constantFrom('CUSTOMER', 'ROBOT'),
  customerTagNames: fc.constantFrom(['VIP'], ['VIP', 'new']),
  fullAudioUrl: fc.constantFrom('https://r.example.net/1.wav', 'https://r.example.net/2.wav'),
  dynamicProperties: fc.constantFrom({ callback: 'Tuesday' }, { callback: 'never' }),
  weather: fc.constantFrom(1, 'rain'),
};

interface Growth {
  /** What has grown: a counter, the end, a length, the number of sentences, or one more field that is filled. */
  readonly by: 'callCount' | 'redialTimes' | 'endTime' | 'chatDuration' | 'billingTime' | 'chatRound' | 'sentences' | 'filled';
  readonly values: JsonMap;
  readonly empty: JsonValue | undefined;
  readonly fill: JsonMap;
}
const growth: fc.Arbitrary<Growth> = fc.record({
  by: fc.constantFrom('callCount', 'redialTimes', 'endTime', 'chatDuration', 'billingTime', 'chatRound', 'sentences', 'filled'),
  values: anyValues,
  empty: emptyForms,
  fill: fc.record(filled),
});

/** The records that a platform makes of one call, one after the other: each is further on than the one before. */
function grown(steps: readonly Growth[]): JsonMap[] {
  const reached = { callCount: 1, redialTimes: 0, endTime: 1_790_841_600, chatDuration: 0, billingTime: 0, chatRound: 0, sentences: 0, filled: 0 };
  return steps.map(({ by, values, empty, fill }) => {
    reached[by] += 1;
    const { sentences, filled: count, ...numbers } = reached;
    const later = filledLater.flatMap((name, at): [string, JsonValue][] => {
      if (at < count) return [[name, fill[name]!]];
      return empty === undefined ? [] : [[name, empty]];
    });
    const callDetailList = Array.from({ length: sentences }, (_, at) => ({ type: 'PERSON', text: `Hello ${at}` }));
    // The number of an unfilled field is not there at all, as of a call that goes on.
    const known = Object.entries(numbers).filter(([, number]) => number > 0);
    return { ...Object.fromEntries(known), ...values, ...Object.fromEntries(later), ...(sentences > 0 && { callDetailList }) };
  });
}

/** Deliveries of the numbered records in any order, each at least once. */
const deliveriesOf = (count: number): fc.Arbitrary<number[]> => {
  const all = Array.from({ length: count }, (_, at) => at);
  return fc.array(fc.nat({ max: count - 1 }), { maxLength: 5 }).chain((repeats) => fc.shuffledSubarray([...all, ...repeats], { minLength: count + repeats.length }));
};

/** The same with the first delivery of each in the order of the records. */
const firstsInOrder = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: 99 }), { maxLength: 8 }).map((chances) => {
    const order = Array.from({ length: count }, (_, at) => at);
    for (const chance of chances) {
      const at = chance % (order.length + 1);
      const before = order.slice(0, at);
      if (before.length > 0) order.splice(at, 0, before[chance % before.length]!);
    }
    return order;
  });

/** What a call says, whatever came when and how often. */
function saying(db: DerivedStore, callId: string): string {
  const { callId: _id, receivedAtMs: _received, updatedAtMs: _updated, duplicateCount: _duplicates, revisions: _revisions, ...rest } = db.reading.getCall(callId)!;
  return contentOf(rest);
}

/**
 * Pushes what each of `runs` makes, once in order and once as it is delivered, and finds the same calls; returns what is in
 * the database then, and after everything was derived anew.
 */
function derivedTwice<Run>(runs: fc.Arbitrary<Run>, numRuns: number, pushedBy: (run: Run) => { readonly inOrder: readonly JsonMap[]; readonly delivered: readonly JsonMap[] }): { readonly live: object; readonly anew: object } {
  using db = openDerivedStore();
  let calls = 0;
  fc.assert(
    fc.property(runs, (run) => {
      calls += 1;
      const { inOrder, delivered } = pushedBy(run);
      db.push(...inOrder.map((record) => aPush({ callId: `in order ${calls}`, ...record })), ...delivered.map((record) => aPush({ callId: `delivered ${calls}`, ...record })));
      expect(saying(db, `delivered ${calls}`)).toBe(saying(db, `in order ${calls}`));
      expect(db.reading.getCall(`delivered ${calls}`)).toMatchObject({ revisionCount: inOrder.length, duplicateCount: delivered.length - inOrder.length });
    }),
    { numRuns },
  );
  expect(db.problems).toEqual([]);
  const live = storeContents(db.file, 'hello');
  forgetDerived(db.file);
  using again = openDerivedStore({ dir: db.dir });
  again.derive();
  expect(again.problems).toEqual([]);
  return { live, anew: storeContents(again.file, 'hello') };
}

describe('a call’s deliveries', () => {
  it('make the same call in any order and however often, where each record is further on than the one before; also when everything is derived anew', () => {
    const runs = fc.array(growth, { minLength: 1, maxLength: 5 }).chain((steps) => fc.record({ records: fc.constant(grown(steps)), order: deliveriesOf(steps.length) }));
    const { live, anew } = derivedTwice(runs, 80, ({ records, order }) => ({ inOrder: records, delivered: order.map((at) => records[at]!) }));
    expect(anew).toEqual(live);
  });

  it('say what the record that is furthest on says, and what only older ones do', () => {
    fc.assert(
      fc.property(fc.array(growth, { minLength: 1, maxLength: 5 }), (steps) => {
        using db = openDerivedStore();
        const records = grown(steps);
        db.push(...records.toReversed().map((record) => aPush({ callId: 'a', ...record })));
        const { intentLevelDetailName, mood } = steps.at(-1)!.values;
        expect(db.reading.getCall('a')).toMatchObject({ intent: intentLevelDetailName, unknownFields: { mood } });
      }),
      { numRuns: 5 },
    );
  });

  it('make the same call where nothing tells which is newer, however often and however late each comes again after it came in its turn; also when everything is derived anew', () => {
    const corrections = fc.uniqueArray(anyValues, { minLength: 1, maxLength: 5, selector: contentOf });
    const runs = corrections.chain((records) => fc.record({ records: fc.constant(records), order: firstsInOrder(records.length), amends: fc.boolean() }));
    const { live, anew } = derivedTwice(runs, 80, ({ records, order, amends }) => {
      // Some platforms may send no more than what is to be changed.
      const sent = records.map((record, at) => (amends && at > 0 ? { intentLevelDetailName: record['intentLevelDetailName'] ?? null, at } : { ...record, endTime: 1_790_841_600 }));
      return { inOrder: sent, delivered: order.map((at) => sent[at]!) };
    });
    expect(anew).toEqual(live);
  });
});
