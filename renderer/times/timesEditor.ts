import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppClient } from '#renderer/app/client.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { correctionFor, effectiveTime, type TimeSpan } from '#shared/model/sentenceTimes.ts';
import { isNothing, merged, noTimesDraft, requestOf, withTimes, type TimesDraft } from './timesDraft.ts';

export type Edge = 'start' | 'end';

/** Why a change of times did not come to be; `refused` in the core's words. */
export type TimesProblem = { readonly because: 'refused'; readonly words: string } | { readonly because: 'failed' | 'no-time' };

export interface TimesState {
  /** Whether edges can be dragged and keys move them. */
  readonly isOn: boolean;
  /** The sentence whose edges the keys move, by its place in the transcript; null before one is chosen. */
  readonly chosen: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly problem: TimesProblem | null;
}

/** What the operator does to the times of an opened call. Times are as they are shown: with the call's shift. */
export interface TimesEditor {
  readonly store: StoreApi<TimesState>;
  readonly start: (chosen: number | null) => void;
  readonly stop: () => void;
  readonly choose: (place: number) => void;
  /** Puts a sentence elsewhere. */
  readonly place: (place: number, span: TimeSpan) => void;
  /** Moves an edge of the chosen sentence. */
  readonly nudge: (edge: Edge, byMs: number) => void;
  /** Moves all sentences. */
  readonly shift: (byMs: number) => void;
  /** Takes back what was corrected of the chosen sentence. */
  readonly resetChosen: () => void;
  /** Takes back all corrections and the shift. */
  readonly resetAll: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Sends what was not sent yet. */
  readonly close: () => void;
}

type Timings = AppClient['api']['timings'];
/** What puts things back as they were; without a shift it stays. */
type Step = Omit<Parameters<Timings['correct']>[0], 'callId'>;
type Before = Awaited<ReturnType<Timings['correct']>>;

/** The opened call. */
export interface CallToTime {
  /** As it is shown; null before it is loaded. */
  readonly shown: () => CallDetail | null;
  readonly subscribe: (listener: () => void) => () => void;
  readonly load: () => Promise<void>;
  /** Shows it with a change that the core does not have yet. */
  readonly setDraft: (draft: ((call: CallDetail) => CallDetail) | null) => void;
}

export interface TimesEditorDeps {
  readonly timings: Timings;
  readonly call: CallToTime;
  readonly callId: string;
  /** Length of the recordings, 0 while nobody knows. */
  readonly durationMs: () => number;
  /** Calls back later; returns the way to take that back. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** Keys that follow one another faster than this are one step to undo, ms. */
const togetherMs = 500;
/** The shortest sentence, ms. */
const leastMs = 20;

const refusalSchema = z.object({ problems: z.array(z.object({ problem: z.string() })).min(1) });

function problemOf(error: unknown): TimesProblem {
  const refusal = error instanceof ORPCError ? refusalSchema.safeParse(error.data) : null;
  return refusal?.success === true ? { because: 'refused', words: refusal.data.problems.map(({ problem }) => problem).join(' ') } : { because: 'failed' };
}

/** What tells a call's sentences from those of its revision: places in one mean nothing in the other. */
function sentencesOf({ utterances }: CallDetail): string {
  return JSON.stringify(utterances.map(({ id, speaker, text }) => [id, speaker, text]));
}

export function createTimesEditor({ timings, call, callId, durationMs, after }: TimesEditorDeps): TimesEditor {
  const store = createStore<TimesState>(() => ({ isOn: false, chosen: null, canUndo: false, canRedo: false, problem: null }));
  const undos: Step[] = [];
  const redos: Step[] = [];
  let draft = noTimesDraft;
  /** What the core was asked for and has not been loaded yet. */
  let asked: readonly TimesDraft[] = [];
  let cancelFlush: (() => void) | null = null;
  /** One request at a time, in the order in which they were asked for. */
  let queue: Promise<void> = Promise.resolve();
  let sentences: string | null = null;
  /** Steps that are on their way to `undos`. */
  let coming = 0;
  /** Steps that are on their way from `undos` to `redos`, less those on their way back. */
  let going = 0;

  const { shown } = call;
  // By what was asked for: the next key can be pressed before the core has answered the last.
  const tell = (change: Partial<TimesState> = {}): void => {
    const drafted = isNothing(draft) ? 0 : 1;
    store.setState({ canUndo: undos.length + coming + drafted > going, canRedo: redos.length + going > 0, ...change });
  };
  function showDraft(): void {
    const all = merged(...asked, draft);
    call.setDraft(isNothing(all) ? null : (loaded) => withTimes(loaded, all));
  }

  async function inTurn(before: Promise<void>, request: () => Promise<void>, whenDone: () => void): Promise<void> {
    await before;
    try {
      await request();
      await call.load();
    } catch (error) {
      store.setState({ problem: problemOf(error) });
    }
    whenDone();
    tell();
  }
  function enqueue(request: () => Promise<void>, whenDone: () => void = () => undefined): void {
    queue = inTurn(queue, request, whenDone);
  }

  /** The same for a request that gives a step to undo. */
  function enqueueStep(request: () => Promise<void>, whenDone?: () => void): void {
    coming += 1;
    enqueue(async () => {
      try {
        await request();
      } finally {
        coming -= 1;
      }
    }, whenDone);
  }

  /** Steps of places that are others now would put the wrong sentences back. */
  const isOfThese = (told: string | null): boolean => told === sentences;

  function flush(): void {
    cancelFlush?.();
    cancelFlush = null;
    if (isNothing(draft)) return;
    const change = draft;
    draft = noTimesDraft;
    asked = [...asked, change];
    const told = sentences;
    enqueueStep(
      async () => {
        const { changes, shiftMs } = await timings.correct({ callId, ...requestOf(change) });
        if (isOfThese(told)) undos.push(change.shiftMs === undefined ? { changes } : { changes, shiftMs });
      },
      () => {
        asked = asked.filter((other) => other !== change);
        showDraft();
      },
    );
  }

  function change(next: TimesDraft, isWhole: boolean): void {
    draft = merged(draft, next);
    redos.length = 0;
    showDraft();
    tell({ problem: null });
    cancelFlush?.();
    cancelFlush = null;
    if (isWhole) flush();
    else cancelFlush = after(togetherMs, flush);
  }

  /** Takes the latest of `from` back, and keeps in `to` how to take that back in turn. */
  function takeBack(from: Step[], to: Step[]): void {
    const steps = from === undos ? 1 : -1;
    flush();
    going += steps;
    tell({ problem: null });
    enqueue(async () => {
      try {
        const step = from.at(-1);
        if (step === undefined) return;
        const told = sentences;
        const before: Before = await timings.correct({ callId, ...step });
        from.pop();
        if (isOfThese(told)) to.push(step.shiftMs === undefined ? { changes: before.changes } : before);
      } finally {
        going -= steps;
      }
    });
  }

  function spanOf(place: number): TimeSpan | null {
    const now = shown();
    const utterance = now?.utterances[place];
    if (now === null || utterance === undefined) return null;
    const { startMs, endMs } = effectiveTime(utterance, now.timing.shiftMs);
    return startMs === null ? null : { startMs, endMs: Math.max(startMs, endMs ?? startMs) };
  }

  function put(place: number, { startMs, endMs }: TimeSpan, isWhole: boolean): void {
    const shiftMs = shown()?.timing.shiftMs;
    if (shiftMs === undefined) return;
    const latestMs = durationMs() > 0 ? durationMs() : Infinity;
    const start = Math.round(Math.min(Math.max(0, startMs), latestMs - leastMs));
    const end = Math.round(Math.min(Math.max(start + leastMs, endMs), latestMs));
    change({ changes: new Map([[place, correctionFor({ startMs: start, endMs: end }, shiftMs)]]) }, isWhole);
  }

  const stopWatching = call.subscribe(() => {
    const now = shown();
    if (now === null) return;
    const next = sentencesOf(now);
    if (next === sentences) return;
    if (sentences !== null) {
      cancelFlush?.();
      draft = noTimesDraft;
      undos.length = 0;
      redos.length = 0;
      tell({ chosen: null });
    }
    sentences = next;
  });
  const first = shown();
  if (first !== null) sentences = sentencesOf(first);

  return {
    store,
    start: (chosen) => tell({ isOn: true, chosen, problem: null }),
    stop() {
      flush();
      tell({ isOn: false, chosen: null, problem: null });
    },
    choose(place) {
      if (store.getState().isOn && store.getState().chosen !== place) tell({ chosen: place, problem: null });
    },
    place: (place, span) => put(place, span, true),
    nudge(edge, byMs) {
      const { chosen } = store.getState();
      const span = chosen === null ? null : spanOf(chosen);
      if (chosen === null || span === null) {
        tell({ problem: { because: 'no-time' } });
        return;
      }
      // An edge is stopped by the other one.
      if (edge === 'start') put(chosen, { ...span, startMs: Math.min(span.startMs + byMs, span.endMs - leastMs) }, false);
      else put(chosen, { ...span, endMs: span.endMs + byMs }, false);
    },
    shift(byMs) {
      const now = shown();
      if (now === null) return;
      const mostMs = durationMs();
      change({ changes: new Map(), shiftMs: Math.min(Math.max(now.timing.shiftMs + byMs, -mostMs), mostMs) }, false);
    },
    resetChosen() {
      const { chosen } = store.getState();
      if (chosen !== null) change({ changes: new Map([[chosen, null]]) }, true);
    },
    resetAll() {
      flush();
      redos.length = 0;
      const told = sentences;
      enqueueStep(async () => {
        const before = await timings.reset({ callId });
        if (isOfThese(told)) undos.push(before);
      });
      tell({ problem: null });
    },
    undo: () => takeBack(undos, redos),
    redo: () => takeBack(redos, undos),
    close() {
      stopWatching();
      flush();
    },
  };
}
