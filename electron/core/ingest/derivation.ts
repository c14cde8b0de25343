import { messageOf } from '#shared/errors.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { driftOfEvent, driftOfRecord } from '#shared/model/drift.ts';
import type { DriftSign } from '#shared/model/drift.ts';
import type { JsonMap } from '#shared/model/json.ts';
import { withRecord } from '#shared/model/mergedRecord.ts';
import type { PushChange } from '#shared/model/push.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import type { PushedCall } from '#shared/model/pushedCall.ts';
import type { PushedItem } from '#shared/model/pushedBody.ts';
import { recordChanges } from '#shared/model/recordChanges.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusGroup, StatusMeaning, StatusOverrides } from '#shared/model/statuses.ts';
import { createDriftNotes } from './driftNotes.ts';
import type { DriftNotes } from './driftNotes.ts';
import { createHistory } from './history.ts';
import { contentHashOf, itemsOf } from './items.ts';
import type { TextOfBody } from './items.ts';
import type { DerivePosition, DerivingStore, KeptPush, KnownCall, RecordOutcome } from './store.ts';

/** The settings that deriving depends on. */
export interface DerivingSettings {
  /** Zone of times without one. */
  readonly timeZone: string;
  readonly statuses: StatusOverrides;
  readonly alertRules: readonly AlertRule[];
}

/** A call as it came, and as it was before a revision. */
interface FiledCall {
  readonly call: PushedCall;
  readonly group: StatusGroup;
}

export type DecideAlert = (
  facts: FiledCall & { readonly before: FiledCall | null; readonly receivedAtMs: number; readonly replayed: boolean; readonly beforeStart: boolean },
  rules: readonly AlertRule[],
) => { readonly because: 'no-news' | 'replayed' | 'back-filled' | 'no-rule' } | { readonly because: 'before-start'; readonly rule: AlertRule | null } | { readonly because: 'rule'; readonly rule: AlertRule };

export type DecideRescue = (facts: {
  readonly outcome: 'stored' | 'revision' | 'duplicate';
  readonly meaning: StatusMeaning;
  readonly statusChanged: boolean;
  readonly replayed: boolean;
  readonly endedAtMs: number | null;
  readonly arrivedAtMs: number;
}) => { readonly raise: boolean };

export interface DerivationDeps<Prepared> {
  readonly store: DerivingStore<Prepared>;
  readonly textOf: TextOfBody;
  readonly decideAlert: DecideAlert;
  readonly decideRescue: DecideRescue;
  readonly settings: () => DerivingSettings;
  /** Nobody is told of calls up to this push: they came before the start. */
  readonly startedAfterPush: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  readonly log: { error(details: object, message: string): void };
  /** Set after the thread was ended by something: what comes next may do it again. */
  readonly suspicion: Suspicion;
}

/** `careful`: derive one record at a time, so that it shows which one it is. `set-aside`: refuse the next push unread. */
export type Suspicion = 'none' | 'careful' | 'set-aside';

/** What a transaction brought. */
export interface DerivedStep {
  /** The last push that is derived whole. */
  readonly pushId: number;
  readonly eventSeq: number;
  /** Whether recordings are to be fetched because of it. */
  readonly recordingsChanged: boolean;
  /** Whether calls wait to be told of because of it. */
  readonly alertsWait: boolean;
  /** So many records were derived. */
  readonly records: number;
}

/** A transaction ends after so many records, or so many milliseconds: accepting waits for it. */
const recordsPerStep = 100;
const stepMs = 40;
/** Where accepting waits already, it ends after so many: a shorter one would mostly be overhead. */
const hurriedStepMs = 2;

/** One record, read and ready to be written, and where deriving is after it. */
interface Unit<Prepared> {
  readonly push: KeptPush;
  readonly index: number;
  readonly content: Content<Prepared>;
  readonly next: DerivePosition;
}

/** What came of a call's record. */
interface Concluded {
  readonly outcome: 'stored' | 'revision' | 'duplicate';
  readonly callRow: number;
  readonly changes?: readonly PushChange[];
}

type Content<Prepared> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'event'; readonly dataType: string; readonly drift: readonly DriftSign[] }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | { readonly kind: 'call'; readonly callId: string; readonly record: JsonMap; readonly call: PushedCall; readonly prepared: Prepared; readonly hash: Uint8Array; readonly drift: readonly DriftSign[] };

/**
 * Turns pushes into calls, in order, in short transactions that also say how far it is: a crash at any point loses
 * nothing and repeats nothing. A record that cannot be derived is refused with its reason and stops nothing behind it.
 */
export function createDerivation<Prepared>(deps: DerivationDeps<Prepared>): {
  /** One transaction of at most so many records; null where nothing is left to do. Throws where the disk or the lock fails: try again later. */
  step(mostRecords?: number): DerivedStep | null;
} {
  const { store, settings, log } = deps;
  const history = createHistory(store, deps.textOf, settings);
  const units = unitsFrom(store.position());
  /** Units that were read and not committed yet. */
  const ahead: Unit<Prepared>[] = [];
  /** Whether a call waits to be told of since the transaction began. */
  let alertsWait = false;
  let carefulSteps = deps.suspicion === 'none' ? 0 : recordsPerStep;

  function* unitsFrom(start: DerivePosition): Generator<Unit<Prepared> | null, never> {
    let { pushId, recordIndex } = start;
    let setAside = deps.suspicion === 'set-aside';
    for (;;) {
      const push = store.pushAfter(pushId);
      if (push === null) {
        yield null;
        continue;
      }
      const items = setAside ? null : readItems(push);
      const count = items?.length ?? recordIndex + 1;
      for (let index = recordIndex; index < count; index += 1) {
        const next = index === count - 1 ? { pushId: push.id, recordIndex: 0 } : { pushId, recordIndex: index + 1 };
        const item = items?.[index];
        yield { push, index, next, content: item === undefined ? setAsideContent : contentFrom(push, item) };
      }
      if (count === 0) yield { push, index: 0, next: { pushId: push.id, recordIndex: 0 }, content: { kind: 'nothing' } };
      pushId = push.id;
      recordIndex = 0;
      setAside = false;
    }
  }

  /** Empty for a push that the receiver refused. */
  function readItems(push: KeptPush): readonly PushedItem[] {
    if (push.refusal !== null) return [];
    try {
      const items = itemsOf(push, deps.textOf);
      history.remember(push.id, items);
      return items;
    } catch (error) {
      log.error({ err: error, pushId: push.id }, 'a push could not be read');
      return [{ kind: 'unreadable', index: 0, code: '-27', reason: `The push could not be read: ${messageOf(error)}` }];
    }
  }

  function contentFrom(push: KeptPush, item: PushedItem): Content<Prepared> {
    if (item.kind === 'event') return { kind: 'event', dataType: item.dataType, drift: orNone(() => driftOfEvent(item.dataType, item.data)) };
    if (item.kind === 'unreadable') return { kind: 'refused', code: item.code, reason: item.reason };
    try {
      const { callId, record } = item;
      const call = parsePushedCall(record, settings());
      return { kind: 'call', callId, record, call, prepared: store.prepare(call), hash: contentHashOf(record), drift: orNone(() => driftOfRecord(record, call)) };
    } catch (error) {
      return failed(push, item.index, error);
    }
  }

  function failed(push: KeptPush, index: number, error: unknown): Content<Prepared> & { kind: 'refused' } {
    log.error({ err: error, pushId: push.id, record: index }, 'a record could not be derived');
    return { kind: 'refused', code: '-5', reason: `Earshot could not derive this record: ${messageOf(error)}` };
  }

  /**
   * Writes one record; returns whether recordings are to be fetched. One that cannot be written throws, unless it is done
   * carefully: then it is refused.
   */
  function apply({ push, index, content }: Unit<Prepared>, notes: DriftNotes, isCareful: boolean): boolean {
    const record = { pushId: push.id, index, callRow: null, contentHash: null, changes: [] };
    switch (content.kind) {
      case 'nothing':
        return false;
      case 'event':
        store.addRecord({ ...record, outcome: 'event', code: content.dataType, reason: null });
        notes.add(content.drift, { pushId: push.id, callId: null, atMs: push.receivedAtMs });
        return false;
      case 'refused':
        store.addRecord({ ...record, outcome: 'refused', code: content.code, reason: content.reason });
        return false;
      case 'call': {
        if (!isCareful) return applyCall(push, index, content, notes);
        const attempted = store.attempt(() => applyCall(push, index, content, notes));
        if (attempted.ok) return attempted.result;
        const { code, reason } = failed(push, index, attempted.error);
        store.addRecord({ ...record, outcome: 'refused', code, reason });
        return false;
      }
    }
  }

  function applyCall(push: KeptPush, index: number, content: Content<Prepared> & { kind: 'call' }, notes: DriftNotes): boolean {
    const from = { pushId: push.id, callId: content.callId, atMs: push.receivedAtMs };
    const known = store.findCall(content.callId);
    if (known === null) {
      const { row, recordings } = store.addCall(content.prepared, push);
      conclude(push, index, content, { outcome: 'stored', callRow: row });
      alert(push, content.call, null);
      rescue(push, row, content.call, null);
      notes.add(content.drift, from);
      return recordings.length > 0;
    }
    if (store.hasContent(known.row, content.hash)) {
      store.countDuplicate(known.row, push);
      conclude(push, index, content, { outcome: 'duplicate', callRow: known.row });
      store.countAlertRepeat(content.callId, push);
      return false;
    }
    const before = history.before(known.row);
    const after = withRecord(before, content.record, settings());
    const recordings = revise(push, index, content, known, { before: before.record, after: after.record });
    history.keep(known.row, after);
    notes.add(content.drift, from);
    return recordings.length > 0;
  }

  /** A call's next content: it may be older than what is known and change nothing. */
  function revise(push: KeptPush, index: number, content: Content<Prepared> & { kind: 'call' }, known: KnownCall, { before, after }: { readonly before: JsonMap; readonly after: JsonMap }): readonly RecordingKind[] {
    const concluded = { outcome: 'revision', callRow: known.row } as const;
    if (after === before) {
      store.countRevision(known.row, push);
      conclude(push, index, content, concluded);
      store.countAlertRepeat(content.callId, push);
      return [];
    }
    const call = parsePushedCall(after, settings());
    const { recordings } = store.changeCall(known, store.prepare(call), push);
    conclude(push, index, content, { ...concluded, changes: recordChanges(before, after) });
    alert(push, call, parsePushedCall(before, settings()));
    rescue(push, known.row, call, known);
    return recordings;
  }

  function conclude(
    push: KeptPush,
    index: number,
    { hash }: { readonly hash: Uint8Array },
    { outcome, callRow, changes = [] }: Concluded,
  ): void {
    const record: RecordOutcome = { pushId: push.id, index, outcome, code: null, reason: null, callRow, contentHash: hash, changes };
    store.addRecord(record);
  }

  /** Decides whether a call's customer is to be called back. */
  function rescue(push: KeptPush, callRow: number, { status, endedAtMs }: PushedCall, before: Pick<KnownCall, 'status'> | null): void {
    const facts = { outcome: before === null ? 'stored' : 'revision', meaning: meaningOfStatus(status, settings().statuses), statusChanged: status !== before?.status } as const;
    if (deps.decideRescue({ ...facts, replayed: push.replayOf !== null, endedAtMs, arrivedAtMs: push.receivedAtMs }).raise) store.addRescue(callRow, push);
  }

  /** Decides whether the operator is told of a call, which somebody else does then, and notes it. */
  function alert(push: KeptPush, call: PushedCall, before: PushedCall | null): void {
    const { alertRules, statuses } = settings();
    const filed = (as: PushedCall): FiledCall => ({ call: as, group: meaningOfStatus(as.status, statuses).group });
    const facts = { ...filed(call), before: before === null ? null : filed(before), receivedAtMs: push.receivedAtMs, replayed: push.replayOf !== null, beforeStart: push.id <= deps.startedAfterPush };
    const { callId, lineId: line } = call;
    const decided = deps.decideAlert(facts, alertRules);
    if (decided.because === 'no-news') return store.countAlertRepeat(callId, push);
    const rule = 'rule' in decided ? decided.rule : null;
    const inARow = rule?.when.inARow ?? null;
    const reason = decided.because !== 'rule' ? decided.because : decided.rule.action === 'nothing' ? 'nothing' : 'waiting';
    const run = rule === null || inARow === null ? null : 1 + store.runOfRule(rule.id, line, inARow - 1);
    store.logAlert({ callId, rule: rule === null ? null : { id: rule.id, name: rule.name }, action: rule?.action ?? null, reason, line, run }, push);
    alertsWait ||= reason === 'waiting';
  }

  /** What is odd about a record never costs the record. */
  function orNone(find: () => DriftSign[]): DriftSign[] {
    try {
      return find();
    } catch (error) {
      log.error({ err: error }, 'where a push leaves the vendor’s page could not be told');
      return [];
    }
  }

  function noteDrift(notes: DriftNotes): void {
    const all = notes.all();
    if (all.length === 0) return;
    const noted = store.attempt(() => store.noteDrift(all));
    if (!noted.ok) log.error({ err: noted.error }, 'where a push leaves the vendor’s page could not be noted');
  }

  function writeOrForget<Result>(change: () => Result): Result {
    try {
      return store.write(change);
    } catch (error) {
      history.forgetKept();
      throw error;
    }
  }

  function readAhead(): void {
    const count = carefulSteps > 0 ? 1 : recordsPerStep;
    carefulSteps -= 1;
    while (ahead.length < count) {
      const unit = units.next().value;
      if (unit === null) return;
      ahead.push(unit);
    }
  }

  /**
   * To be able to undo one record alone costs more than writing it, as the full-text index then writes out what it had
   * gathered. So it is only done where a record was met that needs it.
   */
  function write(mostRecords: number): DerivedStep {
    try {
      return writeOrForget(() => applyAhead(false, mostRecords));
    } catch (error) {
      if (store.isStorageFailure(error)) throw error;
      return writeOrForget(() => applyAhead(true, mostRecords));
    }
  }

  function applyAhead(isCareful: boolean, mostRecords: number): DerivedStep {
    const startMs = deps.clock();
    let records = 0;
    let recordingsChanged = false;
    alertsWait = false;
    let position: DerivePosition | null = null;
    const whole: KeptPush[] = [];
    const notes = createDriftNotes();
    for (const unit of ahead.slice(0, mostRecords)) {
      recordingsChanged = apply(unit, notes, isCareful) || recordingsChanged;
      position = unit.next;
      if (position.recordIndex === 0 && unit.push.refusal === null) whole.push(unit.push);
      records += 1;
      if (deps.clock() - startMs >= (store.othersWait() ? hurriedStepMs : stepMs)) break;
    }
    store.countPushes(whole);
    noteDrift(notes);
    if (position !== null) store.moveTo(position);
    store.pruneEvents();
    return { pushId: position?.pushId ?? 0, eventSeq: store.lastEventSeq(), recordingsChanged, alertsWait, records };
  }

  return {
    step(mostRecords = recordsPerStep) {
      // Reading costs more than writing, so it is done before the lock is taken.
      readAhead();
      if (ahead.length === 0) return null;
      const step = write(mostRecords);
      ahead.splice(0, step.records);
      return step;
    },
  };
}

const setAsideContent = {
  kind: 'refused',
  code: '-5',
  reason: 'Deriving this push ended Earshot’s deriving thread several times, so it was set aside. It can be replayed after an update.',
} as const;
