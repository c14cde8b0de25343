import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const firstMs = 1_790_841_600_000;
const minuteMs = 60_000;
const callIds = ['a', 'b', 'c', 'd', 'e'] as const;
const lostStatuses = ['TRANSFER_ARTIFICIAL', 'CALL_LOSS'];

type Step =
  | { readonly kind: 'push'; readonly callId: string; readonly status: string; readonly phone: string; readonly startMinute: number | null; readonly isReplayed: boolean; readonly isDerived: boolean }
  | { readonly kind: 'handle'; readonly callId: string; readonly isHandled: boolean }
  | { readonly kind: 'outcome'; readonly callId: string; readonly outcome: string | null }
  | { readonly kind: 'undo' | 'restart' | 'rederive' };

const push = fc.record({
  kind: fc.constant('push' as const),
  callId: fc.constantFrom(...callIds),
  status: fc.constantFrom(...lostStatuses, 'ANSWERED', 'ANSWERED', 'NO_ANSWER'),
  // Written otherwise, it is still the same number.
  phone: fc.constantFrom('447700900123', '+44 7700 900123', '525512345678'),
  startMinute: fc.option(fc.integer({ min: -2000, max: 60 }), { freq: 5 }),
  isReplayed: fc.boolean(),
  // Else it is only kept when Earshot ends, and derived at the next start.
  isDerived: fc.boolean(),
});
const handle = fc.record({ kind: fc.constant('handle' as const), callId: fc.constantFrom(...callIds), isHandled: fc.boolean() });
const outcome = fc.record({ kind: fc.constant('outcome' as const), callId: fc.constantFrom(...callIds), outcome: fc.constantFrom('Called back', 'Wrong number', null) });
const again = fc.record({ kind: fc.constantFrom('undo' as const, 'undo' as const, 'restart' as const, 'rederive' as const) });
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof({ weight: 5, arbitrary: push }, { weight: 2, arbitrary: handle }, { weight: 1, arbitrary: outcome }, { weight: 2, arbitrary: again }), { minLength: 3, maxLength: 20 });

/** What is to be seen, kept in the plainest way: who was lost, who was seen to, and from the calls as they stand who was reached. */
interface Expected {
  readonly raised: Map<string, string>;
  readonly handled: Set<string>;
  readonly outcomes: Map<string, string>;
  /** What takes back each deed that can be undone, the last one at the end. */
  readonly undoing: (() => void)[];
}

const digits = (phone: string | null): string => (phone ?? '').replaceAll(/\D/g, '');

function expectedCards(db: DerivedStore, { raised, handled, outcomes }: Expected): unknown[] {
  const arrivals = db.reading.listCalls({ sort: 'arrived', limit: 100 }).items.toReversed();
  return arrivals
    .filter(({ callId }) => raised.has(callId) && !handled.has(callId) && !outcomes.has(callId))
    .map((lost) => {
      const later = arrivals.filter((call, place) => {
        if (call.callId === lost.callId || call.status !== 'ANSWERED' || digits(call.phone) !== digits(lost.phone)) return false;
        return call.startedAtMs === null || lost.startedAtMs === null ? place > arrivals.indexOf(lost) : call.startedAtMs > lost.startedAtMs;
      });
      const atMs = later.map((call) => call.startedAtMs ?? call.receivedAtMs).toSorted((one, other) => one - other)[0] ?? null;
      return { callId: lost.callId, revisedFrom: raised.get(lost.callId) === lost.status ? null : raised.get(lost.callId), answeredAtMs: atMs };
    })
    .toSorted(byId);
}

function cards(db: DerivedStore): unknown[] {
  return db.reading
    .listRescues({ answered: ['ANSWERED'], limit: 100 })
    .items.map(({ call, revisedFrom, answered }) => ({ callId: call.callId, revisedFrom, answeredAtMs: answered?.atMs ?? null }))
    .toSorted(byId);
}

function byId(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

it('shows a card for whoever was lost until it is put away, over any sequence of calls, ends and beginnings anew', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const dir = mkdtempSync(join(tmpdir(), 'earshot-rescues-'));
      let db = openDerivedStore({ dir });
      const expected: Expected = { raised: new Map(), handled: new Set(), outcomes: new Map(), undoing: [] };
      const close = (): void => {
        for (const part of [db.reading, db.deriving, db.store]) part.close();
      };
      const open = (): void => {
        db = openDerivedStore({ dir });
        db.derive();
      };
      const [refused = 0] = db.push(aPush('{', { refusal: {} }));
      let pushed = 0;
      const setHandled = (callId: string, isHandled: boolean): void => void (isHandled ? expected.handled.add(callId) : expected.handled.delete(callId));
      const setOutcome = (callId: string, named: string | null): void => void (named === null ? expected.outcomes.delete(callId) : expected.outcomes.set(callId, named));
      const take = (step: Step): void => {
        if (step.kind === 'push') {
          pushed += 1;
          const { callId, status, phone, startMinute } = step;
          const receivedAtMs = firstMs + pushed * minuteMs;
          const before = db.reading.getCall(callId);
          const times: JsonMap = startMinute === null ? {} : { startTime: firstMs + startMinute * minuteMs, endTime: firstMs + startMinute * minuteMs + 30_000 };
          db.store.appendPushes([aPush({ callId, resultStatus: status, calledPhoneNumber: phone, chatRound: pushed, ...times }, { receivedAtMs, replayOf: step.isReplayed ? refused : null })]);
          if (step.isDerived) db.derive();
          else {
            close();
            open();
          }
          const after = db.reading.getCall(callId);
          const isNew = after !== null && (before === null || before.status !== after.status);
          const isRecent = !step.isReplayed || (after?.endedAtMs !== null && receivedAtMs - (after?.endedAtMs ?? 0) < 86_400_000);
          if (isNew && isRecent && lostStatuses.includes(after.status ?? '') && !expected.raised.has(callId)) expected.raised.set(callId, after.status ?? '');
        } else if (step.kind === 'handle') {
          if ((db.store.setRescueHandled(step.callId, step.isHandled) !== null) !== expected.raised.has(step.callId)) throw new Error(`The card of ${step.callId} is there or is not, otherwise than expected.`);
          if (!expected.raised.has(step.callId) || expected.handled.has(step.callId) === step.isHandled) return;
          setHandled(step.callId, step.isHandled);
          expected.undoing.push(() => setHandled(step.callId, !step.isHandled));
        } else if (step.kind === 'outcome') {
          const before = expected.outcomes.get(step.callId) ?? null;
          const done = db.store.setReviews([step.callId], { outcome: step.outcome }, false);
          if (done === null || before === step.outcome) return;
          setOutcome(step.callId, step.outcome);
          expected.undoing.push(() => setOutcome(step.callId, before));
        } else if (step.kind === 'undo') {
          const takeBack = expected.undoing.pop();
          if (db.store.undo(null).ok !== (takeBack !== undefined)) throw new Error('There is something to undo, or is not, otherwise than expected.');
          takeBack?.();
        } else {
          close();
          if (step.kind === 'rederive') forgetDerived(join(dir, 'earshot.db'));
          open();
        }
      };
      try {
        for (const step of sequence) {
          take(step);
          expect(cards(db)).toEqual(expectedCards(db, expected));
        }
      } finally {
        close();
        rmSync(dir, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
