import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '#shared/model/canonicalJson.ts';
import type { JsonMap } from '#shared/model/json.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const callIds = ['call-1', 'call-2', 'call-3'] as const;

/** What the platform says of a call, one time after the other; each time something else. */
const contents: fc.Arbitrary<JsonMap[]> = fc.uniqueArray(
  fc.record(
    {
      resultStatus: fc.constantFrom('ANSWERED', 'BUSY', '', null),
      calledPhoneNumber: fc.constantFrom('447700900123', '8613800000000'),
      chatDuration: fc.nat({ max: 90 }),
      properties: fc.dictionary(fc.constantFrom('name', 'plan'), fc.constantFrom('Sam', '价格')),
      customerTagNames: fc.subarray(['VIP', 'new']),
      callDetailList: fc.array(fc.record({ text: fc.constantFrom('Hello', 'Yes'), type: fc.constantFrom('PERSON', 'ROBOT') }), { maxLength: 2 }),
      fullAudioUrl: fc.constantFrom('https://r.example.net/1.wav', ''),
    },
    { requiredKeys: [] },
  ) as unknown as fc.Arbitrary<JsonMap>, // every field is JSON; fast-check has a missing one as undefined
  { minLength: 1, maxLength: 3, selector: contentOf },
);

interface Delivery {
  readonly body: unknown;
  readonly callIds: readonly string[];
}

/**
 * Every call's contents in their order, those of different calls mixed at will, each delivered again any number of times
 * once it was delivered; alone, wrapped, or several in one push.
 */
const deliveries = fc.tuple(contents, contents, contents, fc.infiniteStream(fc.nat({ max: 1_000_000 }))).map(([first, second, third, chance]) => {
  const next = (below: number): number => (chance.next().value ?? 0) % below;
  const waiting = [first, second, third].map((list, at) => list.map((content) => ({ callId: callIds[at]!, ...content })));
  const records: JsonMap[] = [];
  while (waiting.some((list) => list.length > 0)) {
    if (records.length > 0 && next(3) === 0) records.push(records[next(records.length)]!);
    else {
      const left = waiting.filter((list) => list.length > 0);
      records.push(left[next(left.length)]!.shift()!);
    }
  }
  const pushes: Delivery[] = [];
  while (records.length > 0) {
    const batch = records.splice(0, next(3) === 0 ? 1 + next(4) : 1);
    const body = batch.length > 1 ? (next(2) === 0 ? batch : { array: batch }) : next(4) === 0 ? { dataType: 'ROBOT_CALL_RECORD', data: batch[0] } : batch[0];
    pushes.push({ body, callIds: batch.map((record) => record['callId'] as string) });
  }
  return { inOrder: [first, second, third], pushes };
});

/** What is the same whatever came between a call's deliveries, and how often it came. */
function tellable(db: DerivedStore, callId: string): object {
  const call = db.reading.getCall(callId)!;
  const { receivedAtMs: _received, updatedAtMs: _updated, duplicateCount: _duplicates, revisions, ...rest } = call;
  return { ...rest, outcomes: revisions.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'duplicate') };
}

describe('deliveries of different calls', () => {
  it('make the same calls, however they are mixed, batched and repeated', () => {
    using db = openDerivedStore();
    let run = 0;
    fc.assert(
      fc.property(deliveries, ({ inOrder, pushes }) => {
        // Ids of their own in each run, so that one database serves all.
        run += 1;
        const named = (value: unknown, kind: string): unknown => JSON.parse(JSON.stringify(value).replaceAll(/"call-(\d)"/g, `"${kind}-${run}-$1"`));
        db.push(...inOrder.flatMap((list, at) => list.map((content) => aPush(named({ callId: callIds[at], ...content }, 'alone')))));
        db.push(...pushes.map(({ body }) => aPush(named(body, 'mixed'))));
        for (const [at, list] of inOrder.entries()) {
          const mixed = tellable(db, `mixed-${run}-${at + 1}`);
          expect({ ...mixed, callId: '' }).toEqual({ ...tellable(db, `alone-${run}-${at + 1}`), callId: '' });
          const times = pushes.flatMap((push) => push.callIds).filter((callId) => callId === callIds[at]).length;
          expect(db.reading.getCall(`mixed-${run}-${at + 1}`)).toMatchObject({ revisionCount: list.length, duplicateCount: times - list.length });
        }
      }),
      { numRuns: 60 },
    );
    expect(db.problems).toEqual([]);
  });
});
