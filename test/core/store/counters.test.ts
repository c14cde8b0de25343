import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 9, 1, 5, 7);

interface Arrival {
  readonly call: number;
  readonly status: string | null;
  readonly afterMinutes: number;
}

const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc.record({
    call: fc.integer({ min: 0, max: 12 }),
    status: fc.constantFrom('ANSWERED', 'BUSY', 'REFUSED', null),
    // The clock of a workstation may be set back.
    afterMinutes: fc.integer({ min: -20, max: 40 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('countCalls', () => {
  it('agrees with counting the calls, after any arrivals, revisions and repetitions', () => {
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: -30, max: 600 }), { minLength: 4, maxLength: 8 }), (pushes, sinceMinutes) => {
        using db = openDerivedStore();
        const known = new Map<number, { status: string; receivedAtMs: number }>();
        let receivedAtMs = startMs;
        let rounds = 0;
        const all = pushes.map(({ call, status, afterMinutes }) => {
          receivedAtMs += afterMinutes * minuteMs;
          const before = known.get(call);
          known.set(call, { status: status ?? before?.status ?? '', receivedAtMs: before?.receivedAtMs ?? receivedAtMs });
          // Each one is further on, so that it is a revision and its status, if it has one, counts.
          return aPush({ callId: `call-${call}`, resultStatus: status, callCount: (rounds += 1) }, { receivedAtMs });
        });
        db.push(...all);
        for (const since of sinceMinutes) {
          const sinceMs = startMs + since * minuteMs + 1;
          const expected = (fromMs: number): Record<string, number> =>
            Object.fromEntries(
              Map.groupBy(
                [...known.values()].filter((call) => call.receivedAtMs >= fromMs),
                ({ status }) => status,
              )
                .entries()
                .map(([status, calls]) => [status, calls.length]),
            );
          expect(db.reading.countCalls(sinceMs)).toEqual({ since: expected(sinceMs), all: expected(-Infinity) });
        }
        expect(db.reading.totals().calls).toBe(known.size);
      }),
      { numRuns: 25 },
    );
  });

  it('counts none in an empty database', () => {
    using db = openDerivedStore();
    expect(db.reading.countCalls(startMs)).toEqual({ since: {}, all: {} });
  });

  it('counts a call that arrived at the very moment', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a', resultStatus: 'BUSY' }, { receivedAtMs: startMs }));
    expect(db.reading.countCalls(startMs).since).toEqual({ BUSY: 1 });
    expect(db.reading.countCalls(startMs + 1).since).toEqual({});
  });
});
