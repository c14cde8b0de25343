import type { Icon as TablerIcon } from '@tabler/icons-react';
import { findMarks, searchTerms, foldText, type Mark } from '#renderer/ui/marks.ts';
import { strokeOf, type KeyRow } from '#renderer/ui/keys.ts';

/** A view or screen that the palette leads to. */
export interface PalettePlace {
  readonly id: string;
  readonly label: string;
  /** Beside the label, such as how many calls a view has; null for nothing. */
  readonly note: string | null;
  readonly icon: TablerIcon;
  readonly go: () => void;
}

/** Something that can be done, by its words, and the keys that do it too. */
export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  /** Null where no key does it. */
  readonly row: KeyRow | null;
  readonly run: () => void;
}

/** What can be done with the words themselves: none of it is chosen unless the operator goes there. */
export interface PaletteDeed {
  readonly id: string;
  /** With the words between `before` and `after`. */
  readonly before: string;
  readonly after: string;
  readonly icon: TablerIcon;
  readonly run: () => void;
}

/** Before the words it asks for commands alone. */
export const commandsSign = '>';

/** What is asked of the palette. */
export interface PaletteQuery {
  readonly words: string;
  readonly isCommandsOnly: boolean;
}

export function readQuery(text: string): PaletteQuery {
  const isCommandsOnly = text.trimStart().startsWith(commandsSign);
  return { words: (isCommandsOnly ? text.trimStart().slice(1) : text).trim(), isCommandsOnly };
}

/** The rows whose keys do one thing, and can be pressed for the operator; Escape means something else wherever it is pressed. */
export function commandRows(rows: readonly KeyRow[]): KeyRow[] {
  return rows.filter(({ id, chords }) => {
    const [chord, ...more] = chords;
    return id !== 'palette' && chord !== undefined && more.length === 0 && strokeOf(chord).key !== 'Escape';
  });
}

/** Those that have all words of the search in their label, with where they stand; all where nothing is searched for. */
export function matching<Item extends { readonly label: string }>(items: readonly Item[], words: string): { readonly item: Item; readonly marks: readonly Mark[] }[] {
  const terms = searchTerms(words);
  return items.flatMap((item) => {
    const { text } = foldText(item.label);
    return terms.every((term) => text.includes(term)) ? [{ item, marks: findMarks(item.label, words) }] : [];
  });
}
