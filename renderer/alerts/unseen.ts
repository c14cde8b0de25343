import type { AlertEvent } from '#shared/model/event.ts';

/** Calls that were announced since somebody last looked at the page, and the urgent ones among them. */
export interface Unseen {
  readonly count: number;
  readonly urgent: number;
}

export const noneUnseen: Unseen = { count: 0, urgent: 0 };

export function withAnnounced({ count, urgent }: Unseen, { about, level, count: calls }: Pick<AlertEvent, 'about' | 'level' | 'count'>): Unseen {
  // Who is reminded was told before.
  const more = about === 'reminder' || about === 'incident-over' ? 0 : calls;
  return { count: count + more, urgent: urgent + (level === 'urgent' ? more : 0) };
}

/** `(3) Earshot`. */
export function titleWith(title: string, { count }: Unseen): string {
  return count === 0 ? title : `(${String(count)}) ${title}`;
}

/** The page's icon with a dot for what is not looked at yet: `svg` is Earshot's mark, on a field of 20 by 20. Null where nothing is. */
export function iconWith(svg: string, { count, urgent }: Unseen): string | null {
  if (count === 0) return null;
  const dot = `<circle cx="15" cy="15" r="5" fill="${urgent > 0 ? '#d8471c' : '#4a70e6'}" stroke="#ffffff" stroke-width="1.5"/>`;
  return `data:image/svg+xml,${encodeURIComponent(svg.replace('</svg>', `${dot}</svg>`))}`;
}
