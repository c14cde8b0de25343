import { describe, expect, it } from 'vitest';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';

const startMs = 1_790_841_700_000;
const at = (minute: number) => ({ receivedAtMs: startMs + minute * 60_000 });
const json = { contentType: 'application/json', text: '{"status":"0"}' };
const success = { contentType: 'text/plain', text: 'success' };

describe('repeatedCalls', () => {
  it('tells when the content that came last was delivered', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }, at(0)), aPush({ callId: 'b' }, at(0)), aPush({ callId: 'a', chatRound: 1 }, at(1)), aPush({ callId: 'a' }, at(2)), aPush({ callId: 'b' }, at(3)), aPush({ callId: 'a' }, at(4)));
    expect(db.reading.repeatedCalls(startMs, 10)).toEqual([
      { callId: 'a', deliveredAtMs: [0, 2, 4].map((minute) => startMs + minute * 60_000) },
      { callId: 'b', deliveredAtMs: [0, 3].map((minute) => startMs + minute * 60_000) },
    ]);
    expect(db.reading.repeatedCalls(startMs, 1)).toHaveLength(1);
    expect(db.reading.repeatedCalls(startMs + 200_000, 10).map(({ callId }) => callId)).toEqual(['a']);
  });

  it('does not count what comes within seconds, replays, or Earshot’s own samples', () => {
    using db = openDerivedStore();
    db.push(
      aPush({ callId: 'twice' }, at(0)),
      aPush({ callId: 'twice' }, at(0.2)),
      aPush({ callId: 'sample' }, { ...at(0), source: 'sample' }),
      aPush({ callId: 'sample' }, { ...at(1), source: 'sample' }),
      aPush({ callId: 'replayed' }, at(0)),
      aPush({ callId: 'replayed' }, { ...at(1), source: 'replay', replayOf: 5 }),
    );
    expect(db.reading.repeatedCalls(startMs, 10)).toEqual([]);
    db.push(aPush({ callId: 'replayed' }, at(3)));
    expect(db.reading.repeatedCalls(startMs, 10)).toEqual([{ callId: 'replayed', deliveredAtMs: [startMs, startMs + 180_000] }]);
  });

  it('counts only what was answered in the form that is in force', () => {
    using db = openDerivedStore();
    db.store.recordAnswerForm(json);
    db.push(aPush({ callId: 'a' }, at(0)), aPush({ callId: 'a' }, at(1)), aPush({ callId: 'a' }, at(3)));
    db.store.recordAnswerForm(json);
    expect(db.reading.repeatedCalls(startMs, 10)[0]?.deliveredAtMs).toHaveLength(3);
    db.store.recordAnswerForm(success);
    expect(db.reading.repeatedCalls(startMs, 10)).toEqual([{ callId: 'a', deliveredAtMs: [] }]);
    db.push(aPush({ callId: 'a' }, at(7)));
    expect(db.reading.repeatedCalls(startMs, 10)[0]?.deliveredAtMs).toEqual([startMs + 420_000]);
  });

  it('looks at the latest deliveries of a call that came very often', () => {
    using db = openDerivedStore();
    db.push(...Array.from({ length: 60 }, (_, minute) => aPush({ callId: 'a' }, at(minute))));
    const [call] = db.reading.repeatedCalls(startMs, 10);
    expect(call?.deliveredAtMs).toHaveLength(12);
    expect(call?.deliveredAtMs.at(-1)).toBe(startMs + 59 * 60_000);
  });
});

describe('what a push was answered with', () => {
  it('is the form that was in force when it arrived', () => {
    using db = openDerivedStore();
    db.push(aPush({ callId: 'a' }));
    db.store.recordAnswerForm(json);
    db.push(aPush({ callId: 'b' }));
    db.store.recordAnswerForm(success);
    db.store.recordAnswerForm(json);
    db.store.recordAnswerForm(success);
    db.push(aPush({ callId: 'c' }));
    expect([1, 2, 3].map((id) => db.reading.pushDetail(id, 10)?.answerForm)).toEqual([null, json, success]);
  });
});
