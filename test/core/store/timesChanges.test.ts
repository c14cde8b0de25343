import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimesBefore, TimesChange } from '#shared/model/callTiming.ts';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { storeContents } from '../../support/storeContents.ts';
import { aTimedPush, nextJob, ready, sentences, solved, timedCall } from '../../support/callsToTime.ts';

const corrected = (db: DerivedStore, callId = 'a') => db.reading.getCall(callId)?.utterances.map((sentence) => sentence.corrected);
const timing = (db: DerivedStore, callId = 'a') => db.reading.getCall(callId)?.timing;
/** Changes times and returns what was before; fails where the change does. */
function change(db: DerivedStore, changes: readonly TimesChange[], shiftMs?: number): TimesBefore {
  const changed = db.store.changeTimes('a', { changes: [...changes], ...(shiftMs !== undefined && { shiftMs }) });
  if (changed?.ok !== true) throw new Error(JSON.stringify(changed));
  return changed.before;
}
const faults = (db: DerivedStore, changes: readonly TimesChange[], shiftMs?: number) => {
  const changed = db.store.changeTimes('a', { changes: [...changes], ...(shiftMs !== undefined && { shiftMs }) });
  return changed?.ok === false ? changed.problems.map(({ index, fault }) => [index, fault]) : [];
};

describe('what the operator says of a call’s times', () => {
  it('stands beside what the platform and the estimate say, and the figures go by it', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    db.store.finishTimes(nextJob(db)!, solved);
    const seq = db.reading.lastEventSeq();
    expect(change(db, [{ index: 0, startMs: 700, endMs: 2900 }, { index: 1, startMs: 2800, endMs: 4100 }])).toEqual({ changes: [{ index: 0, reset: true }, { index: 1, reset: true }], shiftMs: 0 });
    expect(db.reading.getCall('a')).toMatchObject({
      utterances: [{ startMs: 500, endMs: 2500, timing: 'estimated', corrected: { startMs: 700, endMs: 2900 } }, { startMs: 3000, endMs: 4000, timing: 'given', corrected: { startMs: 2800, endMs: 4100 } }, { corrected: null }],
      timing: { state: 'solved', shiftMs: 0, hasCorrections: true },
      conversation: { robotMs: 3700, customerMs: 1300 },
    });
    expect(db.reading.eventsAfter(seq, 10)).toEqual([{ kind: 'times', seq: seq + 1, callId: 'a' }]);
    expect(change(db, [{ index: 0, reset: true }], 250)).toEqual({ changes: [{ index: 0, startMs: 700, endMs: 2900 }], shiftMs: 0 });
    expect(timing(db)).toMatchObject({ shiftMs: 250, hasCorrections: true });
  });

  it('gives figures of a call that could not be estimated, once it says of all sentences', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a', { customerAudioUrl: undefined }));
    ready(db, 'a', 'composite');
    change(db, [{ index: 0, startMs: 0, endMs: 2000 }, { index: 2, startMs: 5000, endMs: 7000 }]);
    expect(db.reading.getCall('a')).toMatchObject({ timing: { state: 'unknown' }, conversation: { robotMs: 4000, isEstimated: false } });
  });

  it('can be put back and forth by what each change answers', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    const states = [corrected(db)];
    const undo = [change(db, [{ index: 0, startMs: 100, endMs: 900 }]), change(db, [{ index: 0, startMs: 200, endMs: 900 }, { index: 2, startMs: 5000, endMs: 5500 }], -100), change(db, [], 300)];
    const last = [corrected(db), timing(db)?.shiftMs];
    const redo = undo.toReversed().map((before) => change(db, before.changes, before.shiftMs));
    expect([corrected(db), timing(db)?.shiftMs]).toEqual([states[0], 0]);
    for (const before of redo.toReversed()) change(db, before.changes, before.shiftMs);
    expect([corrected(db), timing(db)?.shiftMs]).toEqual(last);
  });

  it('can be put back after any changes that were taken', () => {
    const ms = fc.integer({ min: -3000, max: 13_000 });
    const one = fc.oneof(fc.record({ index: fc.integer({ min: 0, max: 3 }), startMs: ms, endMs: ms }), fc.record({ index: fc.integer({ min: 0, max: 3 }), reset: fc.constant(true as const) }));
    using db = openDerivedStore();
    timedCall(db, 'a');
    fc.assert(
      fc.property(fc.array(fc.record({ changes: fc.array(one, { maxLength: 3 }), shiftMs: fc.option(ms, { nil: undefined }) }), { maxLength: 8 }), (steps) => {
        const before = [corrected(db), timing(db)];
        const undo: TimesBefore[] = [];
        for (const step of steps) {
          const changed = db.store.changeTimes('a', step);
          if (changed?.ok === true) undo.push(changed.before);
          const shiftMs = timing(db)?.shiftMs ?? 0;
          expect(corrected(db)?.filter((set) => set !== null && (set.startMs + shiftMs < 0 || set.startMs >= set.endMs || set.endMs + shiftMs > 10_000))).toEqual([]);
        }
        for (const { changes, shiftMs } of undo.toReversed()) change(db, changes, shiftMs);
        expect([corrected(db), timing(db)]).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('tells nobody where nothing changes', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    change(db, [{ index: 0, startMs: 100, endMs: 900 }], 40);
    const seq = db.reading.lastEventSeq();
    change(db, [{ index: 0, startMs: 100, endMs: 900 }, { index: 1, reset: true }], 40);
    change(db, []);
    expect(db.reading.lastEventSeq()).toBe(seq);
  });

  it('is refused where no sentence can have such a time, and then nothing changes', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    const good = { index: 1, startMs: 3100, endMs: 4000 };
    expect(faults(db, [good, { index: 0, startMs: 900, endMs: 900 }, { index: 3, startMs: 0, endMs: 1 }, { index: 2, startMs: 9000, endMs: 10_001 }])).toEqual([[3, 'no-such-sentence'], [0, 'ends-before-start'], [2, 'after-recording']]);
    expect(faults(db, [{ index: 0, startMs: -1, endMs: 900 }])).toEqual([[0, 'before-recording']]);
    expect(faults(db, [good], 10_001)).toEqual([[null, 'shift-too-far'], [1, 'after-recording']]);
    expect(corrected(db)).toEqual([null, null, null]);
    change(db, [{ index: 0, startMs: 0, endMs: 10_000 }]);
    expect(faults(db, [], -1)).toEqual([[0, 'before-recording']]);
    expect(faults(db, [], 1)).toEqual([[0, 'after-recording']]);
    // With the shift it lies within the recording.
    change(db, [{ index: 0, startMs: -50, endMs: 900 }], 50);
    expect(db.store.changeTimes('no such call', { changes: [] })).toBeNull();
  });

  it('is bounded by the start alone where nobody knows how long the recording is', () => {
    using db = openDerivedStore();
    db.push(aTimedPush('a'));
    change(db, [{ index: 0, startMs: 5_000_000, endMs: 5_000_001 }], 90_000);
    expect(faults(db, [{ index: 0, startMs: -90_001, endMs: 1 }])).toEqual([[0, 'before-recording']]);
  });

  it('is taken back as a whole, and that too can be taken back', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    change(db, [{ index: 0, startMs: 100, endMs: 900 }, { index: 2, startMs: 5000, endMs: 6000 }], -30);
    const reset = db.store.resetTimes('a');
    expect([corrected(db), timing(db)]).toMatchObject([[null, null, null], { shiftMs: 0, hasCorrections: false }]);
    expect(reset).toEqual({ ok: true, before: { changes: [{ index: 0, startMs: 100, endMs: 900 }, { index: 2, startMs: 5000, endMs: 6000 }], shiftMs: -30 } });
    if (reset?.ok === true) change(db, reset.before.changes, reset.before.shiftMs);
    expect(corrected(db)?.[2]).toEqual({ startMs: 5000, endMs: 6000 });
    expect(db.store.resetTimes('no such call')).toBeNull();
  });

  it('stays with its sentence when a revision brings another transcript', () => {
    using db = openDerivedStore();
    timedCall(db, 'a');
    change(db, [{ index: 2, startMs: 5000, endMs: 6000 }], 20);
    db.push(aTimedPush('a', { chatRound: 9, callDetailList: [{ callDetailId: 9, text: 'Ringing', type: 'ROBOT' }, ...sentences] }));
    expect([corrected(db), timing(db)?.shiftMs]).toEqual([[null, null, null, { startMs: 5000, endMs: 6000 }], 20]);
    db.push(aTimedPush('a', { chatRound: 10, callDetailList: [...sentences.slice(0, 2), ...sentences] }));
    expect(corrected(db)).toEqual([null, null, null, null, { startMs: 5000, endMs: 6000 }]);
  });

  it('stays with what was said where sentences have no ids, and with the same one of several of one id', () => {
    using db = openDerivedStore();
    const bare = sentences.map((sentence) => ({ ...sentence, callDetailId: null }));
    db.push(aTimedPush('a', { callDetailList: bare }));
    change(db, [{ index: 0, startMs: 100, endMs: 900 }, { index: 2, startMs: 5000, endMs: 6000 }]);
    db.push(aTimedPush('a', { chatRound: 9, callDetailList: [...bare.slice(0, 2), { text: 'Something else.', type: 'ROBOT' }, ...bare.slice(2)] }));
    expect(corrected(db)).toEqual([{ startMs: 100, endMs: 900 }, null, null, null]);
    change(db, [{ index: 2, startMs: 1, endMs: 2 }]);
    expect(corrected(db)?.[2]).toEqual({ startMs: 1, endMs: 2 });

    const alike = sentences.map((sentence) => ({ ...sentence, callDetailId: 7 }));
    db.push(aTimedPush('a', { chatRound: 10, callDetailList: alike }));
    change(db, [{ index: 1, startMs: 300, endMs: 400 }]);
    expect(corrected(db)).toEqual([null, { startMs: 300, endMs: 400 }, null]);
  });
});

describe('deriving anew', () => {
  it('leaves times as they were: estimates, corrections, figures, what is due', () => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-times-'));
    try {
      const file = join(dir, 'earshot.db');
      const calls = ['solved', 'a', 'revised', 'due', 'unknown', 'unavailable', 'given'];
      let before: unknown;
      {
        using db = openDerivedStore({ dir });
        for (const callId of ['solved', 'a', 'revised']) {
          timedCall(db, callId);
          db.store.finishTimes(nextJob(db)!, solved);
        }
        change(db, [{ index: 0, startMs: 100, endMs: 900 }], 30);
        timedCall(db, 'due');
        nextJob(db);
        db.store.giveTimesBack(nextJob(db)!);
        db.store.giveTimesBack(nextJob(db)!);
        db.push(aTimedPush('unknown', { fullAudioUrl: undefined }), aTimedPush('unavailable'), aTimedPush('given', { callDetailList: [sentences[1]!] }));
        db.store.markFailed('unavailable', 'composite', { url: 'https://recordings.example.net/ai_user.wav', reason: 'gone', nextTryAtMs: null, attempts: 1 });
        db.push(aTimedPush('revised', { chatRound: 9, fullAudioUrl: '' }));
        db.push(aTimedPush('revised', { chatRound: 9, customerAudioUrl: 'https://recordings.example.net/other.wav' }));
        before = calls.map((callId) => db.reading.getCall(callId));
      }
      const contents = storeContents(file, 'hello');
      forgetDerived(file);
      using db = openDerivedStore({ dir });
      db.derive();
      expect(calls.map((callId) => db.reading.getCall(callId))).toEqual(before);
      const after = storeContents(file, 'hello');
      for (const table of ['call_times', 'estimated_times', 'time_corrections', 'time_shifts']) expect(after[table]).toEqual(contents[table]);
      expect(corrected(db)?.[0]).toEqual({ startMs: 100, endMs: 900 });
      // Tries begin anew.
      expect(after['times_due']).toMatchObject([{ call_row: 4, made_from: (contents['times_due'] as { made_from: string }[])[0]?.made_from, tries: 0 }]);
      expect(db.problems).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
