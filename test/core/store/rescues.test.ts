import { describe, expect, it } from 'vitest';
import type { JsonMap } from '#shared/model/json.ts';
import { forgetDerived } from '../../../electron/core/store/index.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const arrivalMs = 1_790_841_700_000;
/** Started ten minutes before it arrived, ended four seconds before. */
const lost = (callId: string, more: JsonMap = {}, minute = 0) =>
  aPush(
    { callId, calledPhoneNumber: '525512345678', resultStatus: 'TRANSFER_ARTIFICIAL', startTime: arrivalMs + minute * 60_000 - 600_000, endTime: arrivalMs + minute * 60_000 - 4000, ...more },
    { receivedAtMs: arrivalMs + minute * 60_000 },
  );
const unstarted = (callId: string, resultStatus: string) => aPush({ callId, calledPhoneNumber: '525512345678', resultStatus }, { receivedAtMs: arrivalMs });
const listed = (db: DerivedStore) => db.reading.listRescues({ answered: ['ANSWERED'], limit: 100 });
const cards = (db: DerivedStore) => listed(db).items.map(({ call, answered, revisedFrom }) => [call.callId, answered?.callId ?? null, revisedFrom]);
const told = (db: DerivedStore): string[] => {
  const events = db.reading.eventsAfter(0, 1000);
  return events === 'too-old' ? [] : events.flatMap((event) => (event.kind === 'rescue' ? [event.callId] : []));
};

describe('listRescues', () => {
  it('tells who waits, since when, and what was said last', () => {
    using db = openDerivedStore();
    db.push(lost('a', { callDetailList: [{ text: 'A person, please, a person!', type: 'PERSON' }, { text: 'Bye.', type: 'PERSON' }, { text: ' ', type: 'PERSON' }, { text: 'Please hold.', type: 'ROBOT' }] }));
    expect(listed(db)).toEqual({
      items: [{ call: expect.objectContaining({ callId: 'a', phone: '525512345678' }) as unknown, sinceMs: arrivalMs - 4000, isSinceEnd: true, lastWords: 'Bye.', revisedFrom: null, answered: null }],
      open: 1,
    });
    expect(told(db)).toEqual(['a']);
  });

  it('has those that arrived last first, as many as are asked for, and counts all', () => {
    using db = openDerivedStore();
    db.push(lost('a'), lost('b', {}, 1), lost('c', { resultStatus: 'CALL_LOSS' }, 1), lost('d', { resultStatus: 'BUSY' }, 2));
    expect(cards(db).map(([callId]) => callId)).toEqual(['c', 'b', 'a']);
    expect(db.reading.listRescues({ answered: [], limit: 2 })).toMatchObject({ items: [{ call: { callId: 'c' } }, { call: { callId: 'b' } }], open: 3 });
  });

  it('says that a later call to the number was answered, however the number is written, in whatever order they arrive', () => {
    for (const inOrder of [true, false]) {
      using db = openDerivedStore();
      const answered = lost('again', { calledPhoneNumber: '+52 55 1234 5678', resultStatus: 'ANSWERED', startTime: arrivalMs, endTime: arrivalMs + 5000 }, inOrder ? 1 : -1);
      db.push(...(inOrder ? [lost('a'), answered] : [answered, lost('a')]));
      expect(cards(db)).toEqual([['a', 'again', null]]);
      expect(listed(db).items[0]?.answered).toEqual({ callId: 'again', atMs: arrivalMs, arrivedAtMs: arrivalMs + (inOrder ? 60_000 : -60_000) });
    }
  });

  it('does not take an earlier call, another number or an unanswered call for that', () => {
    using db = openDerivedStore();
    db.push(
      lost('earlier', { resultStatus: 'ANSWERED', startTime: arrivalMs - 900_000 }, -10),
      lost('a'),
      lost('late', { resultStatus: 'ANSWERED', startTime: arrivalMs - 1_800_000 }, 5),
      lost('other', { resultStatus: 'ANSWERED', calledPhoneNumber: '525512345679', startTime: arrivalMs }, 6),
      lost('busy', { resultStatus: 'BUSY', startTime: arrivalMs }, 7),
    );
    expect(cards(db)).toEqual([['a', null, null]]);
  });

  it('goes by the arrival where nobody knows when calls began', () => {
    using db = openDerivedStore();
    db.push(unstarted('before', 'ANSWERED'), unstarted('a', 'CALL_LOSS'));
    expect(cards(db)).toEqual([['a', null, null]]);
    db.push(unstarted('after', 'ANSWERED'));
    expect(cards(db)).toEqual([['a', 'after', null]]);
  });

  it('takes it back where the platform does', () => {
    using db = openDerivedStore();
    db.push(lost('a'), lost('again', { resultStatus: 'ANSWERED', startTime: arrivalMs }, 1), lost('again', { resultStatus: 'NO_ANSWER', startTime: arrivalMs }, 2));
    expect(cards(db)).toEqual([['a', null, null]]);
  });

  it('says what the platform said before, where a revision has another status; the card stays', () => {
    using db = openDerivedStore();
    db.push(lost('a'), lost('a', { resultStatus: 'ANSWERED' }, 1));
    expect(cards(db)).toEqual([['a', null, 'TRANSFER_ARTIFICIAL']]);
    db.push(lost('a', { resultStatus: 'TRANSFER_ARTIFICIAL', chatRound: 3 }, 2));
    expect(cards(db)).toEqual([['a', null, null]]);
  });
});

describe('raising a card', () => {
  it('happens where a revision brings the status', () => {
    using db = openDerivedStore();
    db.push(lost('a', { resultStatus: 'NO_ANSWER' }));
    expect(listed(db)).toEqual({ items: [], open: 0 });
    db.push(lost('a', { resultStatus: 'CALL_LOSS' }, 2));
    expect(listed(db).items[0]).toMatchObject({ call: { callId: 'a' }, sinceMs: arrivalMs + 120_000 - 4000, isSinceEnd: true });
  });

  it('goes by the settings in force', () => {
    using db = openDerivedStore({ statuses: { CALL_LOSS: { rescue: false }, BUSY: { rescue: true } } });
    db.push(lost('a', { resultStatus: 'CALL_LOSS' }), lost('b', { resultStatus: 'BUSY' }), lost('c'));
    expect(cards(db).map(([callId]) => callId)).toEqual(['c', 'b']);
  });

  it('leaves out what is replayed a day after the call ended', () => {
    using db = openDerivedStore();
    const replay = { receivedAtMs: arrivalMs + 86_400_000, replayOf: 1 };
    db.push(aPush('{', { refusal: {} }), { ...lost('old'), ...replay }, { ...lost('recent'), ...replay, receivedAtMs: arrivalMs + 80_000_000 });
    expect(cards(db).map(([callId]) => callId)).toEqual(['recent']);
  });
});

describe('setRescueHandled', () => {
  it('puts a card away, and brings it back', () => {
    using db = openDerivedStore({ now: () => arrivalMs });
    db.push(lost('a'), lost('b', {}, 1));
    expect(db.store.setRescueHandled('a', true)).toEqual({ undo: 'd1' });
    expect(cards(db).map(([callId]) => callId)).toEqual(['b']);
    expect(db.store.setRescueHandled('a', true)).toEqual({ undo: null });
    expect(told(db)).toEqual(['a', 'b', 'a']);
    expect(db.store.setRescueHandled('a', false)).toEqual({ undo: 'd2' });
    expect(cards(db).map(([callId]) => callId)).toEqual(['b', 'a']);
  });

  it('is undone and done again with what else was done to calls, in order, and told of', () => {
    using db = openDerivedStore({ now: () => arrivalMs });
    db.push(lost('a'), lost('b', {}, 1));
    db.store.setReviews(['a'], { starred: true }, false);
    const away = db.store.setRescueHandled('a', true);
    expect(db.store.undo(null)).toEqual({ ok: true, token: away?.undo, deed: 'put-away', callIds: ['a'] });
    expect(cards(db).map(([callId]) => callId)).toEqual(['b', 'a']);
    expect(db.store.redo(null)).toMatchObject({ ok: true, deed: 'put-away' });
    expect(told(db)).toEqual(['a', 'b', 'a', 'a', 'a']);
    db.store.setRescueHandled('a', false);
    expect(db.store.undo(away?.undo ?? null)).toMatchObject({ ok: false, reason: 'changed-since' });
    expect(db.store.undo(null)).toMatchObject({ ok: true, deed: 'brought-back' });
    expect([db.store.undo(null), db.store.undo(null)]).toMatchObject([{ deed: 'put-away' }, { deed: 'star' }]);
    expect(cards(db).map(([callId]) => callId)).toEqual(['b', 'a']);
  });

  it('is what an outcome says as well, as long as there is one', () => {
    using db = openDerivedStore();
    db.push(lost('a'), lost('b', {}, 1));
    const noted = db.store.setReviews(['a'], { outcome: 'Called back' }, false);
    expect(cards(db).map(([callId]) => callId)).toEqual(['b']);
    expect(listed(db).open).toBe(1);
    db.store.undo(noted?.undo ?? null);
    expect(cards(db).map(([callId]) => callId)).toEqual(['b', 'a']);
  });

  it('knows no call that was not lost', () => {
    using db = openDerivedStore();
    db.push(lost('a', { resultStatus: 'BUSY' }));
    expect(['a', 'nobody'].map((callId) => db.store.setRescueHandled(callId, true))).toEqual([null, null]);
  });

  it('stays so when the call is told of again, and when everything is derived anew', () => {
    using db = openDerivedStore();
    db.push(lost('a'), lost('b', {}, 1));
    db.store.setRescueHandled('a', true);
    db.push(lost('a', { resultStatus: 'BUSY' }, 2), lost('a', { chatRound: 2 }, 3));
    expect(cards(db).map(([callId]) => callId)).toEqual(['b']);
    for (const part of [db.reading, db.deriving, db.store]) part.close();
    forgetDerived(db.file);
    using anew = openDerivedStore({ dir: db.dir });
    expect(listed(anew)).toMatchObject({ items: [], open: 1 });
    anew.derive();
    expect(cards(anew)).toEqual([['b', null, null]]);
    expect(told(anew)).toEqual([]);
  });
});
