import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callsQuerySchema } from '#shared/model/callQuery.ts';
import type { CallsQueryInput } from '#shared/model/callQuery.ts';
import type { ReviewChange } from '#shared/model/review.ts';
import { examineDatabase } from '../../../electron/core/store/examine.ts';
import { forgetDerived } from '../../../electron/core/store/rederiving.ts';
import { openReadable } from '../../../electron/core/store/handle.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';

const nothing = { read: false, starred: false, outcome: null, tags: [], intent: null, noteCount: 0, followUpDueAtMs: null };

/** A store with calls `a` to `d`, whose clock a test sets. */
function withCalls(dir?: string): DerivedStore & { clock: { nowMs: number } } {
  const clock = { nowMs: 5000 };
  const db = openDerivedStore({ now: () => clock.nowMs, ...(dir !== undefined && { dir }), looking: { clock: () => 0, now: () => clock.nowMs } });
  db.push(aPush({ callId: 'a', resultStatus: 'ANSWERED' }), aPush({ callId: 'b', resultStatus: 'BUSY' }), aPush({ callId: 'c', resultStatus: 'ANSWERED' }), aPush({ callId: 'd' }));
  return { ...db, clock };
}

const set = (db: DerivedStore, callIds: string | readonly string[], change: ReviewChange, isQuiet = false) => db.store.setReviews([callIds].flat(), change, isQuiet);
const says = (callId: string, text: string) => aPush({ callId, callDetailList: [{ text, type: 'PERSON' }] });
const ids = (db: DerivedStore, query: CallsQueryInput): string[] => db.reading.listCalls(callsQuerySchema.parse(query)).items.map(({ callId }) => callId);
const review = (db: DerivedStore, callId: string) => db.reading.getCall(callId)?.review;
const shortReview = (db: DerivedStore, callId: string) => db.reading.listCalls(callsQuerySchema.parse({})).items.find((call) => call.callId === callId)?.review;
/** Calls that events after `seq` tell of as reviewed. */
function told(db: DerivedStore, seq: number): string[] {
  const events = db.reading.eventsAfter(seq, 1000);
  return events === 'too-old' ? ['too old'] : events.flatMap((event) => (event.kind === 'review' ? [event.callId] : []));
}

/** Marks as they are kept, and as they have to be for what else is kept. */
function marks(db: DerivedStore): { readonly kept: unknown; readonly due: unknown } {
  const own = openReadable(db.file);
  const kept = own.all<{ mark: string; callId: string }>('SELECT mark, call_id AS callId FROM review_marks JOIN calls ON id = call_row ORDER BY mark, call_row').map(({ mark, callId }) => `${mark} ${callId}`);
  const due = own
    .all<{ callId: string; status: string | null }>('SELECT call_id AS callId, status FROM calls ORDER BY id')
    .flatMap(({ callId, status }) => {
      const { read, starred, outcome, tags, noteCount, followUpDueAtMs } = shortReview(db, callId) ?? nothing;
      return [...(read ? [] : [`u${status ?? ''}`]), ...(starred ? ['s'] : []), ...(outcome === null ? [] : [`o${outcome}`]), ...tags.map((tag) => `t${tag}`), ...(noteCount > 0 ? ['n'] : []), ...(followUpDueAtMs === null ? [] : ['f'])].map((mark) => `${mark} ${callId}`);
    });
  const totals = own.all<{ mark: string; calls: number }>('SELECT mark, calls FROM review_totals');
  const counted = own.all<{ mark: string; calls: number }>('SELECT mark, count(*) AS calls FROM review_marks GROUP BY mark');
  own.close();
  return { kept: [kept, totals], due: [due.toSorted(), counted] };
}

const note = (id: number | undefined, text: string, momentMs: number | null, editedAtMs: number | null = null) => ({ id, text, momentMs, createdAtMs: 5000, editedAtMs });

describe('what the operator makes of a call', () => {
  it('is nothing at first', () => {
    using db = withCalls();
    expect(shortReview(db, 'a')).toEqual(nothing);
    expect(review(db, 'a')).toEqual({ ...nothing, readAtMs: null, starredAtMs: null, followUp: null, notes: [] });
  });

  it('is set and unset, told of once for each call that it changes, and left alone where it is so already', () => {
    using db = withCalls();
    const seq = db.reading.lastEventSeq();
    expect(set(db, ['a', 'b', 'a', 'gone'], { starred: true, addTags: ['VIP', 'later'] })).toEqual({ undo: expect.any(String), callIds: ['a', 'b'] });
    expect(set(db, 'b', { removeTags: ['VIP'], addTags: ['new'], outcome: 'Called back', intent: 'B', read: true, followUp: { dueAtMs: 9000, text: 'ask' } })?.callIds).toEqual(['b']);
    expect(set(db, ['a', 'b'], { starred: true })).toEqual({ undo: null, callIds: [] });
    expect(shortReview(db, 'a')).toEqual({ ...nothing, starred: true, tags: ['VIP', 'later'] });
    expect(review(db, 'b')).toEqual({
      read: true, starred: true, outcome: 'Called back', tags: ['later', 'new'], intent: 'B', noteCount: 0, followUpDueAtMs: 9000,
      readAtMs: 5000, starredAtMs: 5000, followUp: { dueAtMs: 9000, text: 'ask', remindedAtMs: null }, notes: [],
    });
    expect(told(db, seq)).toEqual(['a', 'b', 'b']);
    set(db, ['a', 'b'], { starred: false, removeTags: ['VIP', 'later', 'new'], outcome: null, intent: null, read: false, followUp: null });
    expect(['a', 'b'].map((callId) => shortReview(db, callId))).toEqual([nothing, nothing]);
    expect(set(db, 'gone', { starred: true })).toBeNull();
  });

  it('keeps the moment at which a call was first starred or read', () => {
    using db = withCalls();
    set(db, 'a', { starred: true, read: true });
    db.clock.nowMs = 8000;
    set(db, 'a', { starred: true, read: true, outcome: 'Called back' });
    expect(review(db, 'a')).toMatchObject({ starredAtMs: 5000, readAtMs: 5000 });
  });

  it('has notes in the order of their moments, those on the whole call last', () => {
    using db = withCalls();
    const whole = db.store.addNote('a', { text: 'Angry.', momentMs: null });
    const late = db.store.addNote('a', { text: 'Here.', momentMs: 42_000 });
    const early = db.store.addNote('a', { text: 'There.', momentMs: 1000 });
    db.clock.nowMs = 8000;
    db.store.editNote(late?.noteId ?? 0, 'Here!');
    expect(review(db, 'a')?.notes).toEqual([note(early?.noteId, 'There.', 1000), note(late?.noteId, 'Here!', 42_000, 8000), note(whole?.noteId, 'Angry.', null)]);
    expect(shortReview(db, 'a')?.noteCount).toBe(3);
    db.store.removeNote(whole?.noteId ?? 0);
    expect(review(db, 'a')?.noteCount).toBe(2);
    expect([db.store.addNote('gone', { text: 'x', momentMs: null }), db.store.editNote(99, 'x'), db.store.removeNote(99), db.store.editNote(late?.noteId ?? 0, 'Here!')]).toEqual([null, null, null, { undo: null }]);
  });

  it('stays when everything is derived anew, and comes with a call that a revision gives another status', () => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-reviews-'));
    const db = withCalls(dir);
    set(db, 'b', { starred: true, read: true, outcome: 'Called back', addTags: ['VIP'], followUp: { dueAtMs: 9000, text: '' } });
    db.store.addNote('a', { text: 'Angry.', momentMs: 10 });
    set(db, 'd', { read: false });
    db.push(aPush({ callId: 'a', resultStatus: 'REFUSED' }));
    const before = ['a', 'b', 'c', 'd'].map((callId) => review(db, callId));
    expect(marks(db).kept).toEqual(marks(db).due);
    const found = marks(db);
    db[Symbol.dispose]();
    forgetDerived(db.file);
    const anew = openDerivedStore({ dir });
    expect([anew.store.nextReminderAtMs(), anew.store.remind()]).toEqual([null, 0]);
    const meanwhile = examineDatabase(anew.file);
    expect(meanwhile.ok ? meanwhile.found.reviews : meanwhile.problem).toEqual({ calls: 3, notes: 1, withoutCall: 3, marksOff: 0 });
    anew.derive();
    expect(['a', 'b', 'c', 'd'].map((callId) => review(anew, callId))).toEqual(before);
    expect(marks(anew)).toEqual(found);
    const examination = examineDatabase(anew.file);
    expect(examination.ok ? examination.found.reviews : examination.problem).toEqual({ calls: 3, notes: 1, withoutCall: 0, marksOff: 0 });
    expect(anew.store.nextReminderAtMs()).toBe(9000);
    anew[Symbol.dispose]();
    rmSync(dir, { recursive: true });
  });
});

describe('undoing', () => {
  it('puts back exactly what there was, latest first, and does it again', () => {
    using db = withCalls();
    const states: unknown[] = [];
    const all = () => ['a', 'b', 'c', 'd'].map((callId) => review(db, callId));
    const deeds = [
      () => set(db, ['a', 'b'], { starred: true }),
      () => db.store.addNote('a', { text: 'Angry.', momentMs: 10 }),
      () => set(db, 'a', { starred: false, addTags: ['VIP'], followUp: { dueAtMs: 1, text: '' } }),
      () => db.store.editNote(review(db, 'a')?.notes[0]?.id ?? 0, 'Very angry.'),
      () => set(db, ['a', 'b', 'c'], { read: true, outcome: 'Called back' }),
      () => db.store.removeNote(review(db, 'a')?.notes[0]?.id ?? 0),
    ];
    for (const deed of deeds) {
      states.push(all());
      deed();
      db.clock.nowMs += 1000;
    }
    const last = all();
    const undone = deeds.map(() => {
      const outcome = db.store.undo(null);
      return [outcome.ok && outcome.deed, all()];
    });
    expect(undone).toEqual(['note-removal', 'several', 'note-edit', 'several', 'note', 'star'].map((deed, at) => [deed, states.at(-1 - at)]));
    expect(db.store.undo(null)).toEqual({ ok: false, reason: 'nothing', callId: null });
    const redone = deeds.map(() => {
      const outcome = db.store.redo(null);
      return [outcome.ok && outcome.deed, all()];
    });
    expect(redone.map(([, state]) => state)).toEqual([...states.slice(1), last]);
    expect(marks(db).kept).toEqual(marks(db).due);
    expect(db.store.redo(null)).toMatchObject({ ok: false, reason: 'nothing' });
  });

  it('undoes what a token names, once, and tells of it', () => {
    using db = withCalls();
    const star = set(db, ['a', 'b'], { starred: true })?.undo ?? '';
    set(db, 'c', { outcome: 'Called back' });
    const seq = db.reading.lastEventSeq();
    expect(db.store.undo(star)).toEqual({ ok: true, token: star, deed: 'star', callIds: ['a', 'b'] });
    expect(told(db, seq)).toEqual(['a', 'b']);
    expect(db.store.undo(star)).toMatchObject({ reason: 'already' });
    expect(db.store.redo(star)).toMatchObject({ ok: true, callIds: ['a', 'b'] });
    expect(db.store.redo(star)).toMatchObject({ reason: 'already' });
    expect([db.store.undo('d99'), db.store.undo('x')]).toMatchObject([{ reason: 'nothing' }, { reason: 'nothing' }]);
  });

  it('says where it cannot: what it did was changed since, or is too long ago', () => {
    using db = withCalls();
    const first = set(db, ['a', 'b'], { outcome: 'Called back' })?.undo ?? '';
    set(db, 'b', { outcome: 'Wrong number' });
    expect(db.store.undo(first)).toEqual({ ok: false, reason: 'changed-since', callId: 'b' });
    expect(review(db, 'a')?.outcome).toBe('Called back');
    db.store.undo(null);
    set(db, 'c', { starred: true });
    expect(db.store.redo(null)).toMatchObject({ reason: 'nothing' });
    for (let at = 0; at < 501; at += 1) set(db, 'd', { starred: at % 2 === 0 });
    expect(db.store.undo(first)).toMatchObject({ reason: 'too-old' });
  });

  it('passes by what was done quietly, and by a reminder that came since', () => {
    using db = withCalls();
    set(db, 'a', { followUp: { dueAtMs: 6000, text: 'ask' } });
    expect(set(db, 'a', { read: true }, true)).toEqual({ undo: null, callIds: ['a'] });
    db.clock.nowMs = 6000;
    db.store.remind();
    expect(db.store.undo(null)).toMatchObject({ ok: true, deed: 'follow-up' });
    expect(review(db, 'a')).toMatchObject({ followUp: null, read: true });
  });
});

describe('reminders', () => {
  it('come once for all follow-ups that are due, and again for a new one', () => {
    using db = withCalls();
    const reminded = (seq: number) => {
      const events = db.reading.eventsAfter(seq, 100);
      return events === 'too-old' ? [] : events.flatMap((event) => (event.kind === 'followUpDue' ? [`${event.count} ${event.call.callId} ${event.text} ${event.atMs}`] : []));
    };
    set(db, 'a', { followUp: { dueAtMs: 7000, text: 'ask' } });
    set(db, 'b', { followUp: { dueAtMs: 6000, text: '' } });
    expect([db.store.nextReminderAtMs(), db.store.remind()]).toEqual([6000, 0]);
    db.clock.nowMs = 10_000;
    expect([db.store.remind(), db.store.remind(), db.store.nextReminderAtMs()]).toEqual([2, 0, null]);
    expect(reminded(0), 'that was due first').toEqual(['2 b  10000']);
    expect(review(db, 'a')?.followUp).toEqual({ dueAtMs: 7000, text: 'ask', remindedAtMs: 10_000 });
    const seq = db.reading.lastEventSeq();
    set(db, 'a', { followUp: { dueAtMs: 7000, text: 'ask' } });
    expect([db.store.remind(), reminded(seq)]).toEqual([1, ['1 a ask 10000']]);
  });

  it('leave lists and counts as they are', () => {
    using db = withCalls();
    set(db, ['a', 'b'], { followUp: { dueAtMs: 7000, text: '' } });
    db.clock.nowMs = 10_000;
    const before = db.reading.reviewCounts();
    expect(db.store.remind()).toBe(2);
    expect(db.reading.reviewCounts()).toEqual(before);
    expect(review(db, 'b')?.followUp?.remindedAtMs).toBe(10_000);
  });
});

describe('lists and counts', () => {
  it('find calls by what the operator made of them, together with everything else', () => {
    using db = withCalls();
    set(db, ['a', 'b'], { starred: true, addTags: ['VIP'] });
    set(db, ['b', 'c'], { read: true, outcome: 'Called back' });
    set(db, 'd', { followUp: { dueAtMs: 5000, text: '' }, addTags: ['VIP'] });
    set(db, 'a', { followUp: { dueAtMs: 5001, text: '' }, outcome: 'Wrong number' });
    db.store.addNote('c', { text: 'x', momentMs: null });
    expect(ids(db, { read: false })).toEqual(['d', 'a']);
    expect(ids(db, { read: true })).toEqual(['c', 'b']);
    expect(ids(db, { read: false, status: ['ANSWERED', 'BUSY'] })).toEqual(['a']);
    expect(ids(db, { starred: true })).toEqual(['b', 'a']);
    expect(ids(db, { starred: false, read: false })).toEqual(['d']);
    expect(ids(db, { ownTag: 'VIP', sort: 'started' })).toEqual(['d', 'b', 'a']);
    expect(ids(db, { outcome: ['Called back', 'Wrong number'] })).toEqual(['c', 'b', 'a']);
    expect(ids(db, { outcome: ['Called back'], status: ['ANSWERED'] })).toEqual(['c']);
    expect(ids(db, { noted: true })).toEqual(['c']);
    expect([ids(db, { followUp: 'any' }), ids(db, { followUp: 'due' })]).toEqual([['d', 'a'], ['d']]);
    expect(ids(db, { starred: true, from: 0 })).toEqual([]);
    expect(db.reading.reviewCounts()).toEqual({
      unread: { ANSWERED: 1, '': 1 },
      starred: 2,
      noted: 1,
      followUps: { all: 2, due: 1, nextDueAtMs: 5001 },
      outcomes: { 'Called back': 2, 'Wrong number': 1 },
      tags: { VIP: 3 },
    });
  });

  it('find the calls with a mark by their words too, however many others lie between', () => {
    using db = openDerivedStore();
    db.push(...Array.from({ length: 1500 }, (_, at) => says(`call-${at}`, at % 300 === 0 ? 'What is the price?' : 'No.')));
    const every = Array.from({ length: 1500 }, (_, at) => `call-${at}`);
    for (let from = 0; from < 1500; from += 500) set(db, every.slice(from, from + 500), { outcome: 'Called back', ...(from === 500 ? { starred: true } : {}) });
    const priced = ['call-1200', 'call-900', 'call-600', 'call-300', 'call-0'];
    expect([ids(db, { outcome: ['Called back'], q: 'price' }), ids(db, { outcome: ['Called back'], q: 'price', sort: 'started' }), ids(db, { starred: true, q: 'price' }), ids(db, { starred: true, q: 'nothing' })]).toEqual([priced, priced, ['call-900', 'call-600'], []]);
    const paged: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = db.reading.listCalls(callsQuerySchema.parse({ outcome: ['Called back'], q: 'pri', limit: 2, cursor }));
      paged.push(items.map(({ callId }) => callId));
      cursor = nextCursor;
    }
    expect(paged).toEqual([priced.slice(0, 2), priced.slice(2, 4), priced.slice(4)]);
  });

  it('have what is to be followed up in the order in which it is due', () => {
    using db = withCalls();
    const due = { a: 9000, b: 3000, c: 9000, d: 1000 };
    for (const [callId, dueAtMs] of Object.entries(due)) set(db, callId, { followUp: { dueAtMs, text: '' } });
    db.push(aPush({ callId: 'e', resultStatus: 'BUSY' }));
    const page = (query: CallsQueryInput) => db.reading.listCalls(callsQuerySchema.parse({ sort: 'due', ...query }));
    expect([ids(db, { sort: 'due' }), ids(db, { sort: 'due', followUp: 'due' }), ids(db, { sort: 'due', status: 'ANSWERED' }), ids(db, { sort: 'due', starred: true }), ids(db, { sort: 'due', from: 0 })]).toEqual([['d', 'b', 'a', 'c'], ['d', 'b'], ['a', 'c'], [], []]);
    const paged: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor } = page({ limit: 1, cursor });
      paged.push(items.map(({ callId }) => callId));
      cursor = nextCursor;
    }
    expect(paged).toEqual([['d'], ['b'], ['a'], ['c']]);
    expect(() => page({ cursor: 's3000_1' })).toThrow('The cursor is not one of this list');
    db.store.saveView({ id: null, name: 'Due', query: { sort: 'due' } });
    expect(db.reading.listViews()[0]?.calls).toBe(4);
  });

  it('give all calls of a number', () => {
    using db = openDerivedStore();
    db.push(...['+44 7700 900123', '447700900123', '447700900124', null].map((phone, at) => aPush({ callId: `call-${at}`, calledPhoneNumber: phone })));
    const same = (callId: string, limit = 10) => db.reading.listSameNumber(callId, { limit });
    expect(same('call-0')?.items.map(({ callId }) => callId)).toEqual(['call-1', 'call-0']);
    expect(same('call-1', 1)?.nextCursor).toEqual(expect.any(String));
    expect(same('call-3')?.items.map(({ callId }) => callId)).toEqual(['call-3']);
    expect(same('gone')).toBeNull();
  });

  it('keep views in the order that they are given, with how many calls each shows', () => {
    using db = withCalls();
    const save = (name: string, query: CallsQueryInput, id: number | null = null) => db.store.saveView({ id, name, query: callsQuerySchema.omit({ limit: true, cursor: true }).parse(query) });
    const answered = save('Answered', { status: 'ANSWERED' });
    const starred = save('Starred', { starred: true });
    const all = save('All', {});
    set(db, 'a', { starred: true });
    db.store.reorderViews([all ?? 0, starred ?? 0]);
    const shown = () => db.reading.listViews().map(({ name, calls }) => `${name} ${calls}`);
    expect(shown()).toEqual(['All 4', 'Starred 1', 'Answered 2']);
    expect(save('Busy', { status: ['BUSY'], sort: 'started' }, answered)).toBe(answered);
    expect([db.store.removeView(all ?? 0), db.store.removeView(99), save('x', {}, 99)]).toEqual([true, false, null]);
    expect(shown()).toEqual(['Starred 1', 'Busy 1']);
    db.push(...Array.from({ length: 1000 }, (_, at) => aPush({ callId: `busy-${at}`, resultStatus: 'BUSY' })));
    expect(db.reading.listViews().at(-1)).toEqual({ id: answered, name: 'Busy', query: { status: ['BUSY'], sort: 'started' }, calls: null });
  });
});
