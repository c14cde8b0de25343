import { IconBookmarkPlus, IconTag } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { PaletteCommand, PaletteDeed } from '#renderer/palette/index.ts';
import { keys } from '#renderer/ui/keys.ts';
import type { ReviewChange } from '#shared/model/review.ts';

interface Deps {
  readonly t: TFunction<'palette'>;
  /** The operator's own words for what came of a call, in their order. */
  readonly outcomes: readonly string[];
  /** Tags that calls have. */
  readonly knownTags: readonly string[];
  /** Changes the call that is open; null where none is. */
  readonly change: ((change: ReviewChange) => void) | null;
  /** Keeps what a search finds as a view of that name. */
  readonly saveView: (words: string) => void;
}

const longestTag = 60;
const mostKeys = keys.outcome.chords.length;

/** What came of the open call, and tags that are known by these words, as commands. */
export function paletteCommands({ t, outcomes, knownTags, change }: Deps, words: string): PaletteCommand[] {
  if (change === null) return [];
  const named = outcomes.map((outcome, place) => ({
    id: `outcome-${outcome}`,
    label: t('outcome', { outcome }),
    row: place < mostKeys ? { ...keys.outcome, chords: [keys.outcome.chords[place] ?? ''] } : null,
    run: () => change({ outcome }),
  }));
  // Without any words there would be as many as there are tags.
  const tagged = words === '' ? [] : knownTags.flatMap((tag) => [{ id: `tag-${tag}`, label: t('tag', { tag }), row: null, run: () => change({ addTags: [tag] }) }]);
  return [...named, ...tagged];
}

/** What can be made of the words: a tag of the open call that is not known yet, and a view. */
export function paletteDeeds({ t, knownTags, change, saveView }: Deps, words: string): PaletteDeed[] {
  const isNew = words.length <= longestTag && !knownTags.includes(words);
  return [
    ...(change === null || !isNew ? [] : [{ id: 'tag', before: t('tagIt.before'), after: t('tagIt.after'), icon: IconTag, run: () => change({ addTags: [words] }) }]),
    ...(words.length > longestTag ? [] : [{ id: 'view', before: t('saveView.before'), after: t('saveView.after'), icon: IconBookmarkPlus, run: () => saveView(words) }]),
  ];
}
