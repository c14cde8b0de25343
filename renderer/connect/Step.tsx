import { useId, type ReactNode } from 'react';

interface Props {
  readonly number: number;
  readonly title: string;
  readonly about: ReactNode;
  /** Whether this is the one to begin with. */
  readonly isFirst?: boolean;
  /** What stands to the right of the words. */
  readonly aside?: ReactNode;
  /** Whether `aside` belongs beside the title alone, so that the words below take the whole width. */
  readonly isAsideOfTitle?: boolean;
  readonly children?: ReactNode;
}

/** One of the things to do on the empty desk. */
export function Step({ number, title, about, isFirst = false, aside, isAsideOfTitle = false, children }: Props): ReactNode {
  const id = useId();
  return (
    <li className="step" aria-labelledby={id}>
      <span className={isFirst ? 'step-number step-number-first' : 'step-number'} aria-hidden>
        {number}
      </span>
      <div className="step-body">
        <div className="step-head">
          <div className="step-words">
            <h2 id={id}>{title}</h2>
            {isAsideOfTitle ? null : <p>{about}</p>}
          </div>
          {aside === undefined ? null : <div className="step-aside">{aside}</div>}
        </div>
        {isAsideOfTitle ? <p>{about}</p> : null}
        {children}
      </div>
    </li>
  );
}
