import { useMemo, useState } from 'react';
import { z } from 'zod';
import { chordOf, isMeantElsewhere, keys } from '#renderer/ui/keys.ts';
import { createMemory } from '#renderer/ui/memory.ts';
import { useKeyDown } from '#renderer/ui/useKeyDown.ts';
import type { FeedItem } from './feedItems.ts';
import { nothingChosen, withAll, withChosen, withStretch, type Selection } from './selection.ts';

/** Kept from one start to the next. */
const schema = z.array(z.string()).catch([]);
const mostKept = 1000;

interface Options {
  readonly items: readonly FeedItem[];
  readonly activeKey: string | null;
  /** Moves on by so many rows and returns where to. */
  readonly moveBy: (step: number) => string | null;
}

interface Choosing {
  /** Those of the list that are chosen. */
  readonly chosen: ReadonlySet<string>;
  /** What a click with a key held down chooses. */
  readonly onPick: (key: string, what: 'one' | 'stretch') => void;
  readonly clear: () => void;
}

/** Choosing several calls, by clicks and keys. */
export function useChoosing({ items, activeKey, moveBy }: Options): Choosing {
  const [memory] = useState(() => createMemory(window.localStorage, 'earshot.chosen', schema));
  const [selection, select] = useState<Selection>(() => ({ chosen: new Set(memory.read()), anchor: null }));
  function setSelection(next: Selection): void {
    select(next);
    memory.keep([...next.chosen].slice(0, mostKept));
  }
  const inOrder = useMemo(() => items.flatMap(({ key, isOption }) => (isOption ? [key] : [])), [items]);
  // What has left the list is no longer in sight, and nothing is done to it.
  const chosen = useMemo(() => (selection.chosen.size === 0 ? selection.chosen : new Set(inOrder.filter((key) => selection.chosen.has(key)))), [selection, inOrder]);

  const act = (event: KeyboardEvent): boolean => {
    const step = chordOf(event, keys.chooseMore);
    if (chordOf(event, keys.choose) === 0 && activeKey !== null) setSelection(withChosen(selection, activeKey, !chosen.has(activeKey)));
    else if (step !== -1) {
      const to = moveBy(step === 0 ? 1 : -1);
      if (to !== null) setSelection(withStretch(selection, inOrder, activeKey, to));
    } else if (chordOf(event, keys.chooseAll) === 0) setSelection(withAll(inOrder));
    else if (chordOf(event, keys.close) === 0 && chosen.size > 0) setSelection(nothingChosen);
    else return false;
    return true;
  };
  useKeyDown((event) => {
    const isInField = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
    if (!isInField && !isMeantElsewhere(event) && act(event)) event.preventDefault();
  });

  return {
    chosen,
    onPick: (key, what) => setSelection(what === 'one' ? withChosen(selection, key, !chosen.has(key)) : withStretch(selection, inOrder, activeKey, key)),
    clear: () => setSelection(nothingChosen),
  };
}
