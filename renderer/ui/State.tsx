import type { ReactNode } from 'react';
import './ui.css';

interface EmptyProps {
  /** One sentence. */
  readonly text: string;
  /** The way back. */
  readonly action?: ReactNode;
}

/** A view that holds nothing: one sentence and a way back. */
export function EmptyState({ text, action }: EmptyProps): ReactNode {
  return (
    <div className="state">
      <p className="state-text" style={{ margin: 0 }}>
        {text}
      </p>
      {action === undefined ? null : <div className="state-actions">{action}</div>}
    </div>
  );
}

interface ErrorProps {
  /** What happened. */
  readonly title: string;
  /** What is safe and what to do. */
  readonly text: string;
  readonly action?: ReactNode;
}

/** A failure, said in place: what happened, what is safe, what to do. */
export function ErrorState({ title, text, action }: ErrorProps): ReactNode {
  return (
    <div className="state" role="alert">
      <div className="state-title">{title}</div>
      <p className="state-text" style={{ margin: 0 }}>
        {text}
      </p>
      {action === undefined ? null : <div className="state-actions">{action}</div>}
    </div>
  );
}
