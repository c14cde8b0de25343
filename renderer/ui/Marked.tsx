import type { ReactNode } from 'react';
import type { Mark } from './marks.ts';
import './ui.css';

interface Props {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Where the mark begins that is gone to. */
  readonly currentStart?: number | null;
}

/** A text with the places that a search found. */
export function Marked({ text, marks, currentStart = null }: Props): ReactNode {
  if (marks.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(
      text.slice(at, start),
      <mark key={start} className={start === currentStart ? 'mark-current' : undefined}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
}
