import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createTimesEditor, type TimesEditorDeps } from '#renderer/times/timesEditor.ts';
import type { CallDetail } from '#shared/model/call.ts';
import { effectiveTime, type TimeSpan } from '#shared/model/sentenceTimes.ts';
import { aCallDetail, anUtterance } from '../../support/calls.ts';

type Corrected = Parameters<TimesEditorDeps['timings']['correct']>[0];

const texts = ['Hello', 'What would it cost?', 'Ten pounds.'];
const aCall = (words = texts): CallDetail =>
  aCallDetail({
    utterances: words.map((text, index) => anUtterance({ index, text, ...(index === 2 ? {} : { startMs: 1_000 + index * 2_000, endMs: 2_000 + index * 2_000 }) })),
  });

/** An opened call and a core that keeps what it is told; it answers at once, or when the test lets it. */
function anEditor() {
  let kept = aCall();
  let loaded = kept;
  let draft: ((call: CallDetail) => CallDetail) | null = null;
  let refusal: Error | null = null;
  let answering: Promise<void> = Promise.resolve();
  const requests: Corrected[] = [];
  const listeners = new Set<() => void>();
  const timers = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());

  const before = (indexes: readonly number[]) => ({
    changes: indexes.map((index) => {
      const corrected = kept.utterances[index]?.corrected ?? null;
      return corrected === null ? { index, reset: true as const } : { index, ...corrected };
    }),
    shiftMs: kept.timing.shiftMs,
  });
  function keep({ changes = [], shiftMs = kept.timing.shiftMs }: Omit<Corrected, 'callId'>) {
    const answer = before(changes.map(({ index }) => index));
    const spans = new Map<number, TimeSpan | null>(changes.map((change) => [change.index, 'reset' in change ? null : { startMs: change.startMs, endMs: change.endMs }]));
    const utterances = kept.utterances.map((utterance) => {
      const span = spans.get(utterance.index);
      return span === undefined ? utterance : { ...utterance, corrected: span };
    });
    kept = { ...kept, utterances, timing: { ...kept.timing, shiftMs, hasCorrections: utterances.some(({ corrected }) => corrected !== null) } };
    return answer;
  }
  const timings = {
    async correct(input: Corrected) {
      requests.push(input);
      await answering;
      if (refusal !== null) throw refusal;
      return keep(input);
    },
    reset: () => Promise.resolve(keep({ changes: kept.utterances.filter(({ corrected }) => corrected !== null).map(({ index }) => ({ index, reset: true as const })), shiftMs: 0 })),
  } as unknown as TimesEditorDeps['timings']; // what an editor uses of them

  const shown = (): CallDetail => (draft === null ? loaded : draft(loaded));
  const editor = createTimesEditor({
    timings,
    callId: 'call-1',
    call: {
      shown,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      load: () => {
        loaded = kept;
        changed();
        return Promise.resolve();
      },
      setDraft(next) {
        draft = next;
        changed();
      },
    },
    durationMs: () => 10_000,
    after(_ms, act) {
      timers.add(act);
      return () => void timers.delete(act);
    },
  });
  /** Time passes: what waits for it happens, and all requests are answered. */
  async function pass(): Promise<void> {
    for (const act of timers) act();
    timers.clear();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }
  function hold(): () => void {
    const held = Promise.withResolvers<void>();
    answering = held.promise;
    return held.resolve;
  }
  function revise(words: readonly string[]): void {
    kept = aCall([...words]);
    loaded = kept;
    changed();
  }
  return {
    editor,
    pass,
    hold,
    revise,
    requests,
    listening: () => listeners.size,
    kept: () => kept.utterances.map(({ corrected }) => corrected),
    shift: () => [kept.timing.shiftMs, shown().timing.shiftMs],
    shown: (index: number) => {
      const { startMs, endMs } = effectiveTime(shown().utterances[index] ?? anUtterance(), shown().timing.shiftMs);
      return [startMs, endMs];
    },
    refuse: (error: Error | null) => (refusal = error),
  };
}

describe('createTimesEditor', () => {
  it('shows a dragged edge at once, keeps it, and puts it back and there again', async () => {
    const { editor, shown, kept, pass, requests } = anEditor();
    editor.start(0);
    editor.place(0, { startMs: 900, endMs: 2_100 });
    expect(shown(0)).toEqual([900, 2_100]);
    await pass();
    expect(requests).toEqual([{ callId: 'call-1', changes: [{ index: 0, startMs: 900, endMs: 2_100 }] }]);
    expect(kept()[0]).toEqual({ startMs: 900, endMs: 2_100 });
    expect(editor.store.getState()).toMatchObject({ canUndo: true, canRedo: false });

    editor.undo();
    await pass();
    expect(kept()[0]).toBeNull();
    expect(shown(0)).toEqual([1_000, 2_000]);
    expect(editor.store.getState()).toMatchObject({ canUndo: false, canRedo: true });

    editor.redo();
    await pass();
    expect(shown(0)).toEqual([900, 2_100]);
    expect(editor.store.getState()).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('takes keys that follow one another quickly for one step', async () => {
    const { editor, shown, requests, pass } = anEditor();
    editor.start(1);
    editor.nudge('start', -10);
    editor.nudge('start', -10);
    editor.nudge('end', 100);
    expect(shown(1)).toEqual([2_980, 4_100]);
    expect(requests).toEqual([]);
    await pass();
    expect(requests).toEqual([{ callId: 'call-1', changes: [{ index: 1, startMs: 2_980, endMs: 4_100 }] }]);
    editor.undo();
    await pass();
    expect(shown(1)).toEqual([3_000, 4_000]);
  });

  it('keeps an undo that comes before its change was sent in order', async () => {
    const { editor, shown, pass } = anEditor();
    editor.start(1);
    editor.nudge('end', 100);
    expect(editor.store.getState().canUndo).toBe(true);
    editor.undo();
    await pass();
    expect(shown(1)).toEqual([3_000, 4_000]);
  });

  it('redoes at once what it is still undoing', async () => {
    const { editor, shown, pass, hold } = anEditor();
    editor.start(1);
    editor.place(1, { startMs: 3_000, endMs: 5_000 });
    await pass();
    const answer = hold();
    editor.undo();
    expect(editor.store.getState()).toMatchObject({ canUndo: false, canRedo: true });
    editor.redo();
    expect(editor.store.getState()).toMatchObject({ canUndo: true, canRedo: false });
    answer();
    await pass();
    expect(shown(1)).toEqual([3_000, 5_000]);
    expect(editor.store.getState()).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('holds edges within the recording and off one another', () => {
    const { editor, shown } = anEditor();
    editor.start(0);
    editor.nudge('start', -5_000);
    expect(shown(0)).toEqual([0, 2_000]);
    editor.nudge('start', 5_000);
    expect(shown(0)).toEqual([1_980, 2_000]);
    editor.nudge('end', -5_000);
    expect(shown(0)).toEqual([1_980, 2_000]);
    editor.nudge('end', 50_000);
    expect(shown(0)).toEqual([1_980, 10_000]);
  });

  it('moves all sentences, corrected ones too, and corrects on top of that', async () => {
    const { editor, shown, shift, kept, pass } = anEditor();
    editor.start(0);
    editor.place(0, { startMs: 500, endMs: 1_500 });
    editor.shift(100);
    editor.shift(100);
    expect(shift()).toEqual([0, 200]);
    expect([shown(0), shown(1)]).toEqual([[700, 1_700], [3_200, 4_200]]);
    await pass();
    expect(shift()).toEqual([200, 200]);
    editor.place(1, { startMs: 3_000, endMs: 4_000 });
    await pass();
    expect(kept()[1]).toEqual({ startMs: 2_800, endMs: 3_800 });
    expect(shown(1)).toEqual([3_000, 4_000]);
    editor.undo();
    editor.undo();
    await pass();
    expect(shift()).toEqual([0, 0]);
    expect(kept()).toEqual([{ startMs: 500, endMs: 1_500 }, null, null]);
  });

  it('resets a sentence, and all, which is a step too', async () => {
    const { editor, kept, shift, pass } = anEditor();
    editor.start(0);
    editor.place(0, { startMs: 500, endMs: 1_500 });
    editor.place(1, { startMs: 2_500, endMs: 3_500 });
    editor.shift(-50);
    await pass();
    editor.resetChosen();
    await pass();
    expect(kept()).toEqual([null, { startMs: 2_500, endMs: 3_500 }, null]);
    editor.resetAll();
    await pass();
    expect(kept()).toEqual([null, null, null]);
    expect(shift()).toEqual([0, 0]);
    editor.undo();
    await pass();
    expect(kept()).toEqual([null, { startMs: 2_500, endMs: 3_500 }, null]);
    expect(shift()).toEqual([-50, -50]);
    editor.redo();
    await pass();
    expect(kept()).toEqual([null, null, null]);
  });

  it('gives a sentence without a time one, but has no edge of it to move before', async () => {
    const { editor, shown, pass } = anEditor();
    editor.start(2);
    editor.nudge('start', 10);
    expect(editor.store.getState().problem).toEqual({ because: 'no-time' });
    editor.place(2, { startMs: 5_000, endMs: 6_000 });
    expect(editor.store.getState().problem).toBeNull();
    await pass();
    editor.nudge('start', 10);
    expect(shown(2)).toEqual([5_010, 6_000]);
  });

  it('says what the core refuses, and shows things as they are', async () => {
    const { editor, shown, refuse, pass } = anEditor();
    editor.start(0);
    refuse(new ORPCError('INVALID_TIMES', { data: { problems: [{ index: 0, problem: 'The sentence ends after the recording.' }] } }));
    editor.place(0, { startMs: 500, endMs: 1_500 });
    expect(shown(0)).toEqual([500, 1_500]);
    await pass();
    expect(shown(0)).toEqual([1_000, 2_000]);
    expect(editor.store.getState()).toMatchObject({ canUndo: false, problem: { because: 'refused', words: 'The sentence ends after the recording.' } });
    refuse(new Error('gone'));
    editor.place(0, { startMs: 500, endMs: 1_500 });
    await pass();
    expect(editor.store.getState().problem).toEqual({ because: 'failed' });
    refuse(null);
    editor.place(0, { startMs: 500, endMs: 1_500 });
    await pass();
    expect(editor.store.getState()).toMatchObject({ canUndo: true, problem: null });
  });

  it('goes on showing what was changed while an earlier change is on its way', async () => {
    const { editor, shown, kept, hold, pass } = anEditor();
    editor.start(0);
    const answer = hold();
    editor.place(0, { startMs: 500, endMs: 1_500 });
    await pass();
    editor.place(0, { startMs: 400, endMs: 1_500 });
    await pass();
    expect(shown(0)).toEqual([400, 1_500]);
    answer();
    await pass();
    expect(shown(0)).toEqual([400, 1_500]);
    expect(kept()[0]).toEqual({ startMs: 400, endMs: 1_500 });
  });

  it('a new change ends what could be done again', async () => {
    const { editor, pass } = anEditor();
    editor.start(0);
    editor.place(0, { startMs: 500, endMs: 1_500 });
    editor.undo();
    await pass();
    editor.place(1, { startMs: 500, endMs: 1_500 });
    await pass();
    expect(editor.store.getState().canRedo).toBe(false);
  });

  it('forgets its steps when the sentences become others', async () => {
    const { editor, revise, pass } = anEditor();
    editor.start(0);
    editor.place(0, { startMs: 500, endMs: 1_500 });
    await pass();
    revise(texts);
    expect(editor.store.getState()).toMatchObject({ canUndo: true, chosen: 0 });
    revise(['Good morning', ...texts]);
    expect(editor.store.getState()).toMatchObject({ canUndo: false, canRedo: false, chosen: null });
  });

  it('chooses only while it is on, and sends what is left when it is closed', async () => {
    const { editor, requests, listening, pass } = anEditor();
    editor.choose(1);
    expect(editor.store.getState().chosen).toBeNull();
    editor.start(null);
    editor.choose(1);
    expect(editor.store.getState().chosen).toBe(1);
    editor.nudge('end', 10);
    editor.close();
    await pass();
    expect(requests).toHaveLength(1);
    expect(listening()).toBe(0);
  });
});
