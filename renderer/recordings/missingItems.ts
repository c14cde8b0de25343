import { keyOf, type MissingGroup, type MissingRow } from './missingState.ts';

/** Heights that the lines have and keep, px; in a narrow list a row has two lines of words. */
const heights = { row: 34, narrowRow: 52, strip: 28 } as const;

/** What a line of the list is: a recording, or the strip above a part of the list. */
export type MissingItem =
  | { readonly kind: 'row'; readonly key: string; readonly row: MissingRow; readonly height: number; readonly isOption: true }
  | { readonly kind: 'strip'; readonly key: string; readonly group: MissingGroup; readonly height: number; readonly isOption: false };

/** The lines of the list: each part under its strip. */
export function missingItems(rows: readonly MissingRow[], isNarrow: boolean): MissingItem[] {
  const items: MissingItem[] = [];
  let group: MissingGroup | null = null;
  for (const row of rows) {
    if (row.group !== group) items.push({ kind: 'strip', key: `strip-${row.group}`, group: row.group, height: heights.strip, isOption: false });
    group = row.group;
    items.push({ kind: 'row', key: keyOf(row), row, height: isNarrow ? heights.narrowRow : heights.row, isOption: true });
  }
  return items;
}
