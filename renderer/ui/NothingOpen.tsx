import type { ReactNode } from 'react';
import { KeyCaps } from './KeyCaps.tsx';
import { keys } from './keys.ts';
import './ui.css';

interface Props {
  readonly text: string;
  /** Stands between the keys that move and the one that opens. */
  readonly thenText: string;
}

/** The pane beside a list while nothing of it is open. */
export function NothingOpen({ text, thenText }: Props): ReactNode {
  return (
    <div className="nothing-open">
      <p>{text}</p>
      <p className="nothing-open-keys">
        <KeyCaps row={keys.rows} isRead /> <span>{thenText}</span> <KeyCaps row={keys.openRow} isRead />
      </p>
    </div>
  );
}
