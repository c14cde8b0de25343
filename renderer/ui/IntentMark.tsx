import type { ReactNode } from 'react';
import { readIntent } from './intent.ts';
import './ui.css';

interface Props {
  /** An intent's name as it came, such as `A (strong interest)`. */
  readonly name: string;
}

/** An intent as its level in a square and the rest of its name. */
export function IntentMark({ name }: Props): ReactNode {
  const { level, rest } = readIntent(name);
  return (
    <span className="intent" title={name}>
      {level === null ? null : <span className={`intent-level intent-${level.toLowerCase()}`}>{level}</span>}
      <span className="intent-rest" dir="auto">
        {rest}
      </span>
    </span>
  );
}
